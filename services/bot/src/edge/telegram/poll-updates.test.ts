import { describe, expect, it } from 'vitest';
import type { Arrival } from '../../ports/inbox.ts';
import { laneOf } from './lane-of.ts';
import { type PollingNeeds, pollUpdates } from './poll-updates.ts';

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

/** Serves each answer until its batch is confirmed, then stops; the first `failing` appends do not reach the disk. */
async function poll(answers: readonly Fetched[], { failing = 0 } = {}) {
  const offsets: number[] = [];
  const waits: number[] = [];
  const stored: Arrival[] = [];
  let failures = failing;
  let served = 0;
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const polling = pollUpdates({
    source: {
      async fetch(offset) {
        const previous = answers[served - 1];
        const isConfirmed = previous?.kind !== 'fetched' || offset > 0 || stored.length === 0;
        offsets.push(offset);
        if (previous?.kind === 'fetched' && offset <= Math.max(...previous.updates.map((update) => update.update_id))) {
          return previous;
        }
        const next = isConfirmed ? answers[served] : previous;
        if (!next) {
          finish();
          return new Promise((resolve) => setImmediate(() => resolve({ kind: 'fetched', updates: [] })));
        }
        served += 1;
        return next;
      },
    },
    inbox: {
      async append(arrival) {
        if (failures > 0) {
          failures -= 1;
          throw new Error('the disk is full');
        }
        if (stored.some(({ sourceId }) => sourceId === arrival.sourceId)) return 'known';
        stored.push(arrival);
        return 'stored';
      },
    },
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  await done;
  await polling.stop();
  return { offsets: offsets.slice(0, answers.length + failing + 1), waits: waits.filter((ms) => ms !== 1000), stored };
}
