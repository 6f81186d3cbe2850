import { z } from 'zod';
import { commonProblems, endpoint } from './endpoint.ts';
import { DeclaredFile, Grant } from './tickets.ts';
import { EmployeeId, Instant, Language, MessageReference, TicketNumber, TrackerItemId } from './vocabulary.ts';

/** Our id of an online consultation; the marker of its closing comment as well. */
export const ConsultationReference = z.uuid();

/** What becomes one comment of the ticket; words that the tracker’s comments cannot hold go into it as a file. */
export const mirrorBatchLimits = { linesMax: 50, charactersMax: 40_000, filesMax: 10 } as const;

/** One line of a dialogue. Its text is empty where somebody sent files alone. */
export const DialogueLine = z.object({
  id: MessageReference,
  side: z.enum(['employee', 'specialist']),
  /** Named in the ticket only where the gateway knows that they take part; anybody else is just their side. */
  author: EmployeeId,
  sentAt: Instant,
  text: z.string().max(mirrorBatchLimits.charactersMax),
  /** It says what an earlier line says now. */
  edited: z.boolean(),
  files: z.array(DeclaredFile).max(mirrorBatchLimits.filesMax),
});
export type DialogueLine = z.infer<typeof DialogueLine>;

/** Lines that become one comment, fixed before the first attempt. `batch` is the comment's marker. */
export const DialogueBatch = z
  .object({
    batch: MessageReference,
    language: Language,
    lines: z.array(DialogueLine).min(1).max(mirrorBatchLimits.linesMax),
  })
  .refine(
    ({ lines }) =>
      sum(lines.map(({ text }) => text.length)) <= mirrorBatchLimits.charactersMax &&
      sum(lines.map(({ files }) => files.length)) <= mirrorBatchLimits.filesMax,
    'too much for one comment',
  );
export type DialogueBatch = z.infer<typeof DialogueBatch>;

/** How a consultation ended: a dialogue, or the wait for one. */
export const ConsultationEnd = z.enum([
  'by-employee',
  'by-specialist',
  'by-supervisor',
  'employee-silent',
  'specialist-silent',
  'employee-unreachable',
  'employee-dismissed',
  'cancelled',
  'abandoned',
]);
export type ConsultationEnd = z.infer<typeof ConsultationEnd>;

export const ConsultationClosing = z.object({
  /** The specialists who talked to the employee. */
  participants: z.array(EmployeeId).max(50),
  /** Null where nobody talked. */
  startedAt: Instant.nullable(),
  waitedSeconds: z.int().nonnegative(),
  endedAt: Instant,
  end: ConsultationEnd,
  stars: z.int().min(1).max(5).nullable(),
  /** What the employee added to the stars. */
  comment: z.string().max(4_096).nullable(),
  /** Grows with each change, as an instant does; one that is not newer changes nothing. */
  revision: z.int().nonnegative(),
  language: Language,
});
export type ConsultationClosing = z.infer<typeof ConsultationClosing>;

const ofConsultation = z.object({ number: TicketNumber, consultation: ConsultationReference });

const writeProblems = [
  ...commonProblems,
  'not-permitted',
  'not-found',
  'still-working',
  'key-reused',
  'tracker-down',
] as const;

/**
 * A consultation about a ticket that is not closed, asked for by its requester or somebody who was let in on it. The
 * grant documents the dialogue once the session is over: for 72 h, 2,000 messages and 500 MB. Asked for again, it is
 * the same.
 */
export const openConsultation = endpoint({
  method: 'PUT',
  path: '/v1/tickets/:number/consultations/:consultation',
  authority: 'session',
  idempotent: true,
  params: ofConsultation,
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 200: z.object({ grant: Grant }) },
  problems: [...writeProblems, 'session-ended'],
});

/**
 * A specialist of the ticket's team takes part, and is consulted from then on: reads the ticket and its files, comments
 * on it, and may take it over. `not-found`: no such consultation of this ticket; `not-permitted` as well once it is over.
 */
export const joinConsultation = endpoint({
  method: 'POST',
  path: '/v1/tickets/:number/consultations/:consultation/specialists',
  authority: 'session',
  idempotent: true,
  params: ofConsultation,
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 200: z.object({}) },
  problems: [...writeProblems, 'session-ended'],
});

/**
 * Writes lines of a dialogue into the ticket as one public comment, once for each batch. `filesRefused` are uploads
 * that the tracker would not have; `upload-missing`: the spool no longer holds that file, put it again, and repeat.
 */
export const mirrorMessages = endpoint({
  method: 'POST',
  path: '/v1/tickets/:number/consultations/:consultation/messages',
  authority: 'consultation-grant',
  idempotent: true,
  params: ofConsultation,
  query: null,
  body: DialogueBatch,
  bodyBytesMax: 512 * 1024,
  answers: {
    201: z.object({ commentId: TrackerItemId, filesRefused: z.array(z.uuid()).max(mirrorBatchLimits.filesMax) }),
  },
  problems: [...writeProblems, 'grant-refused', 'upload-missing', 'file-forbidden', 'ticket-refused', 'directory-down'],
});

/**
 * Ends what may be mirrored with an internal comment that tells how it went: who, how long, after what wait, rated how.
 * A newer revision edits that comment. The grant ends 2 h after the first.
 */
export const closeConsultation = endpoint({
  method: 'PUT',
  path: '/v1/tickets/:number/consultations/:consultation/closing',
  authority: 'consultation-grant',
  idempotent: true,
  params: ofConsultation,
  query: null,
  body: ConsultationClosing,
  bodyBytesMax: 32 * 1024,
  answers: { 200: z.object({ commentId: TrackerItemId }) },
  problems: [...writeProblems, 'grant-refused', 'ticket-refused', 'directory-down'],
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
