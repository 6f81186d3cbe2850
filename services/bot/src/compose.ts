import { defaultConsultationWeights } from '@desk/domain';
import { createLogger, type Logger } from '@desk/logging';
import { applyMigrations } from '@desk/migrations';
import { type BotFiles, readBotFiles } from './adapters/catalogue/read-bot-files.ts';
import { isDatabaseFailure } from './adapters/postgres/is-database-failure.ts';
import { laneOf as laneOfEffect } from './adapters/postgres/ledger/subjects-of-plan.ts';
import { type DeskStore, openDeskStore } from './adapters/postgres/open-desk-store.ts';
import { connectRedis } from './adapters/queue/connect-redis.ts';
import { createRateCounter } from './adapters/queue/rate-counter.ts';
import { createRedisQueue, type RedisQueue } from './adapters/queue/redis-queue.ts';
import { createWaitLines } from './adapters/queue/wait-lines.ts';
import { randomIds } from './adapters/system/random-ids.ts';
import { systemClock, systemPause } from './adapters/system/system-clock.ts';
import { announceBot, directUpdates } from './adapters/telegram/announce-bot.ts';
import { createUpdateSource } from './adapters/telegram/fetch-updates.ts';
import { composeGatewayDesk } from './compose/compose-gateway-desk.ts';
import { composeOperations, type Operations } from './compose/compose-operations.ts';
import { composeServers } from './compose/compose-servers.ts';
import { composeTelegram, type TelegramParts } from './compose/compose-telegram.ts';
import { followFiles, warnOfOldKeys } from './compose/follow-files.ts';
import { followConfig } from './compose/follow-secrets.ts';
import { migrationsDir } from './compose/migrate-database.ts';
import { openBorder } from './compose/open-border.ts';
import { rehearse } from './compose/rehearse.ts';
import type { BotConfig } from './config.ts';
import { runJobs } from './edge/jobs/run-jobs.ts';
import { watchGateway } from './edge/jobs/watch-gateway.ts';
import { holdLeases } from './edge/lanes/hold-leases.ts';
import { measureDelivery, measureHandling } from './edge/lanes/measure-work.ts';
import { routeEffects } from './edge/lanes/route-effects.ts';
import { type Lanes, runLanes } from './edge/lanes/run-lanes.ts';
import { handleTelegramArrival, handleTelegramDeadLetter } from './edge/telegram/handle-arrival.ts';
import { type HearingNeeds, hearUpdates } from './edge/telegram/hear-update.ts';
import { pollUpdates } from './edge/telegram/poll-updates.ts';
import { readAhead } from './edge/telegram/read-ahead.ts';
import { handleTrackerArrival } from './edge/tracker/handle-tracker-arrival.ts';
import type { HandleArrival, HandleDeadLetter, Inbox } from './ports/inbox.ts';
import type { LaneCall } from './ports/lanes.ts';
import type { Plan } from './ports/plan.ts';
import type { Clock, Ids, Policy } from './ports/system.ts';
import { type Bot, runBot } from './run-bot.ts';
import { seeAccount } from './use-cases/see-speaker.ts';
import { type BotUseCases, wireUseCases } from './wire-use-cases.ts';

/** For tests, benchmarks and the demo: what stands in for an adapter. */
export interface BotOverrides {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly logger?: Logger;
  /** Of all keys in Redis: several bots of different databases can share one server. */
  readonly redisPrefix?: string;
  /** Takes in what Telegram posts. */
  readonly inbox?: Inbox;
}

/** `problems`: files that are missing or wrong, each in a line with its place. */
export type ComposedBot =
  | { readonly kind: 'composed'; readonly bot: Bot }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

const leaseMs = 5_000;
const keptArrivalsMax = 20;

