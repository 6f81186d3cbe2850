import { expect, it } from 'vitest';
import { heldWork } from './held-work.fixture.ts';
import { partLanes } from './part-lanes.ts';

const parallelMax = { chats: 2, tickets: 1, others: 1 } as const;

it('chats, tickets and the others go on while those of another kind wait for an answer', () => {
  const { begun, work } = heldWork();
  const lanes = partLanes({ work, parallelMax });
  for (const lane of ['ticket:1', 'ticket:2', 'session:3', 'person:4', 'chat:5', 'chat:6', 'chat:7']) lanes.wake(lane);
  expect(begun).toEqual(['ticket:1', 'session:3', 'chat:5', 'chat:6']);
});

it('all of them are finished before it is over', async () => {
  const { begun, work, endNext } = heldWork();
  const lanes = partLanes({ work, parallelMax });
  for (const lane of ['ticket:1', 'session:2', 'chat:3']) lanes.wake(lane);
  expect(await lanes.drain(1)).toBe(false);
  const drained = lanes.drain(1_000);
  lanes.wake('chat:4');
  await endNext();
  await endNext();
  await endNext();
  expect(await drained).toBe(true);
  expect(begun).toEqual(['ticket:1', 'session:2', 'chat:3']);
});
