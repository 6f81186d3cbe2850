import { z } from 'zod';
import { ConfirmationNeeded } from './confirmation-state.ts';
import { commonProblems, endpoint } from './endpoint.ts';
import { SessionAnswer } from './sessions.ts';
import { Instant } from './vocabulary.ts';

export { ConfirmationNeeded, ConfirmationState } from './confirmation-state.ts';

/** All of this file since 1.4: asked of a gateway that has answered a sign-in with `ConfirmationNeeded`. */
const params = z.object({ confirmationId: z.uuid() });
/** Whoever shared the phone: a confirmation is of no use to another account. */
const OfAccount = z.object({ telegramUserId: z.int().positive() });

/** The code out of the letter. */
export const submitCode = endpoint({
  method: 'POST',
  path: '/v1/confirmations/:confirmationId/code',
  authority: 'service',
  idempotent: false,
  params,
  query: null,
  body: OfAccount.extend({ code: z.string().regex(/^\d{6,8}$/) }),
  bodyBytesMax: 1024,
  answers: { 201: SessionAnswer },
  problems: [
    ...commonProblems,
    'code-wrong',
    'confirmation-over',
    'access-refused',
    'too-many-attempts',
    'directory-down',
  ],
});

/** A new code takes the place of the one before; `too-many-attempts`: the last was sent a moment ago. */
export const sendCode = endpoint({
  method: 'POST',
  path: '/v1/confirmations/:confirmationId/mail',
  authority: 'service',
  idempotent: false,
  params,
  query: null,
  body: OfAccount,
  bodyBytesMax: 1024,
  answers: { 200: ConfirmationNeeded },
  problems: [...commonProblems, 'confirmation-over', 'access-refused', 'too-many-attempts', 'directory-down'],
});

/** Lets a supervisor confirm instead; asking twice is asking once. */
export const askSupervisor = endpoint({
  method: 'POST',
  path: '/v1/confirmations/:confirmationId/supervisor',
  authority: 'service',
  idempotent: false,
  params,
  query: null,
  body: OfAccount,
  bodyBytesMax: 1024,
  answers: { 200: ConfirmationNeeded },
  problems: [...commonProblems, 'no-supervisor', 'confirmation-over', 'access-refused', 'directory-down'],
});

/** Opens the session once a supervisor has confirmed; 202: not yet. */
export const redeemConfirmation = endpoint({
  method: 'POST',
  path: '/v1/confirmations/:confirmationId/session',
  authority: 'service',
  idempotent: false,
  params,
  query: null,
  body: OfAccount,
  bodyBytesMax: 1024,
  answers: { 201: SessionAnswer, 202: ConfirmationNeeded },
  problems: [...commonProblems, 'confirmation-over', 'access-refused', 'too-many-attempts', 'directory-down'],
});

/** Colleagues who wait for a word of this supervisor: of their department, or in a team of theirs. */
export const listConfirmations = endpoint({
  method: 'GET',
  path: '/v1/confirmations',
  authority: 'session',
  idempotent: false,
  params: null,
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: {
    200: z.object({
      waiting: z
        .array(
          z.object({
            id: z.uuid(),
            displayName: z.string().max(200),
            department: z.string().max(200),
            comparisonCode: z.string().regex(/^\d{4}$/),
            expiresAt: Instant,
          }),
        )
        .max(20),
    }),
  },
  problems: [...commonProblems, 'session-ended', 'not-permitted', 'directory-down'],
});

/** A supervisor's word. `comparisonCode`: of the request they were shown, so that it counts for no other. */
export const judgeConfirmation = endpoint({
  method: 'POST',
  path: '/v1/confirmations/:confirmationId/verdict',
  authority: 'session',
  idempotent: false,
  params,
  query: null,
  body: z.object({ verdict: z.enum(['confirm', 'refuse']), comparisonCode: z.string().regex(/^\d{4}$/) }),
  bodyBytesMax: 1024,
  answers: { 204: z.undefined() },
  problems: [
    ...commonProblems,
    'session-ended',
    'not-permitted',
    'confirmation-over',
    'too-many-attempts',
    'directory-down',
  ],
});