/** The whole bot, from its configuration: the only place that knows every adapter. */
export async function composeBot(given: BotConfig, overrides: BotOverrides = {}): Promise<ComposedBot> {
  const system = {
    ...{ clock: overrides.clock ?? systemClock, pause: systemPause },
    ids: overrides.ids ?? randomIds,
    log: overrides.logger ?? createLogger({ service: 'bot', level: given.logLevel }),
  };
  const files = await readBotFiles(given, () => system.clock.now());
  if (files.kind === 'refused') return files;
  await warnOfOldKeys(given, system);
  const { config, secrets } = await followConfig(given, system.clock);
  const policy = policyOf(config, files);
  const operations = await composeOperations(config, system.clock);
  const telegram = composeTelegram(config, { ...system, operations });
  const border = await openBorder(config, system);
  if (border.kind === 'refused') return border;
  const { tls } = border;
  const gateway = composeGatewayDesk(config, files, { ...system, ...telegram, operations, tls });
  const meeting = await watchGateway({ ...system, service: gateway.service });
  if (meeting.kind === 'refused') return meeting;
  await applyMigrations({ databaseUrl: config.databaseUrl, migrationsDir });

  const queues = composeQueues(config, overrides.redisPrefix ?? 'desk', system);
  const wakers = createWakers(queues.queue);
  const store = await openDeskStore({
    ...system,
    keptArrivalsMax,
    retentionDays: config.retentionDays,
    ...wakers.wakes,
    databaseUrl: config.databaseUrl,
    zone: files.keys.sealing,
    sessionLimits: config.sessionLimits,
  });
  const { waitLines } = queues;
  const { metrics, drain } = operations;
  const useCases = wireUseCases({ ...store, ...gateway, ...telegram, ...system, policy, metrics, waitLines });
  const arrivals = composeArrivals(config, store, telegram, { useCases, system });
  const lanes = composeLanes(store, arrivals.handlers, { telegram, useCases, system, metrics });
  wakers.connect(lanes);
  const { jobs: handlers, findDueWork } = useCases;
  const jobs = runJobs({ ...system, ...queues, handlers, findDueWork });
  const [{ inbox = store.inbox }, { hooks }, { foresee }] = [overrides, gateway, arrivals];
  const servers = await composeServers(config, files, {
    ...{ ...system, ...queues, store, inbox, foresee, useCases, jobs, hooks, operations, tls, secrets },
  });
  const following = followFiles({
    ...{ ...system, ledger: store.ledger, tls, secrets, keys: { look: files.lookAtKeys } },
    registerWebhook: () => registerWebhook(config, telegram),
  });
  await rehearse(store);
  const bot = runBot({
    ...{ config, servers, lanes, jobs, drain, log: system.log },
    announce: () => introduce(config, telegram, arrivals),
    poll: () => poll(telegram, store, system.log),
    closing: [meeting.stop, async () => following.close(), queues.close, store.close, async () => tls?.close()],
  });
  return { kind: 'composed', bot };
}

interface System {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}

function composeQueues({ redisUrl, redisCa: ca }: BotConfig, prefix: string, { clock, log }: System) {
  const { redis, close } = connectRedis({ redisUrl, ca, log });
  const queue = createRedisQueue({ redis, prefix, clock, log });
  return {
    queue,
    connection: { redisUrl, ca, prefix },
    counter: createRateCounter({ redis, prefix, clock }),
    waitLines: createWaitLines({ redis, prefix }),
    async close() {
      await queue.close();
      await close();
    },
  };
}

function composeLanes(
  store: DeskStore,
  handlers: { readonly handle: HandleArrival; readonly handleDeadLetter: HandleDeadLetter },
  parts: {
    readonly telegram: TelegramParts;
    readonly useCases: BotUseCases;
    readonly system: System;
    readonly metrics: Operations['metrics'];
  },
): Lanes {
  const { telegram, useCases, system, metrics } = parts;
  const measuring = { metrics, clock: system.clock };
  return runLanes({
    ...system,
    ...handlers,
    handle: measureHandling(handlers.handle, measuring),
    leases: store.leases,
    leaseMs,
    inbox: store.inboxLanes,
    outbox: store.outboxLanes,
    isDatabaseFailure,
    deliver: measureDelivery(routeEffects({ messenger: telegram.messenger, ...useCases.deliver }), measuring),
  });
}

