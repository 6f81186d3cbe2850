import { z } from 'zod';

/** An instant: whole milliseconds since the Unix epoch. */
export const Instant = z.int().nonnegative();
export const Language = z.enum(['uk', 'en']);
export const Role = z.enum(['employee', 'specialist', 'supervisor']);
export const Priority = z.enum(['critical', 'high', 'medium', 'low']);
export const TicketStatus = z.enum([
  'new',
  'in-progress',
  'waiting-for-customer',
  'waiting-for-support',
  'resolved',
  'closed',
]);
/** A directory's id of a person, opaque to the bot. */
export const EmployeeId = z.string().min(1).max(100);
/** A slug of the catalogue: request type, field or team. */
export const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
/** The tracker's own number of a ticket, as people quote it: `SD-128`, or `4711`. */
export const TicketNumber = z.string().regex(/^(?:[A-Z][A-Z0-9_]{0,20}-)?\d{1,12}$/);
/** Our id of a ticket: written to the tracker as its marker, so that a create is never repeated. */
export const TicketReference = z.uuid();
/** The tracker's own id of a comment or of a file of a ticket. */
export const TrackerItemId = z.string().regex(/^\d{1,20}$/);
/** Our id of what a person wrote: written to the tracker as the comment's marker, so that it is never posted twice. */
export const MessageReference = z.uuid();
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export type Language = z.infer<typeof Language>;
export type Role = z.infer<typeof Role>;
export type Priority = z.infer<typeof Priority>;
export type TicketStatus = z.infer<typeof TicketStatus>;
