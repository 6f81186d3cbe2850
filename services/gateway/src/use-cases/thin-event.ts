import type { ThinEvent, TicketState } from '@desk/contract';

/** The id says what the event says, so that hook and poll, telling the same news, are one event to the bot. */
export function ticketChanged(ticket: TicketState): ThinEvent {
  const { number, changedAt, status, priority, assignee } = ticket;
  const id = [number, changedAt, status, priority, assignee ?? ''].join(':').slice(0, 200);
  return { kind: 'ticket-changed', id, ticket, marks: null };
}
