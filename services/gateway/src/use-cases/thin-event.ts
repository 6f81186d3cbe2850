import { createHash } from 'node:crypto';
import type { ThinEvent, TicketMarks, TicketState } from '@desk/contract';

export type TicketChanged = Extract<ThinEvent, { kind: 'ticket-changed' }>;

/**
 * The id says what the event says, apart from when it was read: the same news is the same event to the bot. `since`
 * tells a state from the same state come back, such as a comment made internal and public again.
 */
export function ticketChanged(ticket: TicketState, marks: TicketMarks | null, since: number): TicketChanged {
  const id = [ticket.number, ticket.changedAt, fingerprint(ticket, marks), since].join(':');
  return { kind: 'ticket-changed', id, ticket, marks };
}

/** 128 bits in hex; equal for what reads equal. */
export function fingerprint(ticket: TicketState, marks: TicketMarks | null): string {
  const said = marks === null ? null : { ...marks, readAt: 0 };
  return createHash('sha256')
    .update(JSON.stringify([ticket, said]))
    .digest('hex')
    .slice(0, 32);
}
