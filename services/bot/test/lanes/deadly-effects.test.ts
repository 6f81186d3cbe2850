import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeTurns } from '../../src/edge/lanes/take-turns.ts';
import { workOutbox } from '../../src/edge/lanes/work-outbox.ts';
import type { Delivery, OutboxItem } from '../../src/ports/outbox.ts';
import { silentLog } from '../conformance/postgres-desk.ts';
import { type MemoryLaneStore, memoryLaneStore } from '../fakes/memory-lane-store.ts';
import { innocents, type MortalProcess, type MortalProcesses, mortalProcesses } from './mortal-processes.ts';

const deliverMs = 10;
const deadly = 'deadly';

let store: MemoryLaneStore;
let processes: MortalProcesses;
let triedApart: string[];

beforeEach(() => {
  vi.useFakeTimers();
  reset();
});
afterEach(() => {
  vi.useRealTimers();
});

function reset(): void {
  store = memoryLaneStore({ now: () => Date.now() });
  processes = mortalProcesses(store, () =>
    store.effects.flatMap(({ lane, state }) => (state === 'pending' || state === 'sending' ? [lane] : [])),
  );
  triedApart = [];
}

/** What an effect does to the process; the usual one is delivered within its time. */
type Doom = (item: OutboxItem, process: MortalProcess) => Promise<Delivery>;

const usual: Doom = async () => {
  await pass(deliverMs);
  return { kind: 'shown', messageId: null };
};

const deadlyAlone: Doom = async (item, process) => {
  if (item.id !== deadly) return usual(item, process);
  await pass(deliverMs / 2);
  process.kill();
  return new Promise(() => undefined);
};

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function startProcess(doom: Doom): MortalProcess {
  return processes.start(({ owner, leases, process, living }) => {
    const lanes = store.outboxLanesOf(owner);
    return workOutbox({
      outbox: {
        ...lanes,
        claim: (held, now) => living(() => lanes.claim(held, now)),
        suspect(item) {
          triedApart.push(item.id);
          return living(() => lanes.suspect(item));
        },
        settle: (...settled) => living(() => lanes.settle(...settled)),
      },
      leases,
      turns: takeTurns(),
      deliver: async (item) => {
        const delivery = await doom(item, process);
        return living(async () => delivery);
      },
      clock: { now: () => Date.now() },
      log: silentLog,
    });
  });
}

const runUntilDone = (doom: Doom, processesMax?: number) =>
  processes.runUntilDone(() => startProcess(doom), processesMax);

function send(...ids: readonly string[]): void {
  for (const id of ids) store.send({ id, lane: `ticket:${id}` });
}

const idsOf = (state: string) => store.effects.filter((row) => row.state === state).map(({ id }) => id);

describe('an effect that takes the process down each time', () => {
  it('is set aside, after two processes among others and ten alone', async () => {
    send(...innocents(16), deadly, ...innocents(31).slice(16));
    expect(await runUntilDone(deadlyAlone)).toBe(12);
    expect(store.effects.find(({ id }) => id === deadly)).toMatchObject({ state: 'parked', reason: 'deadly' });
    expect(idsOf('delivered').toSorted()).toEqual(innocents(31).toSorted());
  });

  it('lets the rest of its lane go on, in order', async () => {
    send(deadly);
    for (const id of ['second', 'third']) store.send({ id, lane: `ticket:${deadly}` });
    const order: string[] = [];
    await runUntilDone(async (item, process) => {
      const delivery = await deadlyAlone(item, process);
      order.push(item.id);
      return delivery;
    });
    expect(idsOf('parked')).toEqual([deadly]);
    expect(order).toEqual(['second', 'third']);
  });

  it('is told from another one: each is tried by itself', async () => {
    const all = new Set(['deadly-1', 'deadly-2']);
    const severally: Doom = (item, process) =>
      all.has(item.id) ? deadlyAlone({ ...item, id: deadly }, process) : usual(item, process);
    send('deadly-1', ...innocents(10), 'deadly-2');
    expect(await runUntilDone(severally, 30)).toBe(2 + 2 * 10);
    expect(idsOf('parked').toSorted()).toEqual([...all]);
    expect(idsOf('delivered').toSorted()).toEqual(innocents(10).toSorted());
  });
});

describe('effects that only were in hand when the process died', () => {
  it('are all delivered in the end, whenever it was killed 80 times', async () => {
    const lives = fc.array(fc.integer({ min: deliverMs / 2, max: 4 * deliverMs }), { minLength: 80, maxLength: 80 });
    let suspects = 0;
    await fc.assert(
      fc.asyncProperty(lives, async (lifetimesMs) => {
        reset();
        for (const [life, ms] of lifetimesMs.entries()) {
          send(...innocents(8).map((name) => `${life}-${name}`));
          const process = startProcess(usual);
          await vi.advanceTimersByTimeAsync(ms);
          process.kill();
        }
        suspects += triedApart.length;
        expect(await runUntilDone(usual)).toBe(0);
        expect(idsOf('parked')).toEqual([]);
        expect(idsOf('delivered')).toHaveLength(80 * 8);
      }),
      { numRuns: 3, seed: 20_261_122 },
    );
    expect(suspects).toBeGreaterThan(0);
  });

  it('are not tried apart again once one of them was survived, though it has to be repeated', async () => {
    send('patient');
    for (let lost = 0; lost < 2; lost += 1) {
      const process = startProcess(() => new Promise(() => undefined));
      await vi.advanceTimersByTimeAsync(deliverMs);
      process.kill();
    }
    let refusals = 3;
    const heir = startProcess(async (item, process) => {
      refusals -= 1;
      return refusals < 0 ? usual(item, process) : { kind: 'retry', afterMs: 100, reason: 'gateway-down' };
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(idsOf('delivered')).toEqual(['patient']);
    expect(triedApart).toEqual(['patient']);
    heir.kill();
  });
});

describe('in the ordinary case', () => {
  it('nobody is suspected', async () => {
    send(...innocents(100));
    expect(await runUntilDone(usual)).toBe(0);
    expect(idsOf('delivered')).toHaveLength(100);
    expect(triedApart).toEqual([]);
  });

  it('one death among others makes nobody wait for anybody', async () => {
    send(...innocents(32));
    const dying = startProcess(usual);
    await vi.advanceTimersByTimeAsync(deliverMs / 2);
    dying.kill();
    const heir = startProcess(usual);
    await vi.advanceTimersByTimeAsync(deliverMs);
    expect(idsOf('delivered')).toHaveLength(32);
    heir.kill();
  });
});
