import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeTurns } from '../../src/edge/lanes/take-turns.ts';
import { workInbox } from '../../src/edge/lanes/work-inbox.ts';
import type { HandleArrival, InboxItem } from '../../src/ports/inbox.ts';
import { silentLog } from '../conformance/postgres-desk.ts';
import { type MemoryLaneStore, memoryLaneStore, memoryLeaseMs } from '../fakes/memory-lane-store.ts';
import { innocents, type MortalProcess, type MortalProcesses, mortalProcesses } from './mortal-processes.ts';

const handleMs = 10;
const deadly = 'deadly';

let store: MemoryLaneStore;
let processes: MortalProcesses;
let told: string[];
let suspected: string[];

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
    store.arrivals.flatMap(({ lane, state }) => (state === 'pending' ? [lane] : [])),
  );
  told = [];
  suspected = [];
}

/** What an arrival does to the process; the usual one is handled within its time. */
type Doom = (item: InboxItem, process: MortalProcess, step: 'handle' | 'tell') => Promise<void>;

const usual: Doom = () => new Promise((resolve) => setTimeout(resolve, handleMs));

const deadlyAlone: Doom = async (item, process, step) => {
  if (item.sourceId !== deadly || step === 'tell') return usual(item, process, step);
  await new Promise((resolve) => setTimeout(resolve, handleMs / 2));
  process.kill();
};

function startProcess(doom: Doom): MortalProcess {
  return processes.start(({ owner, leases, process, living }) => {
    const lanes = store.inboxLanesOf(owner);
    const finish =
      (step: 'handle' | 'tell'): HandleArrival =>
      async (item) => {
        if (step === 'tell') told.push(item.sourceId);
        await doom(item, process, step);
        return living(async () => (store.settle(item, step === 'handle' ? 'done' : 'dead') ? 'committed' : 'fenced'));
      };
    return workInbox({
      inbox: {
        listWaiting: (max) => living(() => lanes.listWaiting(max)),
        next: (held) => living(() => lanes.next(held)),
        suspect(item, max) {
          suspected.push(item.sourceId);
          return living(() => lanes.suspect(item, max));
        },
        noteFailure: (...noted) => living(() => lanes.noteFailure(...noted)),
        bury: (item) => living(() => lanes.bury(item)),
      },
      leases,
      turns: takeTurns(),
      handle: finish('handle'),
      handleDeadLetter: finish('tell'),
      isDatabaseFailure: () => false,
      clock: { now: () => Date.now() },
      log: silentLog,
    });
  });
}

const runUntilDone = (doom: Doom, processesMax?: number) =>
  processes.runUntilDone(() => startProcess(doom), processesMax);

function append(...ids: readonly string[]): void {
  for (const id of ids) store.append({ sourceId: id, lane: `chat:${id}` });
}

const idsOf = (state: string) => store.arrivals.filter((row) => row.state === state).map(({ sourceId }) => sourceId);

describe('an arrival that takes the process down each time', () => {
  it('is set aside and its sender told, after two processes among others and five alone', async () => {
    append(...innocents(16), deadly, ...innocents(31).slice(16));
    expect(await runUntilDone(deadlyAlone)).toBe(7);
    expect(idsOf('dead')).toEqual([deadly]);
    expect(idsOf('done').toSorted()).toEqual(innocents(31).toSorted());
    expect(told).toEqual([deadly]);
  });

  it('and again when its sender is told, is set aside without a word', async () => {
    append(...innocents(3), deadly);
    const deadlyTwice: Doom = (item, process) => deadlyAlone(item, process, 'handle');
    expect(await runUntilDone(deadlyTwice)).toBe(8);
    expect(idsOf('dead')).toEqual([deadly]);
    expect(idsOf('done').toSorted()).toEqual(innocents(3));
  });

  it('lets the rest of its lane go on', async () => {
    append(deadly);
    store.append({ sourceId: 'behind', lane: `chat:${deadly}` });
    await runUntilDone(deadlyAlone);
    expect(idsOf('dead')).toEqual([deadly]);
    expect(idsOf('done')).toEqual(['behind']);
  });

  it('does not keep those from being handled that died with it', async () => {
    append(deadly, ...innocents(31));
    for (let lost = 0; lost < 3; lost += 1) {
      const process = startProcess(deadlyAlone);
      while (process.isAlive()) await vi.advanceTimersByTimeAsync(1);
    }
    expect(await runUntilDone(deadlyAlone)).toBe(4);
    expect(idsOf('done').toSorted()).toEqual(innocents(31).toSorted());
  });

  it('is told from another one: each is tried by itself', async () => {
    const all = new Set(['deadly-1', 'deadly-2', 'deadly-3']);
    const severally: Doom = (item, process, step) =>
      all.has(item.sourceId) ? deadlyAlone({ ...item, sourceId: deadly }, process, step) : usual(item, process, step);
    append('deadly-1', ...innocents(10), 'deadly-2', 'deadly-3');
    expect(await runUntilDone(severally, 30)).toBe(2 + 3 * 5);
    expect(idsOf('dead').toSorted()).toEqual([...all]);
    expect(idsOf('done').toSorted()).toEqual(innocents(10).toSorted());
  });
});

