import { z } from 'zod';
import { CommentMark } from './comments.ts';
import { commonProblems, endpoint } from './endpoint.ts';
import { TicketState } from './tickets.ts';
import { EmployeeId, Instant, Slug, TicketNumber } from './vocabulary.ts';

/** What is around a ticket, read from the ticket itself; a search may lag behind and is never believed about it. */
export const TicketMarks = z.object({
  /** All that are proven public, the latest 1,000, oldest first: what is missing is gone or no longer public. */
  comments: z.array(CommentMark).max(1000),
  /** True where older ones were left out. */
  commentsCut: z.boolean(),
  /** When the earliest running promise breaks; null: none, paused, or the tracker keeps none. */
  slaDueAt: Instant.nullable(),
  participants: z.array(EmployeeId).max(50),
  /** When the gateway read this: between two of the same `changedAt` the later one is right. */
  readAt: Instant,
});
export type TicketMarks = z.infer<typeof TicketMarks>;

/**
 * What happened inside, without any text. Delivered at least once, in any order: `ticket.changedAt` decides, then
 * `marks.readAt`. `marks` null: the ticket could not be read just now.
 */
export const ThinEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ticket-changed'),
    id: z.string().min(1).max(200),
    ticket: TicketState,
    marks: TicketMarks.nullable(),
  }),
  z.object({ kind: z.literal('session-revoked'), id: z.string().min(1).max(200), sessionId: z.uuid(), at: Instant }),
  /** The audit logs show something out of the ordinary; whose doing it is stays inside. `count`: how often. */
  z.object({
    kind: z.literal('security-alarm'),
    id: z.string().min(1).max(200),
    alarm: Slug,
    count: z.int().positive(),
    at: Instant,
  }),
  /** Somebody asks a supervisor of theirs to confirm a sign-in; who it is these read with their own sessions. Since 1.4. */
  z.object({
    kind: z.literal('confirmation-asked'),
    id: z.string().min(1).max(200),
    confirmationId: z.uuid(),
    supervisors: z.array(EmployeeId).min(1).max(20),
    at: Instant,
  }),
  /** A supervisor has confirmed it, or refused. Since 1.4. */
  z.object({
    kind: z.literal('confirmation-settled'),
    id: z.string().min(1).max(200),
    confirmationId: z.uuid(),
    verdict: z.enum(['confirm', 'refuse']),
    at: Instant,
  }),
  /** Whatever is held of this person goes as well. Since 1.4. */
  z.object({ kind: z.literal('person-erased'), id: z.string().min(1).max(200), employeeId: EmployeeId, at: Instant }),
]);
export type ThinEvent = z.infer<typeof ThinEvent>;

const kinds: ReadonlySet<unknown> = new Set(ThinEvent.options.map(({ shape }) => shape.kind.value));

/** Those of a kind that a later version added are left out: whoever does not know them has nothing to do about them. */
function knownEvents({ min = 0, max }: { readonly min?: number; readonly max: number }) {
  const events = z.array(z.unknown()).min(min).max(max);
  return events.transform((given) => given.filter(isKnown)).pipe(z.array(ThinEvent));
}

function isKnown(event: unknown): boolean {
  if (typeof event !== 'object' || event === null || !('kind' in event)) return true;
  return typeof event.kind !== 'string' || kinds.has(event.kind);
}

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
  answers: {
    200: z.object({
      events: knownEvents({ max: 200 }),
      cursor: z.string().max(8000),
      more: z.boolean(),
    }),
  },
  problems: [...commonProblems, 'tracker-down'],
});

/** Looks at tickets themselves: what a search does not tell, such as a comment deleted. Unknown ones are left out. */
export const lookAtTickets = endpoint({
  method: 'POST',
  path: '/v1/changes/looks',
  authority: 'service',
  idempotent: false,
  params: null,
  query: null,
  body: z.object({ numbers: z.array(TicketNumber).min(1).max(20) }),
  bodyBytesMax: 4096,
  answers: { 200: z.object({ events: knownEvents({ max: 20 }) }) },
  problems: [...commonProblems, 'tracker-down'],
});

const HookTexts = z.record(z.string().max(100), z.string().max(4000));

/**
 * A webhook of a tracker on the Internet as it reached the bot's public listener: raw, because only the gateway can
 * tell whether it is genuine. `later`: the sender should send it again.
 */
export const relayHook = endpoint({
  method: 'POST',
  path: '/v1/hooks',
  authority: 'service',
  idempotent: false,
  params: null,
  query: null,
  /** `body`: base64 of at most 2 MiB. */
  body: z.object({ headers: HookTexts, query: HookTexts, body: z.base64().max(2_800_000) }),
  bodyBytesMax: 3 * 1024 * 1024,
  answers: { 200: z.object({ outcome: z.enum(['forwarded', 'ignored', 'refused', 'later']) }) },
  problems: [...commonProblems],
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
    200: z.object({
      /** Those who can be assigned. */
      people: z.array(z.object({ employeeId: EmployeeId, active: z.int().nonnegative() })).max(5000),
      /** Everybody who works in the team, with an account in the tracker or without. Since 1.2. */
      members: z.array(EmployeeId).max(5000).optional(),
    }),
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
  answers: {
    200: z.object({
      contractVersion: z.string(),
      tracker: z.enum(['up', 'down']),
      /** What people call it, for texts that send them there; a gateway before 1.3 does not say. */
      trackerName: z.string().min(1).max(40).optional(),
      /** Of the service catalogue, which is to be the bot's as well; a gateway before 1.3 does not say. */
      catalogueDigest: z.string().max(64).optional(),
      /** How long the audit logs are kept inside; a gateway before 1.4 does not say. */
      auditRetentionDays: z.int().positive().optional(),
      now: Instant,
    }),
  },
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
  body: z.object({
    events: knownEvents({ min: 1, max: 100 }),
  }),
  bodyBytesMax: 2 * 1024 * 1024,
  answers: { 202: z.object({ stored: z.int().nonnegative() }) },
  problems: [...commonProblems],
});
