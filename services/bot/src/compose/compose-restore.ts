import { createLogger } from '@desk/logging';
import { applyMigrations } from '@desk/migrations';
import { readBotFiles } from '../adapters/catalogue/read-bot-files.ts';
import { isDatabaseFailure } from '../adapters/postgres/is-database-failure.ts';
import { lookAtDatabase, openDatabase } from '../adapters/postgres/open-database.ts';
import { openDeskStore } from '../adapters/postgres/open-desk-store.ts';
import { countWorkers, createRestoredDesk } from '../adapters/postgres/restore/restored-desk.ts';
import { createRestoredLog } from '../adapters/postgres/restore/restored-log.ts';
import { randomIds } from '../adapters/system/random-ids.ts';
import { readAuditLines } from '../adapters/system/read-audit-lines.ts';
import { systemClock, systemPause } from '../adapters/system/system-clock.ts';
import { policyOf } from '../compose.ts';
import { type BotConfig, parseBotConfig, parseOperatorConfig } from '../config.ts';
import type { OpenedErased, OpenedRestoreDesk, RestoreCommandNeeds } from '../edge/cli/restore-commands.ts';
import { deliverWaiting } from '../edge/lanes/deliver-waiting.ts';
import { routeEffects } from '../edge/lanes/route-effects.ts';
import type { WaitLines } from '../ports/consultation-board.ts';
import type { Clock } from '../ports/system.ts';
import { planComments } from '../use-cases/news/plan-comments.ts';
import { catchUpQuietly } from '../use-cases/restore/catch-up-quietly.ts';
import { continueLog } from '../use-cases/restore/continue-log.ts';
import { endAllSessions } from '../use-cases/restore/end-all-sessions.ts';
import { keepQuiet } from '../use-cases/restore/keep-quiet.ts';
import { restoreDesk } from '../use-cases/restore/restore-desk.ts';
import { wireUseCases } from '../wire-use-cases.ts';
import { databaseRefusals } from './compose-commands.ts';
import { composeGatewayDesk } from './compose-gateway-desk.ts';
import { composeOperations } from './compose-operations.ts';
import { composeTelegram } from './compose-telegram.ts';
import { migrationsDir } from './migrate-database.ts';
import { openBorder } from './open-border.ts';

/** With the bot's whole configuration: the gateway has to be there. */
export function composeRestoreCommands(): Pick<RestoreCommandNeeds, 'open' | 'openErased' | 'readLines'> {
  return {
    readLines: readAuditLines,
    openErased,
    async open() {
      const read = parseBotConfig();
      if (read.kind === 'invalid') return { kind: 'refused', lines: read.problems.map(({ line }) => line) };
      return composeRestore(read.config, systemClock);
    },
  };
}

/** The database alone: the bot may be at work meanwhile. */
async function openErased(): Promise<OpenedErased> {
  const config = parseOperatorConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  const { pool, close } = openDatabase({ databaseUrl: config.config.databaseUrl, onIdleError: () => undefined });
  const look = await lookAtDatabase(pool);
  if (look === 'ready') return { kind: 'opened', log: { listErased: createRestoredLog(pool).listErased, close } };
  await close();
  return { kind: 'refused', lines: [databaseRefusals[look]] };
}

const leaseMs = 5_000;
/** The gateway answers within half a minute or not at all: so long for several attempts. */
const deliverMsMax = 5 * 60_000;

export async function composeRestore(config: BotConfig, clock: Clock): Promise<OpenedRestoreDesk> {
  const files = await readBotFiles(config, () => clock.now());
  if (files.kind === 'refused') return { kind: 'refused', lines: files.problems };
  const system = { clock, ids: randomIds, log: createLogger({ service: 'bot', level: config.logLevel }) };
  const border = await openBorder(config, system);
  if (border.kind === 'refused') return { kind: 'refused', lines: border.problems };
  await applyMigrations({ databaseUrl: config.databaseUrl, migrationsDir });
  const { pool, close } = openDatabase({ databaseUrl: config.databaseUrl, onIdleError: () => undefined });
  if ((await countWorkers(pool)) > 0) {
    await close();
    return { kind: 'refused', lines: ['A bot is at work on this database. Stop every one of them first.'] };
  }
  const operations = await composeOperations(config, clock);
  const telegram = composeTelegram(config, { ...system, operations });
  const gateway = composeGatewayDesk(config, files, { ...system, ...telegram, operations, tls: border.tls });
  const policy = policyOf(config, files);
  const store = await openDeskStore({
    ...{ ...system, ...idle, keptArrivalsMax: policy.keptArrivalsMax, retentionDays: config.retentionDays },
    ...{ databaseUrl: config.databaseUrl, zone: files.keys.sealing, sessionLimits: config.sessionLimits },
  });
  const { metrics } = operations;
  const ports = {
    ...store,
    ...gateway,
    ...telegram,
    ...system,
    ...keepQuiet(store),
    policy,
    metrics,
    waitLines: nobodyWaits,
    pause: systemPause,
  };
  const restored = createRestoredDesk(pool);
  const log = createRestoredLog(pool);
  const { applyState, endRevoked, deliver } = wireUseCases(ports);
  const deliverQuietly = () =>
    deliverWaiting({
      ...{ ...system, leaseMs, isDatabaseFailure, outbox: store.outboxLanes, leases: store.leases },
      deliver: routeEffects({ messenger: telegram.messenger, ...deliver }),
      isWanted: (lane) => !lane.startsWith('chat:'),
      countWaiting: restored.countWaitingOutside,
      withinMs: deliverMsMax,
    });
  const restore = restoreDesk({
    ...{ ...ports, restored, log, deliverQuietly },
    continueLog: continueLog({ log, feeds: gateway.feeds }),
    catchUp: catchUpQuietly({ ...ports, applyState, endRevoked, planComments: planComments(ports) }),
    endSessions: endAllSessions(ports),
  });
  return {
    kind: 'opened',
    desk: { restore, close: () => closeAll(store.close, close, async () => border.tls?.close()) },
  };
}

/** Nothing is woken: what is to go on is found when the desk starts. */
const idle = { announce: () => undefined, wakeInbox: () => undefined, onLaneCall: () => undefined };

/** The lines are built anew from the rows when the desk starts. */
const nobodyWaits: WaitLines = {
  put: async () => 'away',
  drop: async () => 'away',
  read: async () => 'away',
  rebuild: async () => 'away',
};

async function closeAll(...closes: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closes) await close();
}
