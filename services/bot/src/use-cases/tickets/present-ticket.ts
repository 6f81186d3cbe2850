import { type Catalogue, findRequestType, isOpen, type Localised, type TicketStatus } from '@desk/domain';
import type { Handling, TicketLine, TicketScreen } from '../../ports/ticket-screen.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { asItIs } from '../show-screen.ts';

/** A ticket in one line. `withSummary` only for a reader whose session is live. */
export function ticketLine(
  { ticket, slaDueAt }: StoredTicket,
  catalogue: Catalogue,
  { withSummary }: { readonly withSummary: boolean },
): TicketLine {
  return {
    number: ticket.number,
    typeTitle: titleOfType(catalogue, ticket.requestType),
    status: ticket.status,
    priority: ticket.priority,
    createdAt: ticket.createdAt,
    dueAt: isOpen(ticket.status) ? slaDueAt : null,
    summary: withSummary ? ticket.summary : null,
  };
}

/** News of a ticket to its requester. */
export function ticketNews(number: string, status: TicketStatus, handling: Handling): TicketScreen {
  if (status === 'resolved') return { kind: 'solution-offered', number };
  return { kind: 'ticket-changed', number, status, handling };
}

/** The title of a request type; its id where the catalogue no longer has it. */
export function titleOfType(catalogue: Catalogue, requestType: string): Localised {
  return findRequestType(catalogue, requestType)?.title ?? asItIs(requestType);
}
