import { describe, expect, it } from 'vitest';
import { BatchQueueFull, batchCalls } from './batch-calls.ts';

/** A batch runner that waits for the test. */
function heldRunner() {
  const flights: { readonly items: readonly number[]; readonly land: () => void }[] = [];
  const run = (items: readonly number[]) =>
    new Promise<readonly string[]>((resolve) => {
      flights.push({ items, land: () => resolve(items.map((item) => `answer ${item}`)) });
    });
  return { flights, run };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const options = { itemsMax: 3, waitMs: 0, flightsMax: 1, queueMax: 5 };

describe('batched calls', () => {
  it('of one turn of the event loop fly together, and each gets its own answer', async () => {
    const { flights, run } = heldRunner();
    const call = batchCalls({ ...options, run });
    const answers = Promise.all([call(1), call(2)]);
    await turn();
    expect(flights.map(({ items }) => items)).toEqual([[1, 2]]);
    flights[0]?.land();
    expect(await answers).toEqual(['answer 1', 'answer 2']);
  });

  it('gather while a batch is under way, and never exceed the size of one', async () => {
    const { flights, run } = heldRunner();
    const call = batchCalls({ ...options, run });
    const answers = [call(1)];
    await turn();
    answers.push(call(2), call(3), call(4), call(5));
    await turn();
    expect(flights.map(({ items }) => items)).toEqual([[1]]);
    flights[0]?.land();
    await answers[0];
    await turn();
    expect(flights.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
    flights[1]?.land();
    await answers[3];
    await turn();
    flights[2]?.land();
    expect(await Promise.all(answers)).toHaveLength(5);
  });

  it('fail together, and the next batch is not concerned', async () => {
    let failing = true;
    const call = batchCalls({
      ...options,
      run: async (items: readonly number[]) => {
        if (failing) throw new Error('no database');
        return items;
      },
    });
    expect((await Promise.allSettled([call(1), call(2)])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    failing = false;
    expect(await call(3)).toBe(3);
  });

  it('are refused at once when too many wait', async () => {
    const { flights, run } = heldRunner();
    const call = batchCalls({ ...options, run, queueMax: 2 });
    const waiting = [call(1), call(2)];
    await expect(call(3)).rejects.toBeInstanceOf(BatchQueueFull);
    await turn();
    flights[0]?.land();
    expect(await Promise.all(waiting)).toHaveLength(2);
  });
});
