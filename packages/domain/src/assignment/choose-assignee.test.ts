import { describe, expect, it } from 'vitest';
import { candidate, now, rank } from './candidate.fixture.ts';
import { chooseAssignee } from './choose-assignee.ts';
import { explainDecision } from './explain-decision.ts';
import { defaultWeights } from './index-weights.ts';

describe('choosing', () => {
  it.each([
    { team: [], reason: 'nobody-on-shift' },
    { team: [candidate('a', { duty: 'off-shift' }), candidate('b', { duty: 'break' })], reason: 'nobody-on-shift' },
    { team: [candidate('a', { active: 25 }), candidate('b', { duty: 'off-shift' })], reason: 'all-at-ceiling' },
    { team: [candidate('a'), candidate('b', { active: 25 })], reason: 'all-at-ceiling' },
    { team: [candidate('a'), candidate('b', { duty: 'off-shift' })], reason: 'all-excluded' },
    { team: [candidate('requester')], reason: 'all-excluded' },
  ] as const)('nobody, because $reason', ({ team, reason }) => {
    const choice = chooseAssignee(rank(team, { requesterId: 'requester' }), { passOver: ['a'] });
    expect(choice).toEqual({ kind: 'nobody', reason });
  });

  const team = [
    candidate('best'),
    candidate('second', { active: 1 }),
    candidate('third', { active: 2 }),
    candidate('away', { duty: 'off-shift' }),
  ];
  const choice = chooseAssignee(rank(team), { passOver: ['best'] });
  if (choice.kind === 'nobody') throw new Error('somebody was expected');
  const { decision } = choice;

  it('the best who was not passed over', () => {
    expect(choice.personId).toBe('second');
    expect(decision).toMatchObject({ chosen: 'second', passedOver: ['best'], at: now, weights: defaultWeights });
  });

  it('can be explained to everyone from the record alone, as it is stored', () => {
    const stored: typeof decision = JSON.parse(JSON.stringify(decision));
    expect(stored).toEqual(decision);
    expect(explainDecision(stored, 'second')).toMatchObject({
      kind: 'chosen',
      place: 2,
      of: 3,
      runnerUp: { personId: 'third' },
    });
    expect(explainDecision(stored, 'third')).toMatchObject({
      kind: 'not-chosen',
      place: 3,
      factors: { active: 2 },
      chosen: { personId: 'second' },
    });
    expect(explainDecision(stored, 'best')).toMatchObject({ kind: 'passed-over', place: 1 });
    expect(explainDecision(stored, 'away')).toEqual({ kind: 'excluded', reason: 'off-shift' });
    expect(explainDecision(stored, 'stranger')).toEqual({ kind: 'not-of-the-team' });
  });

  it('of one has no runner-up', () => {
    const alone = chooseAssignee(rank([candidate('a')]), { passOver: [] });
    expect(alone.kind === 'chosen' && explainDecision(alone.decision, 'a')).toMatchObject({
      kind: 'chosen',
      runnerUp: null,
    });
  });
});
