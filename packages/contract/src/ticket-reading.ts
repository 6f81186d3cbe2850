import { z } from 'zod';
import { TicketComment, TicketFile } from './comments.ts';
import { commonProblems, endpoint } from './endpoint.ts';
import { TicketState } from './tickets.ts';
import { MessageReference, TicketNumber, TrackerItemId } from './vocabulary.ts';

const readProblems = [...commonProblems, 'session-ended', 'not-permitted', 'not-found', 'tracker-down'] as const;

/** A ticket with its text, for people who may see it. */
export const readTicket = endpoint({
  method: 'GET',
  path: '/v1/tickets/:number',
  authority: 'session',
  idempotent: false,
  params: z.object({ number: TicketNumber }),
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: {
    200: z.object({
      ticket: TicketState,
      summary: z.string(),
      description: z.string(),
      assigneeName: z.string().nullable(),
      /** Those that the reader may know of. A customer: of the filing itself, and of comments proven public. */
      files: z.array(TicketFile).max(2000),
      /** The latest that are proven public, oldest first. */
      comments: z.array(TicketComment).max(10),
    }),
  },
  problems: readProblems,
});

/** `not-found` as well for a comment that is not, or no longer, proven public. */
export const readComment = endpoint({
  method: 'GET',
  path: '/v1/tickets/:number/comments/:commentId',
  authority: 'session',
  idempotent: false,
  params: z.object({ number: TicketNumber, commentId: TrackerItemId }),
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 200: z.object({ comment: TicketComment }) },
  problems: readProblems,
});

/** What was written through the desk for colleagues alone; `not-found` for everything else. */
export const readNote = endpoint({
  method: 'GET',
  path: '/v1/tickets/:number/notes/:message',
  authority: 'session',
  idempotent: false,
  params: z.object({ number: TicketNumber, message: MessageReference }),
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: {
    200: z.object({ note: z.object({ authorName: z.string().max(200).nullable(), text: z.string().max(32_767) }) }),
  },
  problems: readProblems,
});

/** The bytes of a file that the reader may know of, as `readTicket` lists it; any other is `not-found`. */
export const readFile = endpoint({
  method: 'GET',
  path: '/v1/tickets/:number/files/:fileId',
  authority: 'session',
  idempotent: false,
  params: z.object({ number: TicketNumber, fileId: TrackerItemId }),
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 200: 'stream' },
  problems: [...readProblems, 'file-too-large'],
});
