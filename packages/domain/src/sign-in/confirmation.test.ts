import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askSupervisor,
  type Confirmation,
  confirmationLimits,
  isConfirmationDue,
  isConfirmationOver,
  judgeBySupervisor,
  maySendCode,
  replaceCode,
  spendApproval,
  startConfirmation,
  triesLeft,
  tryCode,
} from './confirmation.ts';

const { lastsMs, waitsMs, codeMs, resendAfterMs, repeatMs, wrongTriesMax } = confirmationLimits;
const start = Date.parse('2026-11-23T08:00:00Z');
const begun = startConfirmation({ id: 'c-1', employeeId: 'e-1', telegramUserId: 11 }, start);
const sent = delivered(replaceCode(begun, 'hash-1', start));

function delivered(confirmation: Confirmation): Confirmation {
  const { code } = confirmation;
  return { ...confirmation, code: code && { ...code, delivered: true } };
}

function asked(): Confirmation {
  const verdict = askSupervisor(begun, '4711', start);
  if (verdict.kind !== 'asked') throw new Error('A supervisor was not asked.');
  return verdict.confirmation;
}

function judged(verdict: 'confirm' | 'refuse'): Confirmation {
  const outcome = judgeBySupervisor(asked(), { verdict, comparisonCode: '4711' }, start);
  if (outcome.kind !== 'judged') throw new Error('The word did not count.');
  return outcome.confirmation;
}

it.each([
  ['never confirmed', null, true],
  ['confirmed just now', 0, false],
  ['confirmed 12 h ago', lastsMs, false],
  ['confirmed longer ago', lastsMs + 1, true],
] as const)('a sign-in %s is due to be confirmed: %s %s', (_, ago, due) => {
  expect(isConfirmationDue(ago === null ? null : start - ago, start)).toBe(due);
});

describe('a code', () => {
  it('opens once, with nothing typed wrongly before it', () => {
    expect(tryCode(sent, true, start + 1)).toMatchObject({
      kind: 'right',
      confirmation: { spent: { by: 'code', at: start + 1 } },
    });
  });

  it('is told again for a moment, in case the answer was lost, and never later', () => {
    const right = tryCode(sent, true, start);
    if (right.kind !== 'right') throw new Error('It was right.');
    expect(tryCode(right.confirmation, true, start + repeatMs - 1)).toEqual({ kind: 'repeated' });
    expect(tryCode(right.confirmation, true, start + repeatMs)).toEqual({ kind: 'over' });
    expect(tryCode(right.confirmation, false, start + 1)).toEqual({ kind: 'over' });
  });

  it('is worthless from its tenth minute on', () => {
    expect(tryCode(sent, true, start + codeMs - 1)).toMatchObject({ kind: 'right' });
    expect(tryCode(sent, true, start + codeMs)).toEqual({ kind: 'worthless' });
    expect(triesLeft(sent, start + codeMs)).toBe(0);
  });

  it('is worthless after five wrong tries, also when the sixth is right', () => {
    let confirmation = sent;
    for (let left = wrongTriesMax - 1; left >= 0; left -= 1) {
      const verdict = tryCode(confirmation, false, start);
      expect(verdict).toMatchObject({ kind: 'wrong', triesLeft: left });
      if (verdict.kind === 'wrong') confirmation = verdict.confirmation;
    }
    expect(tryCode(confirmation, true, start)).toEqual({ kind: 'worthless' });
  });

  it('counts anew when another takes its place', () => {
    const tried = tryCode(sent, false, start);
    if (tried.kind !== 'wrong') throw new Error('It was wrong.');
    expect(triesLeft(replaceCode(tried.confirmation, 'hash-2', start + 1), start + 1)).toBe(wrongTriesMax);
  });

  it('is none before one was sent', () => expect(tryCode(begun, true, start)).toEqual({ kind: 'worthless' }));

  it.each([
    ['before any', begun, start, { kind: 'yes' }],
    ['a moment after the last', sent, start + 1, { kind: 'too-soon', retryAfterMs: resendAfterMs - 1 }],
    ['a minute after the last', sent, start + resendAfterMs, { kind: 'yes' }],
    ['at once where the mail server did not take it', replaceCode(begun, 'hash', start), start, { kind: 'yes' }],
    ['after the hour', sent, start + waitsMs, { kind: 'over' }],
  ] as const)('may be sent %s', (_, confirmation, now, verdict) => {
    expect(maySendCode(confirmation, now)).toEqual(verdict);
  });
});

describe('a supervisor', () => {
  it('is asked once', () => {
    expect(asked()).toMatchObject({ supervisor: 'asked', comparisonCode: '4711' });
    expect(askSupervisor(asked(), '1234', start)).toEqual({ kind: 'asked-already' });
    expect(askSupervisor(begun, '4711', start + waitsMs)).toEqual({ kind: 'over' });
  });

  it.each([
    ['another request', asked(), '0000', start],
    ['what nobody asked for', begun, '4711', start],
    ['what is over', asked(), '4711', start + waitsMs],
    ['what was judged already', judged('confirm'), '4711', start],
  ] as const)('has no word on %s', (_, confirmation, comparisonCode, now) => {
    const word = { verdict: 'confirm', comparisonCode } as const;
    expect(judgeBySupervisor(confirmation, word, now)).toEqual({ kind: 'not-asked' });
  });

  it('who confirms lets in once; who refuses ends it', () => {
    expect(spendApproval(asked(), start)).toEqual({ kind: 'not-yet' });
    const spent = spendApproval(judged('confirm'), start);
    expect(spent).toMatchObject({ kind: 'redeemed', confirmation: { spent: { by: 'supervisor' } } });
    if (spent.kind !== 'redeemed') throw new Error('It was confirmed.');
    expect(spendApproval(spent.confirmation, start + repeatMs - 1)).toEqual({ kind: 'repeated' });
    expect(spendApproval(spent.confirmation, start + repeatMs)).toEqual({ kind: 'over' });
    expect(isConfirmationOver(judged('refuse'), start)).toBe(true);
    expect(spendApproval(judged('refuse'), start)).toEqual({ kind: 'over' });
  });
});

it('whatever is tried, a code is compared five times at most', () => {
  const steps = fc.array(fc.constantFrom('wrong', 'again', 'wait'), { maxLength: 40 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 120_000 }), (tried, pauseMs) => {
      let [confirmation, now] = [sent, start];
      let compared = 0;
      for (const step of tried) {
        if (step === 'wait') now += pauseMs;
        const verdict = tryCode(confirmation, false, now);
        if (verdict.kind !== 'wrong') continue;
        compared += 1;
        confirmation = verdict.confirmation;
      }
      expect(compared).toBeLessThanOrEqual(wrongTriesMax);
      if (compared === wrongTriesMax) expect(tryCode(confirmation, true, now).kind).not.toBe('right');
    }),
    { numRuns: 100 },
  );
});
