import { defaultWeights, type PastDecision } from '@desk/domain';
import { expect, it } from 'vitest';
import { aDecision, hourMs, monday10 } from '../../../test/conformance/samples.ts';
import { steeredClock } from '../../../test/fakes/steered-clock.ts';
import type { DecisionLog } from '../../ports/decision-log.ts';
import { tryWeights } from './try-weights.ts';

const dayMs = 24 * hourMs;
const trial = { weights: defaultWeights, days: 30, team: null };

/** One decision an hour, the last one now; those in `gone` are listed and deleted before they are read. */
function start(count: number, { decisionsMax = 1_000, gone = [] as readonly string[] } = {}) {
  const past = Array.from({ length: count }, (_, back) => ({
    id: `d-${back}`,
    at: monday10 - back * hourMs,
    team: back % 2 === 0 ? 'network' : 'accounts',
  }));
  const reads: number[] = [];
  const decisions: DecisionLog = {
    listSince: async (since, team, max) =>
      past
        .filter((one) => one.at >= since && (team === null || one.team === team))
        .slice(0, max)
        .map(({ id }) => id),
    read: async (ids) => {
      reads.push(ids.length);
      return past
        .filter(({ id }) => ids.includes(id) && !gone.includes(id))
        .map(({ id, at, team }): PastDecision => ({ subject: id, team, decision: aDecision('iryna', { at }) }));
    },
  };
  return { reads, run: tryWeights({ decisions, clock: steeredClock(monday10), decisionsMax }) };
}

it('every decision of the period is replayed, a hundred at a time', async () => {
  const { run, reads } = start(250);
  const outcome = await run({ ...trial, days: 10 });
  expect(outcome).toMatchObject({ kind: 'replayed', onlyLatest: false });
  const counts = outcome.kind === 'replayed' ? [...outcome.replay.teams].map(([team, of]) => [team, of.decisions]) : [];
  expect(new Map(counts.map(([team, decisions]) => [team, decisions]))).toEqual(
    new Map([
      ['network', 121],
      ['accounts', 120],
    ]),
  );
  expect(10 * dayMs).toBe(240 * hourMs);
  expect(reads).toEqual([100, 100, 41]);
});

it('of one team, no other is replayed', async () => {
  const outcome = await start(20).run({ ...trial, team: 'accounts' });
  expect(outcome.kind === 'replayed' && [...outcome.replay.teams.keys()]).toEqual(['accounts']);
});

it('beyond the bound only the latest are replayed, and that is told', async () => {
  const outcome = await start(5, { decisionsMax: 4 }).run(trial);
  expect(outcome).toMatchObject({ kind: 'replayed', onlyLatest: true });
  expect(outcome.kind === 'replayed' && outcome.replay.teams.get('network')?.decisions).toBe(2);
  expect(await start(4, { decisionsMax: 4 }).run(trial)).toMatchObject({ onlyLatest: false });
});

it.each([
  ['there is none', start(0)],
  ['all were deleted meanwhile', start(1, { gone: ['d-0'] })],
])('nothing is replayed where %s', async (_, { run }) => {
  expect(await run(trial)).toEqual({ kind: 'nothing-to-replay' });
});
