import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, now, rank } from './candidate.fixture.ts';
import type { Candidate, RankedCandidate } from './candidate.ts';
import { chooseAssignee } from './choose-assignee.ts';
import { availabilityIndex } from './rank-candidates.ts';

fc.configureGlobal({ seed: 20_261_121 });

const hourMs = 3_600_000;
const ids = (candidates: readonly { readonly personId: string }[]) => candidates.map(({ personId }) => personId);

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
