import { join } from 'node:path';
import {
  composeGateway,
  type GatewayOverrides,
  openDirectory,
  parseDirectoryConfig,
  parseGatewayConfig,
} from '@desk/gateway';
import { vi } from 'vitest';
import { gatewayEnvironment } from '../../stack/stack-environment.ts';
import { createDeskWorld, type DeskWorld } from '../desk-world.ts';
import type { Newcomer } from '../world/prepare-place.ts';
import { queryRows } from '../world/search-tables.ts';
import { signInsPerMinute } from './attack-sign-ins.ts';
import type { Client, Target } from './calls.table.ts';
import { absentNewcomers, liveNewcomers, writeCompany } from './company.ts';
import { fileOne, leaveTicket, type OpenFiling, type OpenTalk, openTalk, postponeFiling } from './deeds.ts';
import { type LootedSession, lootSessions } from './loot-database.ts';
import { speakAsBot, type Voice } from './speak-as-bot.ts';

/** What a bot holds on the day it is captured, and what there is to take with it. */
export interface Captured extends AsyncDisposable {
  readonly world: DeskWorld;
  /** Twenty: sixteen employees first, then three specialists and a supervisor. */
  readonly live: readonly LootedSession[];
  /** Sessions that are over, and their tokens still there. */
  readonly over: readonly LootedSession[];
  /** Tickets of people who are not signed in, in a team of which nobody is. */
  readonly foreign: readonly (Target & OpenTalk)[];
  /** Of such people, in the team of the live staff. */
  readonly ofTeam: readonly Target[];
  /** One of each live employee, in their order. */
  readonly own: readonly string[];
  readonly filings: readonly OpenFiling[];
  /** Of live employees, and of people who are not signed in. */
  readonly talks: readonly OpenTalk[];
  /** The staff list, as the gateway reads it. */
  readonly directory: NonNullable<GatewayOverrides['directory']>;
  /** Puts a gateway in the place of the one that was there, and speaks to it. */
  openGateway(settings: Settings, overrides?: GatewayOverrides): Promise<OpenedGateway>;
}

export interface OpenedGateway extends AsyncDisposable {
  readonly voice: Voice;
}

type Settings = Readonly<Record<string, string>>;

const limits: Settings = {
  SIGN_INS_PER_PERSON_PER_HOUR: '10',
  SIGN_INS_PER_MINUTE: String(signInsPerMinute),
};
const idleMinutes = 31;
const counts = { foreign: 4, filings: 5, talks: 3 } as const;

/** A company of a thousand, seen by its bot: some have left something behind, twenty are signed in. */
export async function captureBot(): Promise<Captured> {
  const world = await createDeskWorld({
    ...{ tracker: 'jira', floodLimits: false, newcomers: [...liveNewcomers, ...absentNewcomers] },
    prepare: async (given) => {
      const directoryFile = join(given.folder, 'company.yaml');
      await writeCompany(directoryFile, given.organisation.directoryFile);
      return { ...given, organisation: { ...given.organisation, directoryFile } };
    },
  });
  const { place } = world;
  const now = world.clock.now;
  const { client } = await speakAsBot({ baseUrl: place.more.GATEWAY_URL ?? '', keysDir: place.keys.dmz, now });
  const loot = await leaveThings(world, client);
  await world.gateway.goesDown();
  const directory = await openStaffList(gatewayEnvironment(place));
  return {
    ...{ world, directory, ...loot },
    async openGateway(settings, overrides = {}) {
      const environment = { ...gatewayEnvironment(place), ...limits, JIRA_BASE_URL: world.jira.baseUrl, ...settings };
      const read = parseGatewayConfig(environment);
      if (read.kind === 'invalid') throw new Error(read.problems.map(({ line }) => line).join('\n'));
      const composed = await composeGateway(read.config, { clock: world.clock, ...overrides });
      if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
      const { gateway } = composed;
      const { contractPort } = await gateway.listen();
      const voice = await speakAsBot({ baseUrl: `http://127.0.0.1:${contractPort}`, keysDir: place.keys.dmz, now });
      return { voice, [Symbol.asyncDispose]: () => gateway.close() };
    },
    [Symbol.asyncDispose]: () => world.close(),
  };
}

async function openStaffList(environment: Settings): Promise<Captured['directory']> {
  const read = parseDirectoryConfig(environment);
  const opened = read.kind === 'invalid' ? null : await openDirectory(read.config);
  if (opened?.kind !== 'opened') throw new Error('The staff list cannot be read.');
  return opened.directory;
}

/** A morning at the desk, and the moment after which the bot is somebody else’s. */
async function leaveThings(world: DeskWorld, client: Client) {
  const { keys } = world.place;
  await signIn(world, absentNewcomers);
  const absent = await lootSessions(world.databases.bot, keys.dmz);
  const left = await Promise.all(
    absent.map(({ token }, at) =>
      leaveTicket(world, client, { token, requestType: at < counts.foreign ? 'internet-problem' : 'printer-problem' }),
    ),
  );
  world.clock.passMinutes(idleMinutes);
  await signIn(world, liveNewcomers);
  const looted = await lootSessions(world.databases.bot, keys.dmz);
  // Its audit log as whoever captures it an hour later would find it: numbered and chained.
  const isNumbered = async () => (await queryRows(world.databases.bot, 'select from audit_pending')).length === 0;
  await vi.waitUntil(isNumbered, { timeout: 30_000, interval: 200 });
  await world.bot.goesDown();

  const over = looted.filter(({ employeeId }) => employeeId.startsWith('absent-'));
  const live = liveNewcomers.map((person) => sessionOf(looted, person));
  const employees = live.filter((_, at) => liveNewcomers[at]?.role === 'employee');
  const own = await Promise.all(
    employees.map(({ token }) => fileOne(client, { token, requestType: 'computer-problem' })),
  );
  const ownTalks = await Promise.all(
    employees.slice(0, counts.talks).map(({ token }, at) => openTalk(client, { token, number: own[at] ?? '' })),
  );
  world.tracker.goesAway();
  const filings = await Promise.all(employees.slice(-counts.filings).map(({ token }) => postponeFiling(client, token)));
  await world.tracker.comesBack();
  const [foreign, ofTeam] = [left.slice(0, counts.foreign), left.slice(counts.foreign)];
  return { over, live, foreign, ofTeam, own, filings, talks: [...ownTalks, ...foreign.slice(0, 2)] };
}

async function signIn(world: DeskWorld, people: readonly Newcomer[]): Promise<void> {
  await Promise.all(
    people.map(({ displayName: name, phones: [phone = ''] }) => world.meetOther({ name, phone }).signsIn()),
  );
}

function sessionOf(looted: readonly LootedSession[], { employeeId }: Newcomer): LootedSession {
  const session = looted.find((each) => each.employeeId === employeeId);
  if (!session) throw new Error(`The bot’s database has no session of ${employeeId}.`);
  return session;
}
