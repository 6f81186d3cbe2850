import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HandleArrival, InboxItem } from '../../src/ports/inbox.ts';
import type { Cause, Plan } from '../../src/ports/plan.ts';
import { planOf, store } from '../conformance/desk-under-test.ts';
import { anAccount, aPerson, saved } from '../conformance/samples.ts';
import { openWorkshop, receive, type Worker, type Workshop } from './lane-workshop.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = openWorkshop((await testDatabase('bot')).url);
});
afterAll(() => workshop.close());

function causeOf({ source, sourceId, lane, epoch }: InboxItem): Cause {
  return { kind: 'inbox', source, sourceId, lane, epoch };
}

/** A worker that knows its own ledger. */
async function openWorker(decide: (item: InboxItem) => Plan | Promise<Plan>, dead: string[] = []): Promise<Worker> {
  const handle: HandleArrival = async (item) => worker.store.ledger.commit(await decide(item), causeOf(item));
  const worker: Worker = await workshop.open({
    handle,
    handleDeadLetter: async (item) => {
      dead.push(item.sourceId);
      return worker.store.ledger.commit(planOf({ cause: 'dead' }), causeOf(item));
    },
  });
  return worker;
}

async function rowsOf(chatId: number) {
  return workshop.query<{ source_id: string; state: string; blank: boolean }>(
    'select source_id, state, payload is null as blank from inbox where lane = $1 order by id',
    [`chat:${chatId}`],
  );
}

describe('the inbox', () => {
  it('stores what came once, and tells repetitions', async () => {
    const { store: first } = await workshop.open();
    const arrival = { source: 'telegram', lane: 'chat:1', payload: Buffer.from('{}') } as const;
    const outcomes = await Promise.all(['a', 'b', 'a'].map((sourceId) => first.inbox.append({ ...arrival, sourceId })));
    expect(outcomes).toEqual(['stored', 'stored', 'known']);
    expect(await first.inbox.append({ ...arrival, sourceId: 'b' })).toBe('known');
    expect(await first.inbox.append({ ...arrival, source: 'tracker', sourceId: 'b' })).toBe('stored');
  });

  it('hands over the arrivals of a lane in order, as they were received, and blanks them', async () => {
    const chatId = anAccount();
    const seen: unknown[] = [];
    const worker = await openWorker(({ payload }) => {
      seen.push(payload);
      return planOf();
    });
    const ids = Array.from({ length: 30 }, (_, index) => `${chatId}-${index}`);
    for (const id of ids) await receive(worker, chatId, id);
    worker.lanes.wakeInbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(seen).toEqual(ids.map((sourceId) => ({ sourceId }))));
    await vi.waitFor(async () => {
      const rows = await rowsOf(chatId);
      expect(rows.every(({ state, blank }) => state === 'done' && blank)).toBe(true);
    });
  });

  it('handles what another process has stored before what has just come here', async () => {
    const chatId = anAccount();
    const seen: string[] = [];
    const there = await workshop.open();
    const here = await openWorker(({ sourceId }) => {
      seen.push(sourceId);
      return planOf();
    });
    await receive(there, chatId, `${chatId}-first`);
    await receive(here, chatId, `${chatId}-second`);
    here.lanes.wakeInbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(seen).toEqual([`${chatId}-first`, `${chatId}-second`]));
  });

  it('handles lanes side by side', async () => {
    const chats = [anAccount(), anAccount()];
    let both: () => void = () => undefined;
    const meeting = new Promise<void>((resolve) => {
      both = resolve;
    });
    let arrived = 0;
    const worker = await openWorker(async () => {
      arrived += 1;
      if (arrived === chats.length) both();
      // Neither goes on before the other is there.
      await meeting;
      return planOf();
    });
    for (const chatId of chats) await receive(worker, chatId, `${chatId}`);
    for (const chatId of chats) worker.lanes.wakeInbox(`chat:${chatId}`);
    await vi.waitFor(async () => expect(await rowsOf(chats[1] ?? 0)).toMatchObject([{ state: 'done' }]));
  });

  it('sets aside what fails three times, sealed as it came, tells its sender and goes on', async () => {
    const chatId = anAccount();
    const dead: string[] = [];
    let attempts = 0;
    const worker = await openWorker(({ sourceId }) => {
      if (sourceId.endsWith('good')) return planOf();
      attempts += 1;
      throw new Error('a defect');
    }, dead);
    await receive(worker, chatId, `${chatId}-bad`);
    await receive(worker, chatId, `${chatId}-good`);
    worker.lanes.wakeInbox(`chat:${chatId}`);
    await vi.waitFor(async () => {
      expect(await rowsOf(chatId)).toMatchObject([
        { state: 'dead', blank: false },
        { state: 'done', blank: true },
      ]);
    }, 5_000);
    expect(attempts).toBe(3);
    expect(dead).toEqual([`${chatId}-bad`]);
  });

  it('brings back what was kept, in its order and before what came later', async () => {
    const chatId = anAccount();
    const person = aPerson({ telegramId: chatId });
    const seen: string[] = [];
    let signedIn = false;
    const worker = await openWorker(({ sourceId }) => {
      if (sourceId.endsWith('contact')) {
        signedIn = true;
        return planOf({ changes: [saved.person(person), { kind: 'resume-kept', chatId }] });
      }
      if (!signedIn) return planOf({ cause: 'keep' });
      seen.push(sourceId);
      return planOf();
    });
    for (const name of ['one', 'two', 'contact', 'three']) await receive(worker, chatId, `${chatId}-${name}`);
    worker.lanes.wakeInbox(`chat:${chatId}`);
    const expected = ['one', 'two', 'three'].map((name) => `${chatId}-${name}`);
    await vi.waitFor(() => expect(seen).toEqual(expected));
  });

  it('lets a worker that lost its lane store nothing', async () => {
    const chatId = anAccount();
    const person = aPerson();
    let goOn: () => void = () => undefined;
    let begun = false;
    const paused = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const late = await openWorker(async () => {
      begun = true;
      await paused;
      return planOf({ changes: [saved.person(person)] });
    });
    await receive(late, chatId, `${chatId}`);
    late.lanes.wakeInbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(begun).toBe(true));

    const heir = await openWorker(() => planOf());
    await vi.waitFor(async () => {
      await workshop.letLeasesLapse();
      heir.lanes.wakeInbox(`chat:${chatId}`);
      expect(await rowsOf(chatId)).toMatchObject([{ state: 'done' }]);
    });
    goOn();
    await late.lanes.stop(2_000);
    expect(await heir.store.people.findById(person.id)).toBeNull();
  });

  it('sets aside what takes one worker down after the other, and goes on', async () => {
    const chatId = anAccount();
    const lane = `chat:${chatId}`;
    const dead: string[] = [];
    const handled: string[] = [];
    let lost = 0;
    await receive(await workshop.open(), chatId, `${chatId}-deadly`);
    await vi.waitFor(
      async () => {
        const before = lost;
        const worker = await openWorker(({ sourceId }) => {
          handled.push(sourceId);
          if (!sourceId.endsWith('deadly')) return planOf();
          lost += 1;
          // As good as dead: it never answers, and its lease lapses.
          return new Promise<Plan>(() => undefined);
        }, dead);
        if (lost === 0) await receive(worker, chatId, `${chatId}-behind`);
        await workshop.letLeasesLapse();
        worker.lanes.wakeInbox(lane);
        await vi.waitFor(async () => expect(lost > before || (await rowsOf(chatId))[1]?.state === 'done').toBe(true));
        expect(await rowsOf(chatId)).toMatchObject([{ state: 'dead', blank: false }, { state: 'done' }]);
      },
      { timeout: 15_000, interval: 1 },
    );
    expect(lost).toBe(7);
    expect(dead).toEqual([`${chatId}-deadly`]);
    expect(handled.at(-1)).toBe(`${chatId}-behind`);
  });

  it('finishes what is in hand when it stops, begins nothing new and gives its lanes back', async () => {
    const chatId = anAccount();
    const other = anAccount();
    let goOn: () => void = () => undefined;
    let begun = false;
    const paused = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const worker = await openWorker(async () => {
      begun = true;
      await paused;
      return planOf();
    });
    await receive(worker, chatId, `${chatId}`);
    worker.lanes.wakeInbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(begun).toBe(true));
    const stopping = worker.lanes.stop(5_000);
    await receive(worker, other, `${other}`);
    worker.lanes.wakeInbox(`chat:${other}`);
    goOn();
    expect(await stopping).toBe(true);
    expect(await rowsOf(chatId)).toMatchObject([{ state: 'done' }]);
    expect(await rowsOf(other)).toMatchObject([{ state: 'pending' }]);
    const lanes = await workshop.query('select owner from lanes where lane = $1', [`chat:${chatId}`]);
    expect(lanes).toEqual([{ owner: null }]);
  });
});

