import { type Catalogue, findRequestType, type Localised } from '@desk/domain';
import type { TicketLine } from '../../ports/ticket-screen.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { asItIs } from '../show-screen.ts';

/** A ticket in one line. `withSummary` only for a reader whose session is live. */
export function ticketLine(
  { ticket }: StoredTicket,
  catalogue: Catalogue,
  { withSummary }: { readonly withSummary: boolean },
): TicketLine {
  return {
    number: ticket.number,
    typeTitle: titleOfType(catalogue, ticket.requestType),
    status: ticket.status,
    priority: ticket.priority,
    createdAt: ticket.createdAt,
    summary: withSummary ? ticket.summary : null,
  };
}

/** The title of a request type; its id where the catalogue no longer has it. */
export function titleOfType(catalogue: Catalogue, requestType: string): Localised {
  return findRequestType(catalogue, requestType)?.title ?? asItIs(requestType);
}
