import { describe, expect, it } from 'vitest';
import type { LiveDeskSession } from '../turn.ts';
import { isTokenOld, lookBackLater } from './renew-session.ts';

const madeAt = Date.UTC(2026, 10, 23, 9);
const minuteMs = 60_000;

function sessionOf(id: string): LiveDeskSession {
  const times = { startedAt: madeAt, lastActivityAt: madeAt, endsAt: madeAt + 30 * minuteMs };
  const tie = { gatewaySessionId: 'g-1', token: 'token', tokenExpiresAt: madeAt + 10 * minuteMs };
  return { ...times, ...tie, id, personId: 'p-1', state: 'live', endReason: null, version: 1 };
}

/** Sessions of a thousand people who began together: how old their tokens are when they are renewed, in minutes. */
function agesOfRenewal(): readonly number[] {
  const steps = Array.from({ length: 1_000 }, (_, at) => Math.floor((at / 1_000) * 2 ** 32));
  return steps.map((end) => {
    const session = sessionOf(`019aa000-0000-7000-8000-0000${end.toString(16).padStart(8, '0')}`);
    const due = lookBackLater(session, madeAt).dueAt;
    expect([isTokenOld(session, due - 1_002), isTokenOld(session, due)]).toEqual([false, true]);
    return (due - madeAt) / minuteMs;
  });
}

describe('a token', () => {
  it('is old from the moment at which it is looked at again, between 3 and 5 min after it was made', () => {
    const ages = agesOfRenewal();
    expect(Math.min(...ages)).toBeGreaterThan(3);
    expect(Math.max(...ages)).toBeLessThan(5.1);
  });

  it('of a thousand that were made together there is no second in which more than ten are renewed', () => {
    const seconds = Map.groupBy(agesOfRenewal(), (age) => Math.floor(age * 60));
    expect(Math.max(...[...seconds.values()].map(({ length }) => length))).toBeLessThanOrEqual(10);
  });
});
