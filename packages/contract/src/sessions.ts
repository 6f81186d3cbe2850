import { z } from 'zod';
import { ConfirmationNeeded } from './confirmation-state.ts';
import { commonProblems, endpoint } from './endpoint.ts';
import { EmployeeId, Instant, Role, Slug } from './vocabulary.ts';

export const Person = z.object({
  employeeId: EmployeeId,
  displayName: z.string().max(200),
  position: z.string().max(200),
  department: z.string().max(200),
  role: Role,
  teams: z.array(Slug).max(50),
  permissions: z.array(z.string().max(60)).max(50),
  /** Sealed under a key of the gateway: the bot can store it, not open it. */
  sealedPhone: z.string().max(600),
  trackerProfileUrl: z.url().nullable(),
});
export type Person = z.infer<typeof Person>;

export const SessionAnswer = z.object({
  session: z.object({
    id: z.uuid(),
    /** Good for 10 minutes; renewed while there is activity. */
    token: z.string().max(2000),
    tokenExpiresAt: Instant,
    endsAt: Instant,
  }),
  person: Person,
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

export const openSession = endpoint({
  method: 'POST',
  path: '/v1/sessions',
  authority: 'service',
  idempotent: false,
  params: null,
  query: null,
  body: z.object({ telegramUserId: z.int().positive(), phone: z.string().min(5).max(32) }),
  bodyBytesMax: 1024,
  /** 202: it is them, as far as the phone says, and a confirmation is needed first. Since 1.4. */
  answers: { 201: SessionAnswer, 202: ConfirmationNeeded },
  problems: [...commonProblems, 'access-refused', 'too-many-attempts', 'directory-down'],
});

export const renewSession = endpoint({
  method: 'POST',
  path: '/v1/sessions/current/renewal',
  authority: 'session',
  idempotent: false,
  params: null,
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 200: SessionAnswer },
  problems: [...commonProblems, 'session-ended', 'directory-down'],
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/v1/sessions/:sessionId',
  authority: 'service',
  idempotent: false,
  params: z.object({ sessionId: z.uuid() }),
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 204: z.undefined() },
  problems: [...commonProblems],
});
