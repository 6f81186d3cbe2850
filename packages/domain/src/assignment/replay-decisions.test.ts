import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, now, rank } from './candidate.fixture.ts';
import type { Candidate, Decision, IndexWeights } from './candidate.ts';
import { chooseAssignee } from './choose-assignee.ts';
import { defaultWeights } from './index-weights.ts';
import { reweighRanking } from './rank-candidates.ts';
import { emptyReplay, joinReplays, type PastDecision, replayDecisions, spreadOf } from './replay-decisions.ts';

fc.configureGlobal({ seed: 20_261_121 });

const hourMs = 3_600_000;
const byWorkAlone: IndexWeights = { version: 'work-alone', active: 1, idle: 0, closed: 0 };
const byIdleAlone: IndexWeights = { version: 'idle-alone', active: 0, idle: 1, closed: 0 };

function decide(team: readonly Candidate[], passOver: readonly string[] = [], weights = defaultWeights): Decision {
  const choice = chooseAssignee(rank(team, { weights }), { passOver });
  if (choice.kind === 'nobody') throw new Error('Somebody was expected.');
  return choice.decision;
}

function past(decision: Decision, subject = 'SD-1', team = 'network'): PastDecision {
  return { subject, team, decision };
}

/** Less to do against a longer wait: by default the one with less to do wins. */
const busyIdler = candidate('idler', { active: 1, shiftStartedAt: now - 2 * hourMs, shiftLog: [span(2 * hourMs)] });
const freshFree = candidate('fresh', { shiftStartedAt: now, shiftLog: [span(0)] });

function span(ms: number) {
  return { from: now - ms, to: null };
}

describe('a decision replayed', () => {
  it.each([
    { weights: byWorkAlone, team: [busyIdler, freshFree], passOver: [], before: 'fresh', after: 'fresh' },
    { weights: byIdleAlone, team: [busyIdler, freshFree], passOver: [], before: 'fresh', after: 'idler' },
    { weights: byIdleAlone, team: [busyIdler, freshFree], passOver: ['idler'], before: 'fresh', after: 'fresh' },
    { weights: byIdleAlone, team: [freshFree], passOver: [], before: 'fresh', after: 'fresh' },
    {
      ...{ weights: byIdleAlone, team: [{ ...busyIdler, duty: 'break' as const }, freshFree], passOver: [] },
      ...{ before: 'fresh', after: 'fresh' },
    },
  ])('with $weights.version, passing over $passOver: $before, then $after', ({ weights, team, passOver, ...row }) => {
    const decision = decide(team, passOver);
    expect(decision.chosen).toBe(row.before);
    const { teams, largest } = replayDecisions([past(decision)], weights);
    expect(teams.get('network')).toMatchObject({ decisions: 1, changed: row.before === row.after ? 0 : 1 });
    expect(largest.map(({ after }) => after)).toEqual(row.before === row.after ? [] : [row.after]);
  });

  it('is told with its moment, both people and how clear the other choice is', () => {
    const { largest } = replayDecisions([past(decide([busyIdler, freshFree]), 'SD-7')], byIdleAlone);
    const load = 1 / (1 + 1 / 1);
    expect(largest).toEqual([
      { subject: 'SD-7', team: 'network', at: now, before: 'fresh', after: 'idler', difference: load },
    ]);
  });

  it('counts for those who could have been chosen, and for nobody else', () => {
    const team = [busyIdler, freshFree, candidate('declined'), candidate('away', { duty: 'off-shift' })];
    const { teams } = replayDecisions([past(decide(team, ['declined']))], byIdleAlone);
    expect(teams.get('network')?.specialists).toEqual(
      new Map([
        ['fresh', { stoodFor: 1, before: 1, after: 0 }],
        ['idler', { stoodFor: 1, before: 0, after: 1 }],
      ]),
    );
  });

  it('counts for its own team', () => {
    const decision = decide([busyIdler, freshFree]);
    const { teams } = replayDecisions([past(decision, 'SD-1', 'a'), past(decision, 'SD-2', 'b')], byIdleAlone);
    expect([...teams.keys()]).toEqual(['a', 'b']);
    expect(teams.get('a')).toEqual(teams.get('b'));
  });

  it('shows the ten of the largest difference, the largest first', () => {
    const decisions = Array.from({ length: 14 }, (_, minutes) => {
      const ms = (minutes + 1) * 60_000;
      const idler = { ...busyIdler, shiftStartedAt: now - ms, shiftLog: [span(ms)] };
      return past(decide([idler, freshFree]), `SD-${minutes}`);
    });
    const { largest } = replayDecisions(decisions, byIdleAlone);
    expect(largest.map(({ subject }) => subject)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((at) => `SD-${at}`));
  });
});

