import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initKeys, loadBotKeys } from '@desk/crypto';
import { testDatabase } from '@desk/testing/vitest';
import { Command } from 'commander';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLettersOf } from '../../src/compose/compose-dead-letters.ts';
import { addDeadLetterCommands } from '../../src/edge/cli/dead-letter-commands.ts';
import type { OutboxItem } from '../../src/ports/outbox.ts';
import type { Effect, ShowEffect } from '../../src/ports/plan.ts';
import { job, planOf, store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import { aPerson, aTicket, saved } from '../conformance/samples.ts';
import { Listed, laneOf } from './listed-letters.ts';

const canary = 'канарка';
/** Nothing that a command says may hold it. */
const telegramId = 7_310_000_001;
const person = aPerson({ telegramId });

let databaseUrl: string;
let folder: string;
let desk: PostgresDesk;
let pool: pg.Pool;

beforeAll(async () => {
  databaseUrl = (await testDatabase('bot')).url;
  folder = await mkdtemp(join(tmpdir(), 'desk-letters-'));
  await initKeys({ dmzDir: join(folder, 'dmz'), internalDir: join(folder, 'internal'), nowMs: Date.now() });
  const loaded = await loadBotKeys(join(folder, 'dmz'));
  if (loaded.kind === 'refused') throw new Error('Keys that were just made do not load.');
  desk = await openPostgresDesk(databaseUrl, undefined, loaded.keys.sealing);
  pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  await store(desk.store, saved.person(person));
});
afterAll(async () => {
  await desk.store.close();
  await pool.end();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  // What the process knows of its lane goes with what was in it.
  await desk.store.leases.release([`chat:${telegramId}`]);
  await pool.query('truncate inbox, outbox, audit_pending, cards');
});

interface Said {
  readonly lines: readonly string[];
  readonly failures: readonly string[];
}

async function run(...words: string[]): Promise<Said> {
  const lines: string[] = [];
  const failures: string[] = [];
  const output = { line: (text: string) => lines.push(text), fail: (text: string) => failures.push(text) };
  const program = new Command().exitOverride();
  const keysDir = join(folder, 'dmz');
  addDeadLetterCommands(program, { open: () => openLettersOf({ databaseUrl, keysDir }), output });
  await program.parseAsync(['dead-letters', ...words], { from: 'user' });
  return { lines, failures };
}

const listed = async (...options: string[]) =>
  Listed.parse(JSON.parse((await run('list', '--json', ...options)).lines[0] ?? ''));

async function setAsideArrival(sourceId: string, chatId = telegramId): Promise<string> {
  const payload = Buffer.from(JSON.stringify({ text: canary }));
  await desk.store.inbox.append({ source: 'telegram', sourceId, lane: `chat:${chatId}`, payload });
  const item = { source: 'telegram', sourceId, lane: `chat:${chatId}`, epoch: 1 } as const;
  await desk.store.inboxLanes.bury({ ...item, payload: null, receivedAt: 0, attempt: 1 });
  return `telegram:${sourceId}`;
}

function aNotice(change: Partial<ShowEffect> = {}): ShowEffect {
  return {
    ...{ kind: 'show', chatId: telegramId, language: 'uk', screen: { kind: 'not-now', contact: canary } },
    ...{ keyboard: null, placement: { kind: 'message' }, about: null, silent: false },
    ...change,
  };
}

async function claim(lane: string): Promise<OutboxItem> {
  const epoch = (await desk.store.leases.take([lane])).get(lane)?.epoch ?? 0;
  const first = await desk.store.outboxLanes.claim({ lane, epoch }, desk.clock.now());
  if (first === null) throw new Error('Something waits in this lane.');
  return first.item;
}

async function setAsideEffect(effect: Effect, { doubts = 0, reason = 'failed' } = {}): Promise<string> {
  await desk.store.ledger.commit(planOf({ effects: [effect] }), job);
  for (let count = 0; count < doubts; count += 1) {
    const doubted = await claim(laneOf(effect));
    await desk.store.outboxLanes.settle(doubted, { kind: 'doubted', afterMs: 0 }, desk.clock.now());
  }
  const item = await claim(laneOf(effect));
  await desk.store.outboxLanes.settle(item, { kind: 'refused', reason }, desk.clock.now());
  return item.id;
}

async function audit(): Promise<readonly { act: string; on: string; by: string | null }[]> {
  const { rows } = await pool.query<{ act: string; on: string; by: string | null }>(
    `select entry ->> 'act' as act, entry #>> '{on,id}' as on, entry #>> '{actor,name}' as by from audit_pending
    where entry ->> 'act' like 'dead-letter-%' order by id`,
  );
  return rows;
}

describe('dead-letters list', () => {
  it('says so where nothing is set aside', async () => {
    expect(await run('list')).toEqual({ lines: ['Nothing is set aside.'], failures: [] });
  });

  it('shows what, of whom, when, why and how often, and nothing of anybody', async () => {
    const ticket = aTicket(person.id, { number: 'SD-91' });
    await store(desk.store, saved.ticket(ticket));
    const arrival = await setAsideArrival('501');
    await setAsideArrival('502', telegramId + 1);
    const effect = await setAsideEffect({ kind: 'file-ticket', ticketId: ticket.id });
    const { lines } = await run('list');
    const text = lines.join('\n');
    expect(text).toMatch(new RegExp(`^${arrival} +telegram +person ${person.id} .* unreadable +0$`, 'm'));
    expect(text).toMatch(/^telegram:502 +telegram +a stranger /m);
    expect(text).toMatch(new RegExp(`^${effect} +file-ticket +ticket SD-91 .* failed +1$`, 'm'));
    expect(lines.at(-1)).toBe('3 letters');
    expect(text).not.toContain(canary);
    expect(text).not.toContain(String(telegramId));
  });

  it('keeps to its filters and its bound, the latest first', async () => {
    const arrival = await setAsideArrival('503');
    const notice = await setAsideEffect(aNotice());
    const file = await setAsideEffect(aNotice(), { reason: 'bad-request-400' });
    const idsOf = async (...options: string[]) => (await listed(...options)).letters.map(({ id }) => id);
    expect(await idsOf()).toEqual([file, notice, arrival]);
    expect(await idsOf('--from', 'inbox')).toEqual([arrival]);
    expect(await idsOf('--what', 'show')).toEqual([file, notice]);
    expect(await idsOf('--reason', 'failed')).toEqual([notice]);
    expect(await listed('--limit', '2')).toMatchObject({ letters: [{ id: file }, { id: notice }], hasMore: true });
    await pool.query("update outbox set settled_at = now() - interval '2 days' where id = $1", [notice]);
    expect(await idsOf('--older-than', '1d')).toEqual([notice]);
  });

  it('leaves out what waits for people who blocked the bot, unless it is asked for', async () => {
    const id = await setAsideEffect(aNotice(), { reason: 'blocked' });
    expect((await listed()).letters).toEqual([]);
    expect((await listed('--reason', 'blocked')).letters).toMatchObject([{ id }]);
  });

  it.each([
    [['--limit', '0'], '--limit is a whole number from 1 to 1000.'],
    [['--limit', '1001'], '--limit is a whole number from 1 to 1000.'],
    [['--from', 'cellar'], '--from is inbox or outbox.'],
    [['--older-than', '3w'], '--older-than is an age such as 30m, 12h or 7d.'],
  ])('%j is refused', async (options, failure) => {
    expect(await run('list', ...options)).toEqual({ lines: [], failures: [failure] });
  });
});

describe('dead-letters show', () => {
  it('shows a letter and its history, and opens it only where that is asked for, which is audited', async () => {
    const id = await setAsideEffect(aNotice(), { doubts: 2 });
    const closed = await run('show', id);
    expect(closed.lines.join('\n')).toMatch(/tried {7}3 times, 2 of which may have arrived.*delivery-parked/s);
    expect(closed.lines.join('\n')).not.toContain(canary);
    expect(await audit()).toEqual([]);

    const opened = await run('show', id, '--reveal', '--operator', 'roman');
    expect(opened.lines.join('\n')).toContain(canary);
    expect(await audit()).toEqual([{ act: 'dead-letter-revealed', on: id, by: 'roman' }]);
    const arrival = await setAsideArrival('504');
    const { lines } = await run('show', arrival, '--reveal', '--json');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ id: arrival, content: { text: canary } });
  });

  it('says that what was sealed for somebody who is erased does not open', async () => {
    const erased = aPerson();
    await store(desk.store, saved.person(erased));
    const id = await setAsideEffect(aNotice({ chatId: erased.chatId }));
    await pool.query('delete from keys.subject_keys where subject_id = $1', [erased.id]);
    const { lines } = await run('show', id, '--reveal');
    expect(lines.at(-1)).toMatch(/^It does not open/);
    expect(lines.join('\n')).not.toContain(canary);
  });

  it('knows no other letters', async () => {
    expect((await run('show', 'telegram:1')).failures).toEqual(['No letter has the id telegram:1.']);
    expect((await run('show', 'telegram:1', '--reveal')).failures).toHaveLength(1);
    expect(await audit()).toEqual([]);
  });
});

