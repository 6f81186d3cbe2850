import { expect, it } from 'vitest';
import type { FailureCause } from '../../ports/inbox.ts';
import { judgeFailures } from './judge-failures.ts';

const minute = 60_000;

it.each<{ cause: FailureCause; count: number; failingMs: number; verdict: 'again' | 'set-aside' }>([
  { cause: 'defect', count: 1, failingMs: 0, verdict: 'again' },
  { cause: 'defect', count: 2, failingMs: 250, verdict: 'again' },
  { cause: 'defect', count: 3, failingMs: 750, verdict: 'set-aside' },
  { cause: 'infrastructure', count: 3, failingMs: 750, verdict: 'again' },
  { cause: 'infrastructure', count: 40, failingMs: 10 * minute - 1, verdict: 'again' },
  { cause: 'infrastructure', count: 40, failingMs: 10 * minute, verdict: 'set-aside' },
  // The database was gone altogether, so that nothing could be counted, and is only just back.
  { cause: 'infrastructure', count: 2, failingMs: 30 * minute, verdict: 'again' },
  { cause: 'overtaken', count: 3, failingMs: 750, verdict: 'again' },
  { cause: 'overtaken', count: 40, failingMs: 10 * minute, verdict: 'set-aside' },
  { cause: 'defect', count: 1, failingMs: 60 * minute, verdict: 'set-aside' },
  { cause: 'infrastructure', count: 1, failingMs: 60 * minute, verdict: 'set-aside' },
])('$count × $cause for $failingMs ms: $verdict', ({ cause, count, failingMs, verdict }) => {
  expect(judgeFailures(cause, { count, failingMs }).kind).toBe(verdict);
});

it('what always fails for the database is set aside after ten minutes, with ever longer pauses', () => {
  let now = 0;
  const pauses: number[] = [];
  for (let count = 1; ; count += 1) {
    const verdict = judgeFailures('infrastructure', { count, failingMs: now });
    if (verdict.kind === 'set-aside') break;
    pauses.push(verdict.afterMs);
    now += verdict.afterMs;
  }
  expect(pauses.slice(0, 8)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  expect(now).toBeGreaterThanOrEqual(10 * minute);
  expect(now).toBeLessThan(11 * minute);
});