describe('the spread', () => {
  it.each([
    {
      rows: [
        [4, 1, 2],
        [4, 1, 2],
      ],
      before: 1,
      after: 1,
      what: 'all get the same',
    },
    {
      rows: [
        [4, 4, 2],
        [4, 0, 2],
      ],
      before: 0.5,
      after: 1,
      what: 'one got everything',
    },
    {
      rows: [
        [8, 4, 8],
        [4, 2, 0],
      ],
      before: 1,
      after: 0.5,
      what: 'half a shift with half the work is even',
    },
  ])('$what: $before, then $after', ({ rows, before, after }) => {
    const specialists = new Map(
      rows.map(([stoodFor = 0, given = 0, would = 0], at) => [`p-${at}`, { stoodFor, before: given, after: would }]),
    );
    expect(spreadOf({ decisions: 8, changed: 0, specialists })).toEqual({ before, after });
  });
});

describe('for any past', () => {
  const minutes = fc.integer({ min: 0, max: 600 });
  const person = fc.record({
    duty: fc.constantFrom('on-shift', 'on-shift', 'on-shift', 'break'),
    active: fc.integer({ min: 0, max: 26 }),
    idleMinutes: minutes,
    closedInPeriod: fc.integer({ min: 0, max: 30 }),
  });
  const weights = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
    .map(([one, another]) => [Math.min(one, another), Math.max(one, another)] as const)
    .map(([low, high]) => ({ version: 'any', active: low / 100, idle: (high - low) / 100, closed: 1 - high / 100 }));
  const team = fc.array(person, { minLength: 1, maxLength: 8 }).map((rows) =>
    rows.map(({ duty, active, idleMinutes, closedInPeriod }, at) => {
      const ms = idleMinutes * 60_000;
      return candidate(`p-${at}`, { duty, active, closedInPeriod, shiftStartedAt: now - ms, shiftLog: [span(ms)] });
    }),
  );
  const decisions = fc
    .array(fc.tuple(team, weights, fc.constantFrom('network', 'accounts'), fc.nat(7)), { maxLength: 30 })
    .map((rows) =>
      rows.flatMap(([people, under, name, declined], at): readonly PastDecision[] => {
        const choice = chooseAssignee(rank(people, { weights: under }), { passOver: [`p-${declined}`] });
        return choice.kind === 'nobody' ? [] : [past(asStored(choice.decision), `SD-${at}`, name)];
      }),
    );

  it('the ranking is the one that these weights would have made', () => {
    fc.assert(
      fc.property(team, weights, (people, under) => {
        expect(reweighRanking(asStored(rank(people)), under)).toEqual(rank(people, { weights: under }));
      }),
    );
  });

  it('the weights a decision was made with change nothing', () => {
    fc.assert(
      fc.property(decisions, (all) => {
        for (const one of all) {
          const { teams, largest } = replayDecisions([one], one.decision.weights);
          expect(largest).toEqual([]);
          expect(teams.get(one.team)).toMatchObject({ decisions: 1, changed: 0 });
        }
      }),
    );
  });

  it('every decision is given once before and once after, and differs where somebody else has it', () => {
    fc.assert(
      fc.property(decisions, weights, (all, under) => {
        const { teams, largest } = replayDecisions(all, under);
        let changed = 0;
        for (const replay of teams.values()) {
          const people = [...replay.specialists.values()];
          expect(people.reduce((sum, { before }) => sum + before, 0)).toBe(replay.decisions);
          expect(people.reduce((sum, { after }) => sum + after, 0)).toBe(replay.decisions);
          changed += replay.changed;
        }
        expect(largest).toHaveLength(Math.min(10, changed));
        for (const { before, after, difference } of largest) {
          expect(after).not.toBe(before);
          expect(difference).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('it does not matter in how many parts it is replayed, nor in which order', () => {
    fc.assert(
      fc.property(decisions, weights, fc.nat(30), (all, under, at) => {
        const [head, tail] = [replayDecisions(all.slice(0, at), under), replayDecisions(all.slice(at), under)];
        const whole = replayDecisions(all, under);
        expect(joinReplays(head, tail)).toEqual(whole);
        expect(joinReplays(tail, head)).toEqual(whole);
        expect(joinReplays(emptyReplay, whole)).toEqual(whole);
      }),
    );
  });

  function asStored<Value>(value: Value): Value {
    return JSON.parse(JSON.stringify(value));
  }
});
