import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endSession } from './end-session.ts';
import { dueEnd, judgeSession } from './judge-session.ts';
import type { LiveSession, Session, SessionEndReason } from './session.ts';
import { startSession } from './start-session.ts';
import { touchSession } from './touch-session.ts';

fc.configureGlobal({ seed: 20_261_121 });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const limits = { idleLimitMs: 30 * minuteMs, absoluteLimitMs: 12 * hourMs };
const start = Date.parse('2026-11-23T07:00:00Z');

const fresh = startSession({ id: 's-1', personId: 'p-1', now: start }, limits);
const lateInTheDay: LiveSession = {
  ...fresh,
  lastActivityAt: start + 11 * hourMs + 50 * minuteMs,
  endsAt: start + 12 * hourMs,
};
const signedOut: Session = { ...fresh, state: 'ended', endReason: 'signed-out', endsAt: start + minuteMs };

describe('a session', () => {
  it('starts live, due to end when the idle limit is over', () => {
    expect(fresh).toEqual({
      id: 's-1',
      personId: 'p-1',
      startedAt: start,
      lastActivityAt: start,
      endsAt: start + limits.idleLimitMs,
      state: 'live',
      endReason: null,
    });
  });

  it.each([
    { name: 'fresh', session: fresh, afterMs: 0, verdict: { kind: 'live', endsAt: start + 30 * minuteMs } },
    {
      name: 'fresh',
      session: fresh,
      afterMs: 30 * minuteMs - 1,
      verdict: { kind: 'live', endsAt: start + 30 * minuteMs },
    },
    { name: 'fresh', session: fresh, afterMs: 30 * minuteMs, verdict: { kind: 'ended', reason: 'idle' } },
    { name: 'fresh', session: fresh, afterMs: 13 * hourMs, verdict: { kind: 'ended', reason: 'idle' } },
    {
      name: 'late',
      session: lateInTheDay,
      afterMs: 12 * hourMs - 1,
      verdict: { kind: 'live', endsAt: start + 12 * hourMs },
    },
    { name: 'late', session: lateInTheDay, afterMs: 12 * hourMs, verdict: { kind: 'ended', reason: 'absolute' } },
    { name: 'signed out', session: signedOut, afterMs: minuteMs, verdict: { kind: 'ended', reason: 'signed-out' } },
  ])('$name, judged after $afterMs ms: $verdict', ({ session, afterMs, verdict }) => {
    expect(judgeSession(session, start + afterMs, limits)).toEqual(verdict);
  });

  it('goes on with activity, but not past the absolute limit', () => {
    const step = touchSession(lateInTheDay, start + 11 * hourMs + 59 * minuteMs, limits);
    expect(step).toMatchObject({ kind: 'moved', session: { endsAt: start + 12 * hourMs } });
  });

  it('is not revived by activity that comes too late, and says which limit it met', () => {
    expect(touchSession(fresh, start + 30 * minuteMs, limits)).toEqual({ kind: 'refused', reason: 'idle' });
    expect(touchSession(lateInTheDay, start + 12 * hourMs, limits)).toEqual({ kind: 'refused', reason: 'absolute' });
    expect(touchSession(signedOut, start, limits)).toEqual({ kind: 'refused', reason: 'signed-out' });
  });

  it('does not lose activity to an update handled out of order', () => {
    const later = { ...fresh, lastActivityAt: start + 20 * minuteMs, endsAt: start + 50 * minuteMs };
    expect(touchSession(later, start + 5 * minuteMs, limits)).toEqual({ kind: 'moved', session: later });
  });
});

describe('ending a session', () => {
  it.each<{ reason: SessionEndReason; afterMs: number; expected: object }>([
    {
      reason: 'signed-out',
      afterMs: minuteMs,
      expected: { kind: 'moved', session: { endReason: 'signed-out', endsAt: start + minuteMs } },
    },
    {
      reason: 'revoked',
      afterMs: minuteMs,
      expected: { kind: 'moved', session: { endReason: 'revoked', endsAt: start + minuteMs } },
    },
    { reason: 'idle', afterMs: minuteMs, expected: { kind: 'refused', reason: 'not-due' } },
    { reason: 'absolute', afterMs: minuteMs, expected: { kind: 'refused', reason: 'not-due' } },
    {
      reason: 'idle',
      afterMs: 31 * minuteMs,
      expected: { kind: 'moved', session: { endReason: 'idle', endsAt: start + 30 * minuteMs } },
    },
    {
      reason: 'signed-out',
      afterMs: 31 * minuteMs,
      expected: { kind: 'moved', session: { endReason: 'idle', endsAt: start + 30 * minuteMs } },
    },
  ])('$reason after $afterMs ms: $expected', ({ reason, afterMs, expected }) => {
    expect(endSession(fresh, reason, start + afterMs, limits)).toMatchObject(expected);
  });

  it('happens once', () => {
    expect(endSession(signedOut, 'revoked', start, limits)).toEqual({ kind: 'refused', reason: 'already-ended' });
  });
});

/**
 * @claim border No session lives longer than 30 minutes without activity, and none longer than 12 hours, whatever
 * happens in it. (ASVS 7.3.1, 7.3.2)
 */
it('never lives past its limits, whatever the activity', () => {
  const pausesMs = fc.array(fc.integer({ min: 0, max: 40 * minuteMs }), { maxLength: 60 });
  fc.assert(
    fc.property(pausesMs, (pauses) => {
      let session: LiveSession = fresh;
      let now = start;
      for (const pauseMs of pauses) {
        now += pauseMs;
        const step = touchSession(session, now, limits);
        if (step.kind === 'refused') {
          expect(now).toBeGreaterThanOrEqual(dueEnd(session, limits));
          break;
        }
        expect(now - session.lastActivityAt).toBeLessThan(limits.idleLimitMs);
        expect(now - start).toBeLessThan(limits.absoluteLimitMs);
        session = step.session;
        expect(session.endsAt).toBeLessThanOrEqual(start + limits.absoluteLimitMs);
      }
      expect(judgeSession(session, session.endsAt, limits).kind).toBe('ended');
    }),
  );
});
