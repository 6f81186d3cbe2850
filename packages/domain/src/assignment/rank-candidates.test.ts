import { describe, expect, it } from 'vitest';
import { candidate, now, rank } from './candidate.fixture.ts';
import { checkWeights, defaultWeights } from './index-weights.ts';

const hourMs = 3_600_000;

describe('the formula', () => {
  it('with numbers worked out by hand', () => {
    const ranking = rank([
      candidate('a', { active: 4, closedInPeriod: 6 }),
      candidate('b', {
        active: 0,
        closedInPeriod: 2,
        shiftLog: [
          { from: now - 24 * hourMs, to: now - 17 * hourMs },
          { from: now - hourMs, to: null },
        ],
        lastAssignedAt: now - hourMs / 2,
      }),
    ]);
    // Mean active 2; 8 closed in 1 + 8 hours. a: load 1/(1+2), idle 1 h of 2 h; b: load 1, idle 0.5 h of 2 h.
    const teamRate = 8 / 9;
    const rateA = (6 + 4 * teamRate) / (1 + 4);
    const rateB = (2 + 4 * teamRate) / (8 + 4);
    expect(ranking.meanActive).toBe(2);
    expect(ranking.teamRate).toBeCloseTo(teamRate, 12);
    const [first, second] = ranking.candidates;
    expect(first).toMatchObject({
      personId: 'b',
      idleMs: hourMs / 2,
      onShiftInPeriodMs: 8 * hourMs,
      load: 1,
      idle: 0.25,
    });
    expect(first?.closed).toBeCloseTo(1 / (1 + rateB / teamRate), 12);
    expect(first?.index).toBeCloseTo(0.5 + 0.3 * 0.25 + 0.2 / (1 + rateB / teamRate), 12);
    expect(second).toMatchObject({ personId: 'a', idleMs: hourMs, onShiftInPeriodMs: hourMs, load: 1 / 3, idle: 0.5 });
    expect(second?.index).toBeCloseTo((0.5 + 0.3 * 0.5 + 0.2 / (1 + rateA / teamRate)) / 3, 12);
  });

  it.each([
    { name: 'the start of the shift', change: {}, idleMs: hourMs },
    { name: 'the last close', change: { lastClosedAt: now - 1_000 }, idleMs: 1_000 },
    { name: 'the last assignment', change: { lastAssignedAt: now - 2_000, lastClosedAt: now - 9_000 }, idleMs: 2_000 },
    { name: 'an assignment before the shift', change: { lastAssignedAt: now - 9 * hourMs }, idleMs: hourMs },
    {
      name: 'the start of the shift, less a break',
      change: {
        shiftLog: [
          { from: now - hourMs, to: now - hourMs / 2 },
          { from: now - hourMs / 4, to: null },
        ],
      },
      idleMs: (hourMs * 3) / 4,
    },
  ])('idle counts from $name', ({ change, idleMs }) => {
    expect(rank([candidate('a', change)]).candidates[0]?.idleMs).toBe(idleMs);
  });

  it('idle is full from two hours on', () => {
    const early = { shiftStartedAt: now - 5 * hourMs, shiftLog: [{ from: now - 5 * hourMs, to: null }] };
    expect(rank([candidate('a', early)]).candidates[0]).toMatchObject({ idle: 1, idleMs: 5 * hourMs });
  });

  it('nothing closed by anyone: one half for all', () => {
    expect(rank([candidate('a'), candidate('b', { active: 3 })]).candidates.map(({ closed }) => closed)).toEqual([
      0.5, 0.5,
    ]);
  });

  it('someone without hours of their own counts as average', () => {
    const busy = candidate('a', { closedInPeriod: 20, shiftLog: [{ from: now - 40 * hourMs, to: null }] });
    const newcomer = candidate('b', { shiftStartedAt: now, shiftLog: [{ from: now, to: null }] });
    expect(rank([busy, newcomer]).candidates.find(({ personId }) => personId === 'b')?.closed).toBeCloseTo(0.5, 12);
  });

  it('hours before the period do not count', () => {
    const log = [
      { from: now - 8 * 24 * hourMs, to: now - 7 * 24 * hourMs + hourMs },
      { from: now - hourMs, to: null },
    ];
    expect(rank([candidate('a', { shiftLog: log })]).candidates[0]?.onShiftInPeriodMs).toBe(2 * hourMs);
  });
});

describe('who is no candidate', () => {
  it.each([
    { change: { duty: 'off-shift', shiftStartedAt: null, shiftLog: [] }, reason: 'off-shift' },
    { change: { duty: 'break' }, reason: 'on-break' },
    { change: { active: 25 }, reason: 'at-ceiling' },
    { change: { active: 24 }, reason: null },
    { change: { personId: 'requester' }, reason: 'requester' },
  ] as const)('$change: $reason', ({ change, reason }) => {
    const ranking = rank([candidate('a', change)], { requesterId: 'requester' });
    expect(ranking.excluded.map((person) => person.reason)).toEqual(reason === null ? [] : [reason]);
    expect(ranking.candidates).toHaveLength(reason === null ? 1 : 0);
  });

  it('does not count in the mean of those who are', () => {
    const ranking = rank([
      candidate('a', { active: 2 }),
      candidate('b', { active: 25 }),
      candidate('c', { active: 4 }),
    ]);
    expect(ranking.meanActive).toBe(3);
  });
});

describe('ties', () => {
  const overCap = (hours: number) => ({
    shiftStartedAt: now - hours * hourMs,
    shiftLog: [{ from: now - hours * hourMs, to: null }],
  });
  it.each([
    { name: 'longest idle, beyond the cap', one: overCap(3), another: overCap(4), best: 'b' },
    {
      name: 'least recently assigned',
      one: { lastAssignedAt: now - 5 * hourMs },
      another: { lastAssignedAt: now - 6 * hourMs },
      best: 'b',
    },
    { name: 'never assigned', one: { lastAssignedAt: now - 5 * hourMs }, another: {}, best: 'b' },
    { name: 'id', one: {}, another: {}, best: 'a' },
  ])('are broken by: $name', ({ one, another, best }) => {
    const team = [candidate('a', one), candidate('b', another)];
    for (const candidates of [team, team.toReversed()]) {
      const [first, second] = rank(candidates).candidates;
      expect(first?.index).toBe(second?.index);
      expect(first?.personId).toBe(best);
    }
  });
});

describe('weights', () => {
  it.each([
    { weights: defaultWeights, problems: [] },
    { weights: { version: 'x', active: 0.1, idle: 0.2, closed: 0.7 }, problems: [] },
    { weights: { ...defaultWeights, version: ' ' }, problems: ['version-empty'] },
    { weights: { ...defaultWeights, closed: 0.3 }, problems: ['sum-not-one'] },
    { weights: { ...defaultWeights, active: 1.5, idle: -0.7 }, problems: ['weight-out-of-range'] },
    { weights: { ...defaultWeights, active: Number.NaN }, problems: ['weight-out-of-range', 'sum-not-one'] },
  ])('$weights: $problems', ({ weights, problems }) => {
    expect(checkWeights(weights)).toEqual(problems);
  });
});
