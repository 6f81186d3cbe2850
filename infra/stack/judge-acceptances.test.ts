import { expect, test } from 'vitest';
import { judgeAcceptances, type OfferSeen } from './judge-acceptances.ts';

const second = 1_000;
const dialogue: OfferSeen = {
  ...{ consultationId: 'one', personId: 'iryna', outcome: 'accepted' },
  ...{ madeAt: 0, overAt: 5 * second, endedAt: 60 * second },
};

test('one after another is right', () => {
  const next = { ...dialogue, consultationId: 'two', madeAt: 60 * second, endedAt: null } as const;
  expect(judgeAcceptances([dialogue, next], 1)).toEqual({ accepted: 2, doubled: [], overCapacity: [] });
});

test('a consultation that two have accepted is found', () => {
  const other = { ...dialogue, personId: 'andrii' };
  expect(judgeAcceptances([dialogue, other], 1)).toEqual({ accepted: 2, doubled: ['one'], overCapacity: [] });
});

test.each([
  ['an open offer', { outcome: null, overAt: null, endedAt: null }],
  ['a declined offer', { outcome: 'declined', overAt: 40 * second, endedAt: null }],
  ['a dialogue', { outcome: 'accepted', overAt: 40 * second, endedAt: 90 * second }],
] as const)('%s beside a dialogue takes a second slot', (_, more) => {
  const beside: OfferSeen = { ...dialogue, consultationId: 'two', madeAt: 30 * second, ...more };
  expect(judgeAcceptances([dialogue, beside], 1).overCapacity).toEqual(['iryna']);
  expect(judgeAcceptances([dialogue, beside], 2).overCapacity).toEqual([]);
});

test('what was withdrawn before a dialogue took no slot of it', () => {
  const before: OfferSeen = { ...dialogue, consultationId: 'two', outcome: 'withdrawn', madeAt: -second, overAt: 0 };
  expect(judgeAcceptances([dialogue, before], 1).overCapacity).toEqual([]);
});