describe('arrivals that only died with the process', () => {
  it('are all handled in the end, whenever it was killed 80 times', async () => {
    // From half of what handling one takes to four times as long: far crueller than any campaign of kills.
    const lives = fc.array(fc.integer({ min: handleMs / 2, max: 4 * handleMs }), { minLength: 80, maxLength: 80 });
    let triedApart = 0;
    await fc.assert(
      fc.asyncProperty(lives, async (lifetimesMs) => {
        reset();
        for (const [life, ms] of lifetimesMs.entries()) {
          append(...innocents(8).map((name) => `${life}-${name}`));
          const process = startProcess(usual);
          await vi.advanceTimersByTimeAsync(ms);
          process.kill();
        }
        triedApart += store.arrivals.filter(({ suspicions }) => suspicions > 2).length;
        expect(await runUntilDone(usual)).toBe(0);
        expect(idsOf('dead')).toEqual([]);
        expect(idsOf('done')).toHaveLength(80 * 8);
      }),
      { numRuns: 3, seed: 20_261_121 },
    );
    expect(triedApart).toBeGreaterThan(0);
  });

  it('fail like the rest where they fail: three times, then their senders are told', async () => {
    append(deadly);
    for (let lost = 0; lost < 2; lost += 1) {
      const process = startProcess(() => new Promise(() => undefined));
      await vi.advanceTimersByTimeAsync(handleMs);
      process.kill();
    }
    const failing: Doom = async (_, __, step) => {
      if (step === 'handle') throw new Error('a defect');
    };
    expect(await runUntilDone(failing)).toBe(0);
    expect(idsOf('dead')).toEqual([deadly]);
    expect(store.arrivals[0]?.attempts).toBe(3);
    expect(told).toEqual([deadly]);
  });
});

describe('in the ordinary case', () => {
  it('nothing is written for it', async () => {
    append(...innocents(100));
    expect(await runUntilDone(usual)).toBe(0);
    expect(idsOf('done')).toHaveLength(100);
    expect(suspected).toEqual([]);
  });

  it('nobody is suspected who came after the last owner had nothing more to do', async () => {
    append('before');
    const one = startProcess(usual);
    // It keeps the lane for a while, and its last lease has to pass.
    await vi.advanceTimersByTimeAsync(15_000 + memoryLeaseMs + 1_000);
    store.append({ sourceId: 'after', lane: 'chat:before' });
    const other = startProcess(usual);
    await vi.advanceTimersByTimeAsync(handleMs);
    expect(idsOf('done')).toEqual(['before', 'after']);
    expect(suspected).toEqual([]);
    one.kill();
    other.kill();
  });

  it('one death among others makes nobody wait for anybody', async () => {
    append(...innocents(32));
    const dying = startProcess(usual);
    await vi.advanceTimersByTimeAsync(handleMs / 2);
    dying.kill();
    const heir = startProcess(usual);
    await vi.advanceTimersByTimeAsync(handleMs);
    expect(idsOf('done')).toHaveLength(32);
    heir.kill();
  });
});
