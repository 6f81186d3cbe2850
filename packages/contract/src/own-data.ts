import { z } from 'zod';
import { commonProblems, endpoint } from './endpoint.ts';
import { EmployeeId, Instant, Role, Slug, TicketNumber } from './vocabulary.ts';

/** A word of our own making, and what an entry is about or why: plain characters, a byte each. */
export const ownDataLengthMax = { word: 32, phrase: 64 } as const;
const word = z.string().max(ownDataLengthMax.word);
const phrase = z.string().max(ownDataLengthMax.phrase);

/** Rows of each kind in one answer: all of them together stay below the 2 MiB that the bot reads of an answer. */
export const ownDataRowsMax = {
  sessions: 300,
  refusedSignIns: 300,
  tickets: 1_500,
  comments: 3_000,
  consultations: 1_500,
  participations: 1_500,
  assignments: 1_500,
  audit: 3_000,
} as const;

/**
 * What the gateway holds of one person: the newest of each kind, and `cut` where there may be more. The phone is masked:
 * the zone that asks has no key to it, and is not given the number by the way either. Colleagues stand in the audit
 * entries as what they are, without a name.
 */
export const OwnData = z.object({
  person: z.object({
    employeeId: EmployeeId,
    displayName: z.string().max(200),
    position: z.string().max(200),
    department: z.string().max(200),
    role: Role,
    teams: z.array(Slug).max(50),
    phone: z.string().max(32).nullable(),
    trackerAccount: z.string().max(200).nullable(),
  }),
  telegram: z.object({ userId: z.int(), boundAt: Instant, boundBy: word }).nullable(),
  sessions: z
    .array(z.object({ startedAt: Instant, renewedAt: Instant, endsAt: Instant, endReason: word.nullable() }))
    .max(ownDataRowsMax.sessions),
  refusedSignIns: z
    .array(z.object({ at: Instant, reason: word, referenceCode: word }))
    .max(ownDataRowsMax.refusedSignIns),
  tickets: z
    .array(z.object({ reference: z.uuid(), number: TicketNumber.nullable(), createdAt: Instant, step: word }))
    .max(ownDataRowsMax.tickets),
  comments: z
    .array(
      z.object({ message: z.uuid(), number: TicketNumber, visibility: z.enum(['public', 'internal']), at: Instant }),
    )
    .max(ownDataRowsMax.comments),
  consultations: z
    .array(z.object({ id: z.uuid(), number: TicketNumber, openedAt: Instant, as: z.enum(['employee', 'specialist']) }))
    .max(ownDataRowsMax.consultations),
  participations: z.array(z.object({ number: TicketNumber, at: Instant })).max(ownDataRowsMax.participations),
  assignments: z.array(z.object({ number: TicketNumber, at: Instant })).max(ownDataRowsMax.assignments),
  audit: z
    .array(
      z.object({
        at: Instant,
        log: z.enum(['gateway', 'bot']),
        act: word,
        by: z.enum(['you', 'another-person', 'operator', 'service']),
        on: phrase.nullable(),
        outcome: word,
        reason: phrase.nullable(),
      }),
    )
    .max(ownDataRowsMax.audit),
  cut: z.boolean(),
});
export type OwnData = z.infer<typeof OwnData>;

/** Everything that the gateway holds of whoever asks. Since 1.4. */
export const readOwnData = endpoint({
  method: 'GET',
  path: '/v1/people/current/data',
  authority: 'session',
  idempotent: false,
  params: null,
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 200: OwnData },
  problems: [...commonProblems, 'session-ended'],
});

/**
 * Erases whoever asks: their sessions end, this one among them, and the bot hears of it once more as an event. A ticket
 * that is on its way to the tracker has to be there first (`still-working`). Since 1.4.
 */
export const erasePerson = endpoint({
  method: 'DELETE',
  path: '/v1/people/current',
  authority: 'session',
  idempotent: false,
  params: null,
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 204: z.undefined() },
  problems: [...commonProblems, 'session-ended', 'still-working'],
});
