import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Decision, defaultWeights } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { Command } from 'commander';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadWeights } from '../../src/adapters/catalogue/load-weights.ts';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import { openOperatorDesk } from '../../src/compose/compose-commands.ts';
import { addBotCommands } from '../../src/edge/cli/bot-commands.ts';
import { assignTicket } from '../../src/use-cases/assignment/assign-ticket.ts';
import { store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import {
  aPerson,
  aSession,
  aSpecialist,
  aTicket,
  hourMs,
  minuteMs,
  sampleLimits,
  saved,
} from '../conformance/samples.ts';
import { sampleCatalogue, samplePolicy } from '../fakes/sample-policy.ts';

const team = 'infrastructure';
let databaseUrl: string;
let desk: PostgresDesk;
let folder: string;
let early: string;
let late: string;

beforeAll(async () => {
  databaseUrl = (await testDatabase('bot')).url;
  desk = await openPostgresDesk(databaseUrl);
  folder = await mkdtemp(join(tmpdir(), 'desk-weights-'));
  await writeFile(join(folder, 'same.yaml'), 'version: same\nactive: 0.5\nidle: 0.3\nclosed: 0.2\n');
  await writeFile(join(folder, 'idle.yaml'), 'version: idle-alone\nactive: 0\nidle: 1\nclosed: 0\n');
  await writeFile(join(folder, 'wrong.yaml'), 'version: wrong\nactive: 0.5\nidel: 0.3\nclosed: 0.2\n');
});
afterAll(async () => {
  await desk.store.close();
  await rm(folder, { recursive: true });
});

/** The same database, refusing to store anything. */
const readOnlyUrl = () => `${databaseUrl}?options=-c%20default_transaction_read_only%3Don`;

async function run(...words: string[]): Promise<readonly string[]> {
  const said: string[] = [];
  const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(`! ${text}`) };
  const program = new Command().exitOverride();
  addBotCommands(program, { loadWeights, open: () => openOperatorDesk({ databaseUrl: readOnlyUrl() }), output });
  await program.parseAsync(['weights', 'try', ...words], { from: 'user' });
  return said;
}

const file = (name: string) => join(folder, `${name}.yaml`);

it('without a decision there is nothing to replay', async () => {
  expect(await run(file('same'))).toEqual(['! Nothing to replay: no decision was made in the last 30 days.']);
});

/** Two tickets: the first goes to whoever is there, the second by default to the one with less to do. */
async function assignTwo(): Promise<readonly Decision[]> {
  desk.clock.set(Date.now() - 3 * hourMs);
  const requester = aPerson();
  const people = [aSpecialist(team), aSpecialist(team)] as const;
  [early, late] = [people[0].id, people[1].id];
  const tickets = [aTicket(requester.id, { number: 'SD-801' }), aTicket(requester.id, { number: 'SD-802' })];
  await store(
    desk.store,
    ...[requester, ...people].map((person) => saved.person(person)),
    ...people.map(({ id }) => saved.session(aSession(id))),
    ...tickets.map((ticket) => saved.ticket(ticket)),
    saved.onShift(early, desk.clock.now()),
  );
  const policy = samplePolicy({ catalogue: sampleCatalogue, weights: defaultWeights, sessionLimits: sampleLimits });
  const assign = assignTicket({ ...desk.store, clock: desk.clock, ids: randomIds, policy });
  await assign(tickets[0]?.id ?? '');
  desk.clock.advance(hourMs);
  await store(desk.store, saved.onShift(late, desk.clock.now()));
  desk.clock.advance(minuteMs);
  await assign(tickets[1]?.id ?? '');
  const found = await Promise.all(tickets.map(({ id }) => desk.store.assignments.findLatestDecision(id)));
  return found.filter((decision) => decision !== null);
}

it('prints what would have changed, by ids alone, and stores nothing', async () => {
  const decisions = await assignTwo();
  expect(decisions.map(({ chosen }) => chosen)).toEqual([early, late]);
  const [one, other] = [early.slice(-8), late.slice(-8)];
  const at = new Date(decisions[1]?.at ?? 0).toISOString();
  const said = await run(file('idle'));
  expect(said).toEqual([
    'Weights idle-alone: active 0, idle 1, closed 0; 30 days.',
    '2 decisions, 1 would have gone to somebody else (50.0 %).',
    '',
    `Team ${team}: 2 decisions, 1 would have gone to somebody else (50.0 %).`,
    'Spread (1 is even): 0.900 -> 0.500',
    'specialist  could have       given       share    would be       share',
    `${one}             2           1      50.0 %           2     100.0 %`,
    `${other}             1           1      50.0 %           0       0.0 %`,
    '',
    'The largest differences, by the index under these weights:',
    expect.stringMatching(`^${at}  ${team}  SD-802  ${other} -> ${one}  by 0[.]\\d{3}$`),
  ]);
});

it('the weights that were in force would have changed nothing', async () => {
  const said = await run(file('same'), '--team', team);
  expect(said).toContain('2 decisions, 0 would have gone to somebody else (0.0 %).');
  expect(said.join('\n')).not.toContain('largest');
});

it.each([
  [
    ['same', '--team', 'nobodys'],
    ['! Nothing to replay: no decision was made in the team nobodys in the last 30 days.'],
  ],
  [['same', '--days', '0'], ['! --days is a whole number from 1 to 3650.']],
  [['same', '--days', '1e2'], ['! --days is a whole number from 1 to 3650.']],
])('%j: %j', async ([name = '', ...options], lines) => {
  expect(await run(file(name), ...options)).toEqual(lines);
});

it('a wrong file is told key by key, before any database is asked', async () => {
  const said = await run(file('wrong'));
  expect(said).toEqual([
    expect.stringMatching(/wrong[.]yaml: idle: /),
    expect.stringMatching(/wrong[.]yaml: .*"idel"/),
  ]);
});

it('a command that wanted to store something could not, in these tests', async () => {
  const pool = new pg.Pool({ connectionString: readOnlyUrl(), max: 1 });
  await expect(pool.query('delete from decisions')).rejects.toThrow(/read-only/);
  await pool.end();
});

it('a decision before the period stays out of it', async () => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  await pool.query("update decisions set decided_at = decided_at - interval '2 days'");
  await pool.end();
  expect(await run(file('same'), '--days', '1')).toEqual([
    '! Nothing to replay: no decision was made in the last day.',
  ]);
  expect(await run(file('same'), '--days', '3')).toContain('2 decisions, 0 would have gone to somebody else (0.0 %).');
});

it('a database that is not there, or not the bot’s, is told apart', async () => {
  expect(await openOperatorDesk({ databaseUrl: 'postgresql://localhost:1/none' })).toEqual({
    kind: 'refused',
    lines: ['The database of DATABASE_URL does not answer.'],
  });
  const elsewhere = await testDatabase('gateway');
  expect(await openOperatorDesk({ databaseUrl: elsewhere.url })).toMatchObject({
    kind: 'refused',
    lines: [expect.stringContaining('holds no decisions')],
  });
});