describe('dead-letters resend', () => {
  it('puts effects at the end of their lane, in the order in which they came', async () => {
    const [first, second] = [await setAsideEffect(aNotice()), await setAsideEffect(aNotice(), { doubts: 4 })];
    await desk.store.ledger.commit(planOf({ effects: [aNotice()] }), job);
    const { lines, failures } = await run('resend', second, first, '--operator', 'roman');
    expect({ lines, failures }).toEqual({ lines: [`${first}: put back`, `${second}: put back`], failures: [] });
    const { rows } = await pool.query('select id, state, doubts, attempts from outbox order by seq');
    const fresh = { state: 'pending', doubts: 0, attempts: 0 };
    const before = { ...fresh, state: 'sending', id: expect.any(String) };
    expect(rows).toEqual([before, { ...fresh, id: first }, { ...fresh, id: second }]);
    expect(await audit()).toEqual([first, second].map((on) => ({ act: 'dead-letter-resent', on, by: 'roman' })));
    expect((await run('resend', first)).failures).toEqual([`No letter has the id ${first}.`]);
  });

  it('puts an arrival back where it was, and one that took processes down is tried apart at once', async () => {
    const [first, deadly] = [await setAsideArrival('505'), await setAsideArrival('506')];
    await pool.query("update inbox set suspicions = 8, reason = 'deadly' where source_id = '506'");
    expect((await run('resend', first)).failures).toEqual([]);
    expect((await run('resend', deadly)).failures).toEqual([expect.stringMatching(/^telegram:506: it took processes/)]);
    expect((await run('resend', deadly, '--even-if-doubtful')).failures).toEqual([]);
    const { rows } = await pool.query(
      'select source_id, state, suspicions, payload is null as blank from inbox order by id',
    );
    expect(rows).toEqual([
      { source_id: '505', state: 'pending', suspicions: 0, blank: false },
      { source_id: '506', state: 'pending', suspicions: 2, blank: false },
    ]);
  });

  it('a person’s words that may have arrived are held until somebody means it', async () => {
    const words = { kind: 'relay-message', chatId: telegramId, personId: person.id, messageId: randomUUID() } as const;
    const id = await setAsideEffect({ ...words, again: false }, { doubts: 1 });
    const held = await run('resend', id);
    expect(held.failures).toEqual([
      expect.stringContaining('may have arrived already. Put back with --even-if-doubtful'),
    ]);
    expect((await listed()).letters).toMatchObject([{ id }]);
    expect(await audit()).toEqual([]);
    expect((await run('resend', id, '--even-if-doubtful')).lines).toEqual([`${id}: put back`]);
  });

  it('what has given way to a later screen is not shown again', async () => {
    const placement = { kind: 'card', card: 'ticket:1' } as const;
    const id = await setAsideEffect(aNotice({ placement }));
    await desk.store.ledger.commit(planOf({ effects: [aNotice({ placement })] }), job);
    expect((await run('resend', id)).failures).toEqual([`${id}: what stands in the chat is newer. Drop it.`]);
    await desk.store.outboxLanes.settle(
      await claim(`chat:${telegramId}`),
      { kind: 'shown', messageId: 7 },
      desk.clock.now(),
    );
    expect((await run('resend', id, '--even-if-doubtful')).failures).toHaveLength(1);
  });

  it('nothing is sent to somebody who has blocked the bot', async () => {
    const away = aPerson({ blockedAt: desk.clock.now() });
    await store(desk.store, saved.person(away));
    const id = await setAsideEffect(aNotice({ chatId: away.chatId }));
    expect((await run('resend', id)).failures).toEqual([expect.stringContaining('has the bot blocked')]);
  });
});

