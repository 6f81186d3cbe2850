import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, RankedCandidate } from './candidate.ts';
import { chooseAssignee } from './choose-assignee.ts';
import { explainDecision } from './explain-decision.ts';
import { checkWeights, defaultRankingLimits, defaultWeights } from './index-weights.ts';
import { availabilityIndex, type RankingRequest, rankCandidates } from './rank-candidates.ts';

fc.configureGlobal({ seed: 20_261_121 });

const hourMs = 3_600_000;
const now = Date.parse('2026-11-23T10:00:00Z');

function candidate(personId: string, change: Partial<Candidate> = {}): Candidate {
  return {
    personId,
    duty: 'on-shift',
    active: 0,
    lastClosedAt: null,
    lastAssignedAt: null,
    shiftStartedAt: now - hourMs,
    closedInPeriod: 0,
    shiftLog: [{ from: now - hourMs, to: null }],
    ...change,
  };
}

function rank(candidates: readonly Candidate[], change: Partial<RankingRequest> = {}) {
  const request = { candidates, requesterId: null, weights: defaultWeights, limits: defaultRankingLimits, now };
  return rankCandidates({ ...request, ...change });
}

const ids = (candidates: readonly { readonly personId: string }[]) => candidates.map(({ personId }) => personId);

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
    const ranking = rank([candidate('b', another), candidate('a', one)]);
    const [first, second] = ranking.candidates;
    expect(first?.index).toBe(second?.index);
    expect(first?.personId).toBe(best);
  });
});

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

describe('for any team', () => {
  const ago = fc.integer({ min: 0, max: 10 * hourMs });
  const candidates: fc.Arbitrary<Candidate[]> = fc
    .array(
      fc.record({
        duty: fc.constantFrom('on-shift', 'on-shift', 'on-shift', 'break', 'off-shift'),
        active: fc.integer({ min: 0, max: 27 }),
        lastClosedAt: fc.option(ago),
        lastAssignedAt: fc.option(ago),
        shiftMs: ago,
        closedInPeriod: fc.integer({ min: 0, max: 30 }),
        earlier: fc.integer({ min: 0, max: 40 * hourMs }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((rows) =>
      rows.map((row, at) =>
        candidate(`p-${at}`, {
          duty: row.duty,
          active: row.active,
          lastClosedAt: row.lastClosedAt === null ? null : now - row.lastClosedAt,
          lastAssignedAt: row.lastAssignedAt === null ? null : now - row.lastAssignedAt,
          shiftStartedAt: now - row.shiftMs,
          closedInPeriod: row.closedInPeriod,
          shiftLog: [
            { from: now - 60 * hourMs, to: now - 60 * hourMs + row.earlier },
            { from: now - row.shiftMs, to: null },
          ],
        }),
      ),
    );
  const weights = fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([one, another]) => [Math.min(one, another), Math.max(one, another)] as const)
    .map(([low, high]) => ({ version: 'any', active: low, idle: high - low, closed: 1 - high }));
  const one = fc.integer({ min: 0, max: 11 });

  it('the index and every factor are within 0..1', () => {
    fc.assert(
      fc.property(candidates, weights, (team, anyWeights) => {
        for (const { load, idle, closed, index } of rank(team, { weights: anyWeights }).candidates) {
          for (const value of [load, idle, closed, index]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('the index rises with each factor', () => {
    const factor = fc.double({ min: 0, max: 1, noNaN: true });
    const factors = fc.record({ load: factor, idle: factor, closed: factor });
    fc.assert(
      fc.property(
        factors,
        factor,
        fc.constantFrom('load', 'idle', 'closed'),
        weights,
        (base, other, key, anyWeights) => {
          const [low, high] = [Math.min(base[key], other), Math.max(base[key], other)];
          expect(availabilityIndex({ ...base, [key]: low }, anyWeights)).toBeLessThanOrEqual(
            availabilityIndex({ ...base, [key]: high }, anyWeights),
          );
        },
      ),
    );
  });

  it('more work, less idle time or more closed never helps a person', () => {
    const changes = fc.constantFrom<(before: Candidate) => Partial<Candidate>>(
      (before) => ({ active: before.active + 1 }),
      () => ({ lastAssignedAt: now }),
      (before) => ({ closedInPeriod: before.closedInPeriod + 1 }),
    );
    fc.assert(
      fc.property(candidates, one, changes, (team, at, change) => {
        const person = team[at % team.length];
        if (!person) return;
        const changed = team.map((other) => (other === person ? { ...person, ...change(person) } : other));
        const [before, after] = [placeOf(rank(team).candidates, person), placeOf(rank(changed).candidates, person)];
        if (before && after) expect(after.index).toBeLessThanOrEqual(before.index + 1e-12);
      }),
    );
  });

  it('the ranking does not depend on the order of the candidates', () => {
    const shuffled = candidates.chain((team) =>
      fc.tuple(fc.constant(team), fc.shuffledSubarray(team, { minLength: team.length })),
    );
    fc.assert(
      fc.property(shuffled, ([team, another]) => {
        expect(rank(another)).toEqual(rank(team));
      }),
    );
  });

  it('nobody is chosen who is off shift, on break, at the ceiling, the requester or passed over', () => {
    fc.assert(
      fc.property(candidates, one, fc.uniqueArray(one, { maxLength: 3 }), (team, requester, others) => {
        const requesterId = `p-${requester}`;
        const passOver = others.map((at) => `p-${at}`);
        const eligible = team.filter(
          ({ personId, duty, active }) =>
            duty === 'on-shift' && active < 25 && personId !== requesterId && !passOver.includes(personId),
        );
        const choice = chooseAssignee(rank(team, { requesterId }), { passOver });
        if (choice.kind === 'nobody') expect(eligible).toEqual([]);
        else expect(ids(eligible)).toContain(choice.personId);
      }),
    );
  });

  it('two tickets at once never go to one of two equals', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 30 }),
        ago,
        (active, closedInPeriod, shiftMs) => {
          const shift = { shiftStartedAt: now - shiftMs, shiftLog: [{ from: now - shiftMs, to: null }] };
          const team = ['a', 'b'].map((personId) => candidate(personId, { active, closedInPeriod, ...shift }));
          const first = chooseAssignee(rank(team), { passOver: [] });
          const reserved = team.map((person) =>
            first.kind === 'chosen' && person.personId === first.personId
              ? { ...person, active: person.active + 1, lastAssignedAt: now }
              : person,
          );
          const second = chooseAssignee(rank(reserved), { passOver: [] });
          expect(first).toMatchObject({ kind: 'chosen', personId: 'a' });
          expect(second).toMatchObject({ kind: 'chosen', personId: 'b' });
        },
      ),
    );
  });

  function placeOf(candidatesRanked: readonly RankedCandidate[], person: Candidate) {
    return candidatesRanked.find(({ personId }) => personId === person.personId);
  }
});
