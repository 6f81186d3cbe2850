import type { ThinEvent, TicketMarks, TicketState } from '@desk/contract';

export type TicketChanged = Extract<ThinEvent, { kind: 'ticket-changed' }>;

/**
 * A ticket as it was seen. `since`: when it was first seen so, which tells a state from the same state come back, such
 * as a comment made internal and public again. So the same news is the same event to the bot, however it was heard of.
 */
export function ticketSeen(ticket: TicketState, marks: TicketMarks, since: number): TicketChanged {
  const id = [ticket.number, ticket.changedAt, since].join(':');
  return { kind: 'ticket-changed', id, ticket, marks };
}

/** A ticket as a search has it, where it could not be looked at itself. */
export function ticketListed(ticket: TicketState): TicketChanged {
  const { number, changedAt, status, priority, assignee } = ticket;
  const id = [number, changedAt, 'listed', status, priority, assignee ?? ''].join(':').slice(0, 200);
  return { kind: 'ticket-changed', id, ticket, marks: null };
}

/** Whether two sightings say the same, apart from when. */
export function isSameNews(event: TicketChanged, ticket: TicketState, marks: TicketMarks): boolean {
  const said = (state: TicketState, around: TicketMarks | null) =>
    JSON.stringify([state, around && { ...around, readAt: 0 }]);
  return said(event.ticket, event.marks) === said(ticket, marks);
}