describe('dead-letters drop', () => {
  it('gives up what is named, each letter audited, and an arrival that comes again is known', async () => {
    const [arrival, effect, kept] = [
      await setAsideArrival('507'),
      await setAsideEffect(aNotice()),
      await setAsideEffect(aNotice()),
    ];
    const { lines, failures } = await run('drop', arrival, effect, 'telegram:1', '--operator', 'roman');
    expect(lines).toEqual([`${arrival}: dropped`, `${effect}: dropped`, '2 letters']);
    expect(failures).toEqual(['No letter has the id telegram:1.']);
    expect((await listed()).letters).toMatchObject([{ id: kept }]);
    expect(await audit()).toEqual([arrival, effect].map((on) => ({ act: 'dead-letter-dropped', on, by: 'roman' })));
    const again = { source: 'telegram', sourceId: '507', lane: `chat:${telegramId}` } as const;
    expect(await desk.store.inbox.append({ ...again, payload: Buffer.from('{}') })).toBe('known');
  });

  it('gives up all that is older than an age, and nothing that is younger or waits for somebody', async () => {
    const [old, young] = [await setAsideEffect(aNotice()), await setAsideEffect(aNotice())];
    const waiting = await setAsideEffect(aNotice(), { reason: 'blocked' });
    await pool.query("update outbox set settled_at = now() - interval '31 days' where id = any($1)", [[old, waiting]]);
    expect((await run('drop', '--all', '--older-than', '30d')).lines).toEqual([`${old}: dropped`, '1 letter']);
    expect((await listed()).letters).toMatchObject([{ id: young }]);
    expect((await listed('--reason', 'blocked')).letters).toMatchObject([{ id: waiting }]);
  });

  it.each([[[]], [['--all']], [['--older-than', '1d']], [['telegram:1', '--all', '--older-than', '1d']]])(
    'with %j nothing is given up',
    async (words) => {
      await setAsideArrival(`508-${words.length}`);
      expect((await run('drop', ...words)).failures).toHaveLength(1);
      expect((await listed()).letters).toHaveLength(1);
    },
  );
});

it('the count for supervisors leaves out who blocked the bot, and what tells of letters itself', async () => {
  await setAsideArrival('509');
  await setAsideEffect(aNotice());
  await setAsideEffect(aNotice(), { reason: 'blocked' });
  await setAsideEffect(aNotice({ placement: { kind: 'card-below', card: 'dead-letters' } }));
  expect(await desk.store.deadLetters.count('dead-letters')).toBe(2);
});
