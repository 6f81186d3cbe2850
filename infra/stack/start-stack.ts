import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { initKeys } from '@desk/crypto';
import type { Flavour, JiraSimulator } from '@desk/jira-simulator';
import { createTelegramSimulator, type TelegramSimulator } from '@desk/telegram-simulator';
import { type Purpose, startPostgres, startRedis } from '@desk/testing';
import { type Pace, pacedClock } from './paced-clock.ts';
import { answers, type Child, runChild } from './run-child.ts';
import {
  alwaysAtWork,
  type OrganisationName,
  readOrganisation,
  type SampleOrganisation,
  type TrackerName,
} from './sample-organisation.ts';
import { withOpenProjectAccounts } from './simulated-openproject.ts';
import { botEnvironment, gatewayEnvironment, type StackPlace } from './stack-environment.ts';
import type { StackPorts } from './stack-ports.ts';
import { jiraOf, type RunningTracker, startTracker, trackerTitles } from './start-tracker.ts';

export interface StackOptions {
  readonly purpose: Purpose;
  /** Where keys, logs and spooled files are kept, and of a demo the simulators' state. */
  readonly folder: string;
  readonly ports: StackPorts;
  /** Whose staff it serves: one of the samples, or one made for the occasion. */
  readonly organisation: OrganisationName | SampleOrganisation;
  /** What keeps the tickets. Default `jira`. */
  readonly tracker?: TrackerName;
  /** Of Jira. Default `cloud`. */
  readonly flavour?: Flavour;
  /** Throw away what an earlier start kept. */
  readonly fresh: boolean;
  /** Told each step as it is taken. */
  readonly report: (line: string) => void;
  /** Told when a service ends by itself. */
  readonly onUnexpectedEnd?: (name: string, ending: string) => void;
  /** Added to what both services are given. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A Redis of the caller's own, in place of one of the stack's. */
  readonly redisUrl?: string;
  /** Where the tracker posts its webhooks; left out: to the gateway. */
  readonly hooksUrl?: string;
  /** Of the time that services and simulators go by; left out: the machine's own. */
  readonly pace?: Pace;
}

/** The whole product on one machine: both simulators in this process, both services as processes of their own. */
export interface Stack {
  readonly organisation: SampleOrganisation;
  readonly telegram: TelegramSimulator;
  readonly tracker: RunningTracker;
  /** The tracker where it is Jira; throws where it is not. */
  readonly jira: JiraSimulator;
  readonly databases: { readonly bot: string; readonly gateway: string };
  readonly redisUrl: string;
  readonly folder: string;
  readonly ports: StackPorts;
  /** The running service; another one after `restart`. */
  service(name: ServiceName): Child;
  /** Starts a service again after it was stopped or killed. */
  restart(name: ServiceName): Promise<void>;
  /** What a service is given. */
  environmentOf(name: ServiceName): Readonly<Record<string, string>>;
  /** Stops everything in the reverse order of the start. */
  stop(): Promise<void>;
}

export type ServiceName = 'bot' | 'gateway';

/** In the order of their start: the bot asks the gateway. */
const services = [
  ['gateway', 'Gateway'],
  ['bot', 'Bot'],
] as const satisfies readonly (readonly [ServiceName, string])[];

/**
 * As `pnpm start:bot` and `pnpm start:gateway` have them. Left alone, V8 lets a heap of some 70 MB grow to twice that
 * before it collects, sets several threads to a young generation of 2 MB, and at each start optimises Prisma's query
 * compiler, which is asked once for each kind of query: half a second of CPU, and 20 MB.
 */
const commonFlags = [
  '--max-semi-space-size=2',
  '--max-old-space-size=192',
  '--no-parallel-scavenge',
  '--wasm-tiering-budget=1000000000',
];

/**
 * In so small a heap V8 collects the old generation of a busy bot every three seconds, each time with both processors
 * for a tenth of one: the one message in a hundred that waits longest waits for that. So the bot's may grow by more.
 */
export const nodeFlags: Readonly<Record<ServiceName, readonly string[]>> = {
  bot: [...commonFlags, '--heap-growing-percent=60'],
  gateway: commonFlags,
};

const telegramToken = '4242424242:demo-token-of-the-simulator';
const trackerToken = 'demo-token-of-the-simulator';

type Stops = (() => Promise<unknown>)[];