describe('what people say', () => {
  it('stands nowhere in clear', async () => {
    const canary = 'канарка';
    const worker = await workshop.open();
    const person = aPerson({ profileChange: { displayName: canary, position: canary, department: canary } });
    await store(worker.store, saved.person(person));
    const chatId = person.chatId;
    await worker.store.inbox.append({
      source: 'telegram',
      sourceId: `${chatId}-canary`,
      lane: `chat:${chatId}`,
      payload: Buffer.from(JSON.stringify({ text: canary })),
    });
    const screen = { kind: 'not-now', contact: canary } as const;
    const effect = {
      kind: 'show',
      chatId,
      language: 'uk',
      screen,
      keyboard: null,
      placement: { kind: 'message' },
      about: null,
      silent: false,
    } as const;
    await worker.store.ledger.commit(planOf({ effects: [effect] }), { kind: 'job', name: 'test' });
    for (const table of ['users_telegram', 'user_roles_cache', 'inbox', 'outbox', 'audit_pending']) {
      const rows = await workshop.query<{ bytes: string; text: string }>(
        `select encode(convert_to(t::text, 'utf8'), 'hex') as bytes, t::text as text from ${table} t`,
      );
      const hex = Buffer.from(canary).toString('hex');
      expect(rows.length > 0 || table === 'audit_pending').toBe(true);
      // A bytea shows as hex digits, which are hex once more in `bytes`.
      for (const { text } of rows) expect(text.includes(canary) || text.includes(hex)).toBe(false);
    }
  });
});
