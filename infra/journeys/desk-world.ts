import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Flavour, JiraSimulator } from '@desk/jira-simulator';
import type { Logger } from '@desk/logging';
import { createTelegramSimulator, type Group, type TelegramSimulator } from '@desk/telegram-simulator';
import { openNetworkGate } from '@desk/testing';
import { testDatabase, testRedis } from '@desk/testing/vitest';
import { openTrackerHands } from '../stack/open-tracker-hands.ts';
import type { OrganisationName, SampleOrganisation, TrackerName } from '../stack/sample-organisation.ts';
import { accountOf } from '../stack/simulated-openproject.ts';
import { spreadWebhooks } from '../stack/spread-webhooks.ts';
import type { StackPlace } from '../stack/stack-environment.ts';
import { jiraOf, type RunningTracker, startTracker } from '../stack/start-tracker.ts';
import type { TrackerHands } from '../stack/tracker-hands.ts';
import { journeyTracker } from './world/journey-tracker.ts';
import { type PersonInChat, personInChat } from './world/person-in-chat.ts';
import { type Newcomer, prepareOrganisation, prepareWorldPlace } from './world/prepare-place.ts';
import { type RunningService, runBot, runGateway } from './world/run-services.ts';
import { createWorldClock, type WorldClock } from './world/world-clock.ts';

// Every wait in a story has its own deadline, which says what was not seen; the test's comes after them.

export interface DeskWorldOptions {
  /** Default `it-desk`. */
  readonly organisation?: OrganisationName;
  /** People who join the sample's staff list. */
  readonly newcomers?: readonly Newcomer[];
  /** How updates reach the bot. Default `webhook`. */
  readonly delivery?: 'webhook' | 'polling';
  /** Every team works from nine to six, Monday to Friday; otherwise round the clock. */
  readonly officeHours?: boolean;
  /** What keeps the tickets. Default: what the run is about, Jira unless `DESK_TRACKER` says otherwise. */
  readonly tracker?: TrackerName;
  /** Of Jira. Default `cloud`. */
  readonly flavour?: Flavour;
  /** Where the tracker posts its webhooks: to the gateway inside (the default), or to the bot's public listener. */
  readonly hooks?: 'gateway' | 'bot';
  /** How the tracker proves its webhooks: it signs them (the default), or sends its secret in the address. */
  readonly hookProof?: 'signature' | 'query-secret';
  /** Telegram's flood limits. Default `true`. */
  readonly floodLimits?: boolean;
  /** What an operator does once the tracker is there, before the services start: other files and settings for them. */
  readonly prepare?: (place: StackPlace, trackerUrl: string) => Promise<StackPlace>;
  /** Settings of both services beyond the usual ones, such as `CONSULTATION_CAPACITY`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Of the bot, in place of its own. */
  readonly logger?: Logger;
  /** How many processes of the bot share the work. Default 1. */
  readonly bots?: number;
}

/** The people of the sample organisations, by the names that journeys call them. */
const employeeIds = {
  olena: 'e-1001',
  taras: 'e-1002',
  nataliia: 'e-1003',
  iryna: 'e-2001',
  andrii: 'e-2002',
  marko: 'e-2003',
  mariia: 'e-3001',
  petro: 'e-9001',
} as const;
export type SampleName = keyof typeof employeeIds;

/** The whole product in this process, on ports and databases of its own. Nothing is left behind by `close`. */
export interface DeskWorld extends Closing {
  readonly clock: WorldClock;
  readonly telegram: TelegramSimulator;
  /** The tracker, whichever it is. */
  readonly tracker: TrackerHands;
  /** For journeys about Jira itself; throws where the tracker is another. */
  readonly jira: JiraSimulator;
  readonly organisation: SampleOrganisation;
  /** The bot's public listener. */
  readonly publicUrl: string;
  /** Where the tracker posts its webhooks. */
  readonly hookUrl: string;
  /** What the services were started from, as `prepare` left it. */
  readonly place: StackPlace;
  readonly databases: StackPlace['databases'];
  /** Where each service tells operations how it is. */
  readonly ops: { readonly bot: string; readonly gateway: string };
  readonly bot: RunningService;
  readonly gateway: RunningService;
  readonly redis: { goesAway(): void; comesBack(): void };
  /** People of the staff list, each with a phone. */
  meet<Name extends SampleName>(...names: Name[]): Readonly<Record<Name, PersonInChat>>;
  /** Somebody else with a phone. */
  meetOther(someone: { name: string; phone: string; language?: 'uk' | 'en' }): PersonInChat;
  /** A group chat the bot has been put into. */
  gather(title: string, ...members: PersonInChat[]): Group;
  /** The tracker account of someone of the staff list. */
  accountOf(name: SampleName): string;
}

