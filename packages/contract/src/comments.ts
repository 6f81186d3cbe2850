import { z } from 'zod';
import { commonProblems, endpoint } from './endpoint.ts';
import { DeclaredFile, TicketState } from './tickets.ts';
import { EmployeeId, Instant, Language, MessageReference, TicketNumber, TrackerItemId } from './vocabulary.ts';

/** A comment proven public, without its text. */
export const CommentMark = z.object({
  id: TrackerItemId,
  /** Who wrote it, wherever it was written; null where the directory does not know. */
  author: EmployeeId.nullable(),
  /** Our marker, if it was written through the desk. */
  message: MessageReference.nullable(),
  createdAt: Instant,
  /** Equal to `createdAt` until it is edited. */
  editedAt: Instant,
});
export type CommentMark = z.infer<typeof CommentMark>;

export const TicketFile = z.object({ id: TrackerItemId, name: z.string().max(255), bytes: z.int().nonnegative() });
export type TicketFile = z.infer<typeof TicketFile>;

/** A comment proven public, as people read it. `files` are those that it shows. */
export const TicketComment = z.object({
  ...CommentMark.shape,
  authorName: z.string().max(200).nullable(),
  text: z.string().max(32_767),
  files: z.array(TicketFile).max(50),
});
export type TicketComment = z.infer<typeof TicketComment>;

/** What a person says about a ticket. Text may be empty where there are files. */
export const NewComment = z.object({
  message: MessageReference,
  text: z.string().max(16_000),
  /** `internal`: for colleagues alone. */
  visibility: z.enum(['public', 'internal']),
  files: z.array(DeclaredFile).max(20),
  language: Language,
});
export type NewComment = z.infer<typeof NewComment>;

/** Words that go with a change of the ticket: a solution, a question, a reason. */
export const Remark = NewComment.omit({ files: true });
export type Remark = z.infer<typeof Remark>;

const ofTicket = z.object({ number: TicketNumber });

const writeProblems = [
  ...commonProblems,
  'session-ended',
  'not-permitted',
  'not-found',
  'still-working',
  'key-reused',
  'ticket-refused',
  'tracker-down',
] as const;

/** Requester and participants comment publicly; the assignee and the team's people also internally. */
export const addComment = endpoint({
  method: 'POST',
  path: '/v1/tickets/:number/comments',
  authority: 'session',
  idempotent: true,
  params: ofTicket,
  query: null,
  body: NewComment,
  bodyBytesMax: 128 * 1024,
  answers: {
    201: z.object({ commentId: TrackerItemId, filesRefused: z.array(z.uuid()).max(20), ticket: TicketState }),
  },
  problems: [...writeProblems, 'upload-missing', 'file-forbidden'],
});

/** Its author alone corrects a comment, and only one that was written through the desk. */
export const editComment = endpoint({
  method: 'PUT',
  path: '/v1/tickets/:number/messages/:message',
  authority: 'session',
  idempotent: true,
  params: z.object({ number: TicketNumber, message: MessageReference }),
  query: null,
  body: z.object({ text: z.string().min(1).max(16_000) }),
  bodyBytesMax: 128 * 1024,
  answers: { 200: z.object({ commentId: TrackerItemId }) },
  problems: writeProblems,
});
