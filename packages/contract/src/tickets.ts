import { z } from 'zod';
import { commonProblems, endpoint } from './endpoint.ts';
import {
  EmployeeId,
  Instant,
  Language,
  Priority,
  Sha256,
  Slug,
  TicketNumber,
  TicketReference,
  TicketStatus,
} from './vocabulary.ts';

export const DeclaredFile = z.object({
  uploadId: z.uuid(),
  name: z.string().min(1).max(255),
  bytes: z.int().nonnegative(),
  sha256: Sha256,
});
export type DeclaredFile = z.infer<typeof DeclaredFile>;

export const NewTicket = z.object({
  reference: TicketReference,
  requestType: Slug,
  priority: Priority,
  priorityReason: z.string().max(500).nullable(),
  summary: z.string().min(1).max(200),
  description: z.string().max(16_000),
  fields: z.record(Slug, z.string().max(2000)),
  files: z.array(DeclaredFile).max(20),
  language: Language,
});
export type NewTicket = z.infer<typeof NewTicket>;

/** A ticket without any text: all that the bot may hold for people who are signed out. */
export const TicketState = z.object({
  number: TicketNumber,
  reference: TicketReference.nullable(),
  status: TicketStatus,
  priority: Priority,
  requestType: Slug.nullable(),
  /** Whose it is to solve: the tracker's word if it was handed over there, else the request type's. */
  team: Slug,
  /** Null where the directory does not know who asked. */
  requester: EmployeeId.nullable(),
  /** Null: nobody, or nobody that can be told at the moment. `tracker:…`: somebody the directory does not know. */
  assignee: EmployeeId.nullable(),
  createdAt: Instant,
  changedAt: Instant,
  url: z.url(),
});
export type TicketState = z.infer<typeof TicketState>;

export const Grant = z.object({ id: z.uuid(), expiresAt: Instant });
export type Grant = z.infer<typeof Grant>;

export const putUpload = endpoint({
  method: 'PUT',
  path: '/v1/uploads/:uploadId',
  authority: 'session-or-consultation-grant',
  idempotent: false,
  params: z.object({ uploadId: z.uuid() }),
  query: null,
  body: 'stream',
  bodyBytesMax: 50 * 1024 * 1024,
  answers: { 201: z.object({ uploadId: z.uuid(), bytes: z.int(), sha256: Sha256, mime: z.string() }) },
  problems: [...commonProblems, 'session-ended', 'grant-refused', 'file-too-large', 'file-forbidden'],
});

/**
 * 201: filed; `filesRefused` are uploads that the tracker would not have. 202: the tracker is down or its outcome is
 * unknown, and this very body may be sent again under the grant; a repetition under the grant that comes too early is
 * `tracker-down` or `still-working`. `upload-missing`: the spool no longer holds that file; put it again, and repeat.
 */
export const fileTicket = endpoint({
  method: 'POST',
  path: '/v1/tickets',
  authority: 'session-or-grant',
  idempotent: true,
  params: null,
  query: null,
  body: NewTicket,
  bodyBytesMax: 256 * 1024,
  answers: {
    201: z.object({ ticket: TicketState, filesRefused: z.array(z.uuid()).max(20).default([]) }),
    202: z.object({ grant: Grant }),
  },
  problems: [
    ...commonProblems,
    'session-ended',
    'grant-refused',
    'not-permitted',
    'still-working',
    'key-reused',
    'upload-missing',
    'file-forbidden',
    'ticket-refused',
    'tracker-down',
  ],
});