interface Closing extends AsyncDisposable {
  close(): Promise<void>;
}

type Closes = (() => Promise<unknown> | undefined)[];

export async function createDeskWorld(options: DeskWorldOptions = {}): Promise<DeskWorld> {
  const closes: Closes = [];
  const close = () => closeAll(closes);
  try {
    return Object.assign(await buildWorld(options, closes), { close, [Symbol.asyncDispose]: close });
  } catch (error) {
    await close();
    throw error;
  }
}

/** In the reverse order of the start, to the end also where a part will not close. */
async function closeAll(closes: Closes): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closes.splice(0).toReversed()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Parts of the world did not close.');
}

async function buildWorld(options: DeskWorldOptions, closes: Closes): Promise<Omit<DeskWorld, keyof Closing>> {
  const clock = createWorldClock();
  const folder = await mkdtemp(join(tmpdir(), 'desk-world-'));
  closes.push(() => rm(folder, { recursive: true, force: true }));
  const { tracker: kind = journeyTracker() } = options;
  const organisation = await prepareOrganisation({ ...options, tracker: kind }, folder);
  const [bot, gateway, redis] = await Promise.all([testDatabase('bot'), testDatabase('gateway'), testRedis()]);
  const gates = await openGates(redis.url, closes);
  const telegram = await createTelegramSimulator({
    ...{ token: '4242424242:token-of-a-journey', now: clock.now, limits: options.floodLimits ?? true },
  });
  closes.push(() => telegram.close());
  const place = await prepareWorldPlace({
    folder,
    organisation,
    officeHours: options.officeHours ?? false,
    delivery: options.delivery ?? 'webhook',
    tracker: kind,
    flavour: options.flavour ?? 'cloud',
    settings: options.settings ?? {},
    databases: { bot: bot.url, gateway: gateway.url },
    telegram,
    urls: {
      redis: gates.redis.url,
      webhook: gates.botPublic.url,
      bot: gates.botPrivate.url,
      gateway: gates.gateway.url,
    },
  });
  const hookUrl = new URL('/hooks/tracker', options.hooks === 'bot' ? gates.botPublic.url : gates.hooks.url).href;
  const { flavour = 'cloud', hookProof = 'signature' } = options;
  const tracker = await startWorldTracker(place, { hookUrl, hookProof, flavour, clock }, closes);
  const prepared = (await options.prepare?.(place, tracker.simulator.baseUrl)) ?? place;
  const serving = {
    ...{ place: prepared, tracker, clock, gates, redisPrefix: redis.prefix, bots: options.bots ?? 1 },
    ...(options.logger && { logger: options.logger }),
  };
  const services = await startServices(serving, closes);
  return {
    ...{ clock, telegram, organisation, place: prepared, databases: prepared.databases, ...services },
    ...{ publicUrl: gates.botPublic.url, hookUrl },
    get jira() {
      return jiraOf(tracker);
    },
    tracker: openTrackerHands(tracker),
    redis: { goesAway: gates.redis.shut, comesBack: gates.redis.open },
    ...people(telegram, organisation, place.tracker),
  };
}

/** Doors between the zones: a service that starts again is found where it was. */
async function openGates(redisUrl: string, closes: Closes) {
  const open = async (url: string) => {
    const gate = await openNetworkGate(url);
    closes.push(() => gate.stop());
    return gate;
  };
  const nowhere = 'http://127.0.0.1:1';
  return {
    redis: await open(redisUrl),
    botPublic: await open(nowhere),
    botPrivate: await open(nowhere),
    gateway: await open(nowhere),
    hooks: await open(nowhere),
  };
}
type Gates = Awaited<ReturnType<typeof openGates>>;

