import { createContractClient, gatewayEndpoints, type ProblemCode, problem, type WireAnswer } from '@desk/contract';
import { expect, it } from 'vitest';
import { createConfirmationDesk } from './confirmation-desk.ts';

const own = { confirmationId: '5f0c3a52-9d0e-4c8e-8d5f-3f1b6f2a7c11', telegramId: 7 };
const confirmation = {
  ...{ id: own.confirmationId, expiresAt: 2, supervisor: 'not-asked', comparisonCode: null },
  mail: { domain: 'example.test', state: 'sent', codeExpiresAt: 1, resendAt: 1, triesLeft: 5 },
};

function deskThatHears(answer: WireAnswer) {
  return createConfirmationDesk(createContractClient(gatewayEndpoints, async () => answer));
}

function says(status: number, body: unknown): WireAnswer {
  return { kind: 'answered', status, body: new TextEncoder().encode(JSON.stringify(body)) };
}

function refuses(code: ProblemCode, more = {}): WireAnswer {
  const refusal = problem(code, 'No.', more);
  return says(refusal.status, refusal);
}

it.each<[string, WireAnswer, object]>([
  ['a wrong code', refuses('code-wrong', { triesLeft: 3 }), { kind: 'wrong', triesLeft: 3 }],
  ['a worthless code', refuses('code-wrong', { triesLeft: 0 }), { kind: 'wrong', triesLeft: 0 }],
  ['its end', refuses('confirmation-over'), { kind: 'over' }],
  [
    'a refusal',
    refuses('access-refused', { referenceCode: 'K7Q2MX' }),
    { kind: 'access-refused', referenceCode: 'K7Q2MX' },
  ],
  [
    'a directory that is down',
    refuses('directory-down', { retryAfterSeconds: 30 }),
    { kind: 'down', retryAfterMs: 30_000 },
  ],
  ['a lost answer', { kind: 'unreachable', sent: 'maybe' }, { kind: 'unknown', retryAfterMs: null }],
])('a typed code tells of %s', async (_, answer, outcome) => {
  expect(await deskThatHears(answer).submit(own, '12345678')).toEqual(outcome);
});

it('a new code, and one too soon', async () => {
  const needed = { kind: 'confirmation-needed', confirmation };
  expect(await deskThatHears(says(200, { confirmation })).resend(own)).toEqual(needed);
  const tooSoon = refuses('too-many-attempts', { retryAfterSeconds: 40 });
  expect(await deskThatHears(tooSoon).resend(own)).toEqual({ kind: 'too-soon', retryAfterMs: 40_000 });
});

it('a supervisor who is asked, and none', async () => {
  expect(await deskThatHears(says(200, { confirmation })).askSupervisor(own)).toMatchObject({ confirmation });
  expect(await deskThatHears(refuses('no-supervisor')).askSupervisor(own)).toEqual({ kind: 'no-supervisor' });
});

it('a confirmation that nobody has given yet', async () => {
  expect(await deskThatHears(says(202, { confirmation })).redeem(own)).toMatchObject({ kind: 'confirmation-needed' });
});

it.each<[WireAnswer, string]>([
  [{ kind: 'answered', status: 204, body: new Uint8Array() }, 'judged'],
  [refuses('confirmation-over'), 'gone'],
  [refuses('too-many-attempts'), 'too-many'],
  [refuses('session-ended'), 'session-ended'],
  [refuses('not-permitted'), 'not-permitted'],
])('a supervisor’s word: %j is %s', async (answer, kind) => {
  const word = { confirmationId: own.confirmationId, verdict: 'confirm', comparisonCode: '4711' } as const;
  expect(await deskThatHears(answer).judge('token', word)).toEqual({ kind });
});

it('colleagues who wait', async () => {
  const { confirmationId, ...colleague } = { ...own, displayName: 'Олена', department: 'ІТ' };
  const waiting = {
    id: confirmationId,
    displayName: colleague.displayName,
    department: 'ІТ',
    comparisonCode: '4711',
    expiresAt: 9,
  };
  const listed = await deskThatHears(says(200, { waiting: [waiting] })).list('token');
  expect(listed).toMatchObject({ kind: 'listed', waiting: [{ confirmationId, displayName: 'Олена' }] });
  expect(await deskThatHears(refuses('session-ended')).list('token')).toEqual({ kind: 'session-ended' });
});
