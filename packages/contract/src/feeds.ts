import { z } from 'zod';
import { commonProblems, endpoint } from './endpoint.ts';
import { TicketState } from './tickets.ts';
import { EmployeeId, Instant, Slug } from './vocabulary.ts';

/** What happened inside, without any text. Delivered at least once, in any order: `ticket.changedAt` decides. */
export const ThinEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket-changed'), id: z.string().min(1).max(200), ticket: TicketState }),
  z.object({ kind: z.literal('session-revoked'), id: z.string().min(1).max(200), sessionId: z.uuid(), at: Instant }),
]);
export type ThinEvent = z.infer<typeof ThinEvent>;

/** The reconciling poll: what changed since the cursor, overlapping on purpose. No cursor: the last 24 h. */
export const listChanges = endpoint({
  method: 'GET',
  path: '/v1/changes',
  authority: 'service',
  idempotent: false,
  params: null,
  query: z.object({ cursor: z.string().max(8000).optional() }),
  body: null,
  bodyBytesMax: 0,
  answers: { 200: z.object({ events: z.array(ThinEvent).max(500), cursor: z.string().max(8000), more: z.boolean() }) },
  problems: [...commonProblems, 'tracker-down'],
});

export const readWorkload = endpoint({
  method: 'GET',
  path: '/v1/workload',
  authority: 'service',
  idempotent: false,
  params: null,
  query: z.object({ team: Slug }),
  body: null,
  bodyBytesMax: 0,
  answers: {
    200: z.object({ people: z.array(z.object({ employeeId: EmployeeId, active: z.int().nonnegative() })).max(5000) }),
  },
  problems: [...commonProblems, 'tracker-down', 'directory-down'],
});

export const AuditSegment = z.object({
  /** Entries in order, without a gap. `bytes` (base64) is what the hash covers; `hash` is hex, chained to the one before. */
  entries: z
    .array(
      z.object({ number: z.int().positive(), bytes: z.base64().max(8192), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    )
    .min(1)
    .max(500),
});

/** `audit-gap` carries the next number expected; `audit-rewritten` means a known number came with another hash. */
export const shipAudit = endpoint({
  method: 'POST',
  path: '/v1/audit/segments',
  authority: 'service',
  idempotent: false,
  params: null,
  query: null,
  body: AuditSegment,
  bodyBytesMax: 6 * 1024 * 1024,
  answers: { 200: z.object({ acknowledged: z.int().positive() }) },
  problems: [...commonProblems, 'audit-gap', 'audit-rewritten'],
});

export const readService = endpoint({
  method: 'GET',
  path: '/v1/service',
  authority: 'service',
  idempotent: false,
  params: null,
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 200: z.object({ contractVersion: z.string(), tracker: z.enum(['up', 'down']), now: Instant }) },
  problems: [...commonProblems],
});

/** The bot stores the events before it answers. */
export const deliverEvents = endpoint({
  method: 'POST',
  path: '/v1/events',
  authority: 'service',
  idempotent: false,
  params: null,
  query: null,
  body: z.object({ events: z.array(ThinEvent).min(1).max(100) }),
  bodyBytesMax: 256 * 1024,
  answers: { 202: z.object({ stored: z.int().nonnegative() }) },
  problems: [...commonProblems],
});
