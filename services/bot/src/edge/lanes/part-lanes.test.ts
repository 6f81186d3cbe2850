import { expect, it } from 'vitest';
import { partLanes } from './part-lanes.ts';

function heldLanes() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (lane: string) =>
    new Promise<void>((resolve) => {
      begun.push(lane);
      ends.push(resolve);
    });
  const lanes = partLanes({ work, parallelMax: { chats: 2, others: 1 } });
  const endAll = () => {
    for (const end of ends.splice(0)) end();
  };
  return { begun, lanes, endAll };
}

it('chats go on while the others wait for an answer, and the other way round', () => {
  const { begun, lanes } = heldLanes();
  for (const lane of ['ticket:1', 'session:2', 'chat:1', 'chat:2', 'chat:3']) lanes.wake(lane);
  expect(begun).toEqual(['ticket:1', 'chat:1', 'chat:2']);
});

it('both are finished before it is over', async () => {
  const { begun, lanes, endAll } = heldLanes();
  for (const lane of ['ticket:1', 'chat:1']) lanes.wake(lane);
  expect(await lanes.drain(1)).toBe(false);
  const drained = lanes.drain(1_000);
  lanes.wake('chat:2');
  endAll();
  expect(await drained).toBe(true);
  expect(begun).toEqual(['ticket:1', 'chat:1']);
});
