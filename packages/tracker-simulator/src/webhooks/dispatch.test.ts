import { expect, test } from 'vitest';
import { Dispatch, type Parcel } from './dispatch.ts';

const parcel = (id: number, body = ''): Parcel => ({ id: String(id), event: 'comment_created', body, retry: 0 });

function open() {
  const [sent, lost]: [string[], string[]] = [[], []];
  const deliver = async ({ id }: Parcel) => void sent.push(id);
  return { sent, lost, dispatch: new Dispatch({ deliver, lose: ({ id }) => lost.push(id), inFlightMax: 5 }) };
}

test('what leaves, leaves in order; a pause keeps it', async () => {
  const { sent, dispatch } = open();
  dispatch.pause();
  for (let id = 0; id < 20; id += 1) dispatch.enqueue(parcel(id));
  expect(sent).toEqual([]);
  dispatch.resume();
  await dispatch.settled();
  expect(sent).toEqual(Array.from({ length: 20 }, (_, id) => String(id)));
});

test('no more are on their way than may be, and one at a time keeps the order', async () => {
  const [begun, ended]: [string[], string[]] = [[], []];
  const answers: (() => void)[] = [];
  const dispatch = new Dispatch({
    async deliver({ id }) {
      begun.push(id);
      await new Promise<void>((resolve) => answers.push(resolve));
      ended.push(id);
    },
    lose: () => undefined,
    inFlightMax: 1,
  });
  for (let id = 0; id < 3; id += 1) dispatch.enqueue(parcel(id));
  for (let id = 0; id < 3; id += 1) {
    await expect.poll(() => begun).toHaveLength(id + 1);
    expect(ended).toHaveLength(id);
    answers[id]?.();
  }
  await dispatch.settled();
  expect(ended).toEqual(['0', '1', '2']);
});

test('what exceeds the queue is lost, and told', async () => {
  const { sent, lost, dispatch } = open();
  dispatch.pause();
  for (let id = 0; id <= 20_000; id += 1) dispatch.enqueue(parcel(id));
  for (let id = 0; id <= 20_000; id += 1) dispatch.hold(parcel(30_000 + id));
  expect(lost).toEqual(['20000', '50000']);
  dispatch.resume();
  await dispatch.settled();
  dispatch.releaseAll();
  await dispatch.settled();
  expect(sent).toHaveLength(40_000);
});

test('large bodies count, until they have left', async () => {
  const { sent, lost, dispatch } = open();
  const half = 'a'.repeat(128 * 1024 * 1024);
  const first = parcel(1, half);
  dispatch.hold(first);
  dispatch.hold(parcel(2, half));
  dispatch.hold(parcel(3, 'a'));
  expect(lost).toEqual(['3']);
  dispatch.release(first);
  await dispatch.settled();
  dispatch.hold(parcel(4, half));
  expect([sent, lost, dispatch.held()]).toEqual([['1'], ['3'], 2]);
});