/** What an operator configured, as use cases obey it. */
export function policyOf(config: BotConfig, { catalogue, weights, savedReplies, privacyNote }: BotFiles): Policy {
  return {
    catalogue,
    weights,
    savedReplies,
    privacyNote,
    retentionDays: config.retentionDays,
    sessionLimits: config.sessionLimits,
    supportContact: config.supportContact,
    quietHours: config.quietHours,
    assignForeignTickets: config.assignForeignTickets,
    fileBytesMax: config.telegram.fileBytesMax,
    activeTicketsMax: config.activeTicketsMax,
    consultationLimits: config.consultationLimits,
    consultationWeights: defaultConsultationWeights,
    waitAlertMs: config.waitAlertMs,
    keptArrivalsMax,
  };
}

/** The store wakes lanes that are made of it: what is stored before they stand is found by their first look. */
function createWakers(queue: RedisQueue) {
  let lanes: Lanes | null = null;
  return {
    connect(made: Lanes) {
      lanes = made;
    },
    wakes: {
      wakeInbox: (lane: string) => lanes?.wakeInbox(lane),
      onLaneCall: (call: LaneCall) => lanes?.hearCall(call),
      announce(plan: Plan) {
        for (const effect of plan.effects) {
          if (effect.kind === 'delayed') lanes?.joinAt(effect.dueAt);
          else lanes?.wakeOutbox(laneOfEffect(effect));
        }
        // Resumed updates wait in the lane of the very chat that is being answered: its worker looks again by itself.
        if (plan.jobs.length > 0) void queue.add(plan.jobs);
      },
    },
  };
}

/** What came in goes to those who hear it. Until Telegram says who the bot is, its token does. */
function composeArrivals(
  { telegram: { token }, defaultLanguage }: BotConfig,
  store: DeskStore,
  { client, callbacks }: TelegramParts,
  { useCases, system }: { readonly useCases: BotUseCases; readonly system: System },
) {
  const listening = { keyboards: store.keyboards, callbacks, telegram: client, defaultLanguage };
  let hear = hearUpdates({ ...listening, me: namelessBot(token) });
  const { ledger } = store;
  const ahead = readAhead((telegramId) => seeAccount(store, telegramId, system.clock.now()));
  const needs = { ...useCases, ledger, ahead, hear: (update: Parameters<typeof hear>[0]) => hear(update) };
  const ofTelegram = ahead.outdatedBy(handleTelegramArrival(needs));
  const ofTracker = handleTrackerArrival(needs);
  const deadOfTelegram = ahead.outdatedBy(handleTelegramDeadLetter({ ...needs, giveUp: useCases.giveUp }));
  const handle: HandleArrival = (item) => (item.source === 'telegram' ? ofTelegram(item) : ofTracker(item));
  return {
    foresee: ahead.begin,
    handlers: { handle, handleDeadLetter: deadOfTelegram },
    introduce(me: HearingNeeds['me']) {
      hear = hearUpdates({ ...listening, me });
    },
  };
}

function namelessBot(token: string): HearingNeeds['me'] {
  return {
    id: Number(token.split(':', 1)[0]),
    is_bot: true,
    first_name: '',
    username: '',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  };
}

async function introduce(
  { telegram: { delivery } }: BotConfig,
  { client, renderer }: TelegramParts,
  arrivals: ReturnType<typeof composeArrivals>,
) {
  const outcome = await announceBot({ telegram: client, renderer, delivery, wait });
  if (outcome.kind === 'announced') arrivals.introduce(outcome.me);
  return outcome;
}

async function registerWebhook({ telegram: { delivery } }: BotConfig, { client }: TelegramParts): Promise<boolean> {
  return (await directUpdates({ telegram: client, delivery })).kind === 'done';
}

function poll({ client }: TelegramParts, { inbox, leases }: DeskStore, log: Logger) {
  return pollUpdates({ source: createUpdateSource(client), inbox, leases: holdLeases({ leases, leaseMs, log }), wait });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