export async function startStack(options: StackOptions): Promise<Stack> {
  const stops: Stops = [];
  const stop = async () => {
    for (const stopOne of stops.splice(0).toReversed()) await stopOne().catch(() => undefined);
  };
  try {
    if (options.fresh) await rm(options.folder, { recursive: true, force: true });
    await mkdir(join(options.folder, 'state'), { recursive: true });
    const stores = await startStores(options, stops);
    const { folder, ports } = options;
    const organisation = await prepareOrganisation(options);
    const place = await preparePlace(options, organisation, stores);
    const simulators = await startSimulators(options, place, stops);
    const services = await startServices(options, place, stops);
    return {
      ...{ organisation, folder, ports, ...stores, ...simulators, ...services, stop },
      get jira() {
        return jiraOf(simulators.tracker);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startStores({ purpose, fresh, report, redisUrl }: StackOptions, stops: Stops) {
  const isDemo = purpose === 'demo';
  const starting = { purpose, fresh, report };
  const postgres = await startPostgres(starting);
  stops.push(() => postgres.stop());
  // On a server of the user's own, what is not the demo leaves the demo's data alone and nothing behind.
  const names = isDemo
    ? { bot: 'desk_bot', gateway: 'desk_gateway' }
    : { bot: `desk_${purpose}_bot`, gateway: `desk_${purpose}_gateway` };
  const databases = {
    bot: await postgres.createDatabase(names.bot),
    gateway: await postgres.createDatabase(names.gateway),
  };
  if (!isDemo) {
    stops.push(() => Promise.all([postgres.dropDatabase(names.bot), postgres.dropDatabase(names.gateway)]));
  }
  if (redisUrl !== undefined) return { databases, redisUrl };
  const redis = await startRedis({ ...starting, exclusive: !isDemo });
  stops.push(() => redis.stop());
  return { databases, redisUrl: redis.url };
}

async function startSimulators(
  { folder, ports, report, pace, hooksUrl }: StackOptions,
  place: StackPlace,
  stops: Stops,
) {
  const time = pace ? { now: pacedClock(pace).now } : {};
  // Only the demo is ever started again; elsewhere keeping it would take its time from what is measured.
  const state = place.isDemo ? join(folder, 'state') : undefined;
  const telegram = await createTelegramSimulator({
    ...time,
    token: telegramToken,
    port: ports.telegram,
    ...(state !== undefined && { stateFile: join(state, 'telegram.json') }),
  });
  stops.push(() => telegram.close());
  report(`Telegram simulator: ${telegram.apiRoot}`);
  const tracker = await startTracker({
    ...time,
    kind: place.tracker,
    organisation: place.organisation,
    port: ports.tracker,
    ...(state !== undefined && { folder: state }),
    token: trackerToken,
    flavour: place.flavour,
    webhook: {
      url: hooksUrl ?? `http://127.0.0.1:${ports.gatewayHooks}/hooks/tracker`,
      secret: place.webhookSecret,
    },
  });
  stops.push(() => tracker.simulator.close());
  report(`${trackerTitles[tracker.kind]} simulator: ${tracker.simulator.baseUrl}`);
  return { telegram, tracker };
}

async function startServices(options: StackOptions, place: StackPlace, stops: Stops) {
  const running = new Map<ServiceName, Child>();
  const restart = async (name: ServiceName) => {
    running.set(name, await startService(name, options, place));
  };
  for (const [name, title] of services) {
    await restart(name);
    stops.push(async () => running.get(name)?.stop());
    options.report(`${title}: ready`);
  }
  return {
    service: (name: ServiceName) => found(running, name),
    restart,
    environmentOf: (name: ServiceName) => environmentOf(name, place),
  };
}

function found(running: ReadonlyMap<ServiceName, Child>, name: ServiceName): Child {
  const child = running.get(name);
  if (!child) throw new Error(`The ${name} was never started.`);
  return child;
}

async function prepareOrganisation({ organisation, tracker, folder }: StackOptions): Promise<SampleOrganisation> {
  if (typeof organisation !== 'string') return organisation;
  const sample = await readOrganisation(organisation, tracker);
  return tracker === 'openproject' ? withOpenProjectAccounts(sample, join(folder, 'directory.yaml')) : sample;
}

async function preparePlace(
  { folder, ports, purpose, environment = {}, tracker = 'jira', flavour = 'cloud' }: StackOptions,
  organisation: SampleOrganisation,
  stores: Pick<StackPlace, 'databases' | 'redisUrl'>,
): Promise<StackPlace> {
  const keys = { dmz: join(folder, 'keys', 'dmz'), internal: join(folder, 'keys', 'internal') };
  // Refused when the keys of an earlier start are there: then those stay.
  await initKeys({ dmzDir: keys.dmz, internalDir: keys.internal, nowMs: Date.now() });
  const catalogueFile = join(folder, 'catalogue.yaml');
  await writeFile(catalogueFile, alwaysAtWork(organisation.catalogueYaml));
  const webhookSecret = await readFile(join(keys.internal, 'secrets', 'tracker-webhook.secret'), 'utf8');
  return {
    ...stores,
    folder,
    ports,
    keys,
    catalogueFile,
    organisation,
    telegramToken,
    tracker,
    flavour,
    trackerToken,
    webhookSecret: webhookSecret.trim(),
    isDemo: purpose === 'demo',
    more: environment,
  };
}

function startService(
  name: ServiceName,
  { folder, ports, onUnexpectedEnd, pace }: StackOptions,
  place: StackPlace,
): Promise<Child> {
  const opsPort = name === 'bot' ? ports.botOps : ports.gatewayOps;
  const main = join(import.meta.dirname, '..', '..', 'services', name, 'src', 'main.ts');
  const paced = join(import.meta.dirname, 'run-paced-service.ts');
  return runChild({
    name,
    ...(pace ? { script: paced, args: [name, String(pace.fromMs), String(pace.speed)] } : { script: main }),
    nodeFlags: nodeFlags[name],
    environment: environmentOf(name, place),
    logFile: join(folder, 'logs', `${name}.log`),
    ready: answers(`http://127.0.0.1:${opsPort}/readyz`),
    isApart: true,
    onUnexpectedEnd: (ending) => onUnexpectedEnd?.(name, ending),
  });
}

function environmentOf(name: ServiceName, place: StackPlace): Readonly<Record<string, string>> {
  return name === 'bot' ? botEnvironment(place) : gatewayEnvironment(place);
}