interface TrackerStart extends Required<Pick<DeskWorldOptions, 'flavour' | 'hookProof'>> {
  readonly hookUrl: string;
  readonly clock: WorldClock;
}

async function startWorldTracker(
  { tracker: kind, organisation, folder, trackerToken: token, webhookSecret: secret }: StackPlace,
  { hookUrl, hookProof, flavour, clock }: TrackerStart,
  closes: Closes,
): Promise<RunningTracker> {
  const webhook = { url: hookUrl, secret, style: hookProof };
  const tracker = await startTracker({ kind, organisation, port: 0, folder, token, webhook, flavour, now: clock.now });
  closes.push(() => tracker.simulator.close());
  return tracker;
}

interface Serving {
  readonly place: StackPlace;
  readonly tracker: RunningTracker;
  readonly clock: WorldClock;
  readonly gates: Gates;
  readonly redisPrefix: string;
  readonly bots: number;
  readonly logger?: Logger;
}

async function startServices(serving: Serving, closes: Closes) {
  const { place, tracker, clock, gates, redisPrefix, bots, logger } = serving;
  const ops = { bot: '', gateway: '' };
  const gateway = await runGateway(
    place,
    { clock, trackerUrl: tracker.simulator.baseUrl },
    ({ contractPort, hookPort, opsPort }) => {
      ops.gateway = urlOf(opsPort);
      gates.gateway.leadTo(urlOf(contractPort));
      gates.hooks.leadTo(urlOf(hookPort));
    },
  );
  closes.push(() => gateway.goesDown());
  const listeners: string[] = [];
  const bot = await runBot(
    place,
    { clock, redisPrefix, ...(logger && { logger }) },
    ({ publicPort, privatePort, opsPort }) => {
      ops.bot = urlOf(opsPort);
      listeners[0] = urlOf(publicPort);
      gates.botPublic.leadTo(urlOf(publicPort));
      gates.botPrivate.leadTo(urlOf(privatePort));
    },
  );
  closes.push(() => bot.goesDown());
  for (let at = 1; at < bots; at += 1) {
    const another = await runBot(place, { clock, redisPrefix }, ({ publicPort }) => {
      listeners[at] = urlOf(publicPort);
    });
    closes.push(() => another.goesDown());
  }
  if (bots > 1) await spreadOver(listeners, gates, closes);
  return { bot, gateway, ops };
}

async function spreadOver(listeners: readonly string[], { botPublic }: Gates, closes: Closes): Promise<void> {
  const spreader = await spreadWebhooks();
  closes.push(() => spreader.close());
  spreader.leadTo(listeners);
  botPublic.leadTo(spreader.url);
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function people(telegram: TelegramSimulator, organisation: SampleOrganisation, tracker: TrackerName) {
  const known = new Map<SampleName, PersonInChat>();
  const entryOf = (name: SampleName) => {
    const entry = organisation.people.find(({ employeeId }) => employeeId === employeeIds[name]);
    if (!entry) throw new Error(`The staff list has nobody called ${name}.`);
    return entry;
  };
  const meetOne = (name: SampleName): PersonInChat => {
    const entry = entryOf(name);
    const account = () =>
      telegram.people().find(({ phone }) => phone === entry.phone) ??
      telegram.addPerson({ name: entry.name, phone: entry.phone });
    const person = known.get(name) ?? personInChat(account());
    known.set(name, person);
    return person;
  };
  return {
    meet: <Name extends SampleName>(...names: Name[]) =>
      Object.fromEntries(names.map((name) => [name, meetOne(name)])) as Record<Name, PersonInChat>,
    meetOther: (someone: { name: string; phone: string; language?: 'uk' | 'en' }) =>
      personInChat(telegram.addPerson(someone)),
    gather: (title: string, ...members: PersonInChat[]) =>
      telegram.addGroup(
        title,
        members.map(({ account }) => account),
      ),
    accountOf: (name: SampleName) =>
      tracker === 'openproject' ? accountOf(entryOf(name).employeeId) : `account-${entryOf(name).employeeId}`,
  };
}
