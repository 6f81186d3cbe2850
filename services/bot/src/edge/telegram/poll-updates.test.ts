import { describe, expect, it } from 'vitest';
import type { Arrival } from '../../ports/inbox.ts';
import { laneOf } from './lane-of.ts';
import { type PollingNeeds, pollingLane, pollUpdates } from './poll-updates.ts';

type Fetched = Awaited<ReturnType<PollingNeeds['source']['fetch']>>;

describe('polling', () => {
  it('confirms a batch only once it is stored', async () => {
    const polled = await poll([batch(7, 8), batch(9)], { failing: 1 });
    expect(polled.offsets).toEqual([0, 0, 9, 10]);
    expect(polled.stored.map(({ sourceId }) => sourceId)).toEqual(['7', '8', '9']);
  });

  it('waits as long as Telegram asks, and goes on', async () => {
    const polled = await poll([{ kind: 'retry', afterMs: 3000 }, batch(1)]);
    expect(polled.waits).toEqual([3000]);
    expect(polled.stored).toHaveLength(1);
  });

  it('asks for nothing while another process polls, and then for the oldest that is not confirmed', async () => {
    const polled = await poll([batch(7), batch(8)], { turns: [true, false, false, true] });
    expect(polled.offsets).toEqual([0, 0, 8, 9]);
    expect(polled.waits).toEqual([1_000, 1_000]);
    expect(polled.stored.map(({ sourceId }) => sourceId)).toEqual(['7', '8']);
  });

  it('steps back when Telegram cannot be reached from here', async () => {
    const away = { kind: 'retry', afterMs: 100 } as const;
    const polled = await poll([away, away, away, away, batch(1)]);
    expect(polled.waits).toEqual([100, 100, 3_000, 100]);
    expect(polled.givenUp).toEqual([pollingLane]);
    expect(polled.stored).toHaveLength(1);
  });

  it('lets another process poll once it has stopped', async () => {
    expect((await poll([batch(1)])).closed).toBe(true);
  });

  it('keeps the lane of each chat', async () => {
    const { stored } = await poll([batch(1)]);
    expect(stored[0]).toMatchObject({ source: 'telegram', lane: 'chat:501' });
  });
});

describe('the lane of an update', () => {
  it.each([
    [{ message: { chat: { id: 5 } } }, 'chat:5'],
    [{ edited_message: { chat: { id: 5 } } }, 'chat:5'],
    [{ my_chat_member: { chat: { id: 5 } } }, 'chat:5'],
    [{ callback_query: { from: { id: 6 }, message: { chat: { id: 5 } } } }, 'chat:5'],
    [{ callback_query: { from: { id: 6 } } }, 'chat:6'],
    [{ poll: {} }, 'chat:none'],
    ['nonsense', 'chat:none'],
  ])('%j is %s', (update, lane) => expect(laneOf(update)).toBe(lane));
});

function batch(...ids: number[]): Fetched {
  return { kind: 'fetched', updates: ids.map((id) => ({ update_id: id, message: { chat: { id: 501 } } })) };
}

interface Circumstances {
  /** The first appends that do not reach the disk. */
  readonly failing?: number;
  /** Whether it is this process that polls, turn by turn; beyond that it is. */
  readonly turns?: readonly boolean[];
}

/** Telegram hands out its oldest batch until a request confirms it. Stops once there is nothing left. */
async function poll(answers: readonly Fetched[], { failing = 0, turns = [] }: Circumstances = {}) {
  const polled = { offsets: [] as number[], waits: [] as number[], stored: [] as Arrival[], givenUp: [] as string[] };
  const [rest, turnsLeft] = [[...answers], [...turns]];
  let failures = failing;
  let [closed, isOver] = [false, false];
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const polling = pollUpdates({
    source: {
      async fetch(offset) {
        if (!isOver) polled.offsets.push(offset);
        const isConfirmed = rest[0]?.kind === 'fetched' && rest[0].updates.every(({ update_id: id }) => id < offset);
        if (isConfirmed) rest.shift();
        const [next] = rest;
        if (next?.kind === 'retry') rest.shift();
        if (next) return next;
        isOver = true;
        finish();
        return new Promise((resolve) => setImmediate(() => resolve({ kind: 'fetched', updates: [] })));
      },
    },
    inbox: {
      async append(arrival) {
        failures -= 1;
        if (failures >= 0) throw new Error('the disk is full');
        if (polled.stored.some(({ sourceId }) => sourceId === arrival.sourceId)) return 'known';
        polled.stored.push(arrival);
        return 'stored';
      },
    },
    leases: {
      hold: async (lane) => (lane === pollingLane && turnsLeft.shift() !== false ? 1 : null),
      during: (_lane, work) => work(),
      giveUp: async (lane) => void polled.givenUp.push(lane),
      close: async () => {
        closed = true;
      },
    },
    wait: async (ms) => void polled.waits.push(ms),
  });
  await done;
  await polling.stop();
  return { ...polled, closed };
}
