import { expect, it } from 'vitest';
import { heldWork } from './held-work.fixture.ts';
import { partLanes } from './part-lanes.ts';

const parallelMax = { chats: 2, others: 1 } as const;

it('chats go on while the others wait for an answer, and the other way round', () => {
  const { begun, work } = heldWork();
  const lanes = partLanes({ work, parallelMax });
  for (const lane of ['ticket:1', 'session:2', 'chat:1', 'chat:2', 'chat:3']) lanes.wake(lane);
  expect(begun).toEqual(['ticket:1', 'chat:1', 'chat:2']);
});

it('both are finished before it is over', async () => {
  const { begun, work, endNext } = heldWork();
  const lanes = partLanes({ work, parallelMax });
  for (const lane of ['ticket:1', 'chat:1']) lanes.wake(lane);
  expect(await lanes.drain(1)).toBe(false);
  const drained = lanes.drain(1_000);
  lanes.wake('chat:2');
  await endNext();
  await endNext();
  expect(await drained).toBe(true);
  expect(begun).toEqual(['ticket:1', 'chat:1']);
});
