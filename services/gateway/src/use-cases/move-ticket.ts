import type { TicketStatus } from '@desk/domain';
import type { TicketWriter } from '../ports/tracker.ts';
import type { ChangeTicket, ChangeTicketOutcome, Order } from './change-ticket.ts';
import { deskMayMove, mayMove } from './policy.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface MoveTicketPorts {
  readonly writer: TicketWriter;
  readonly change: ChangeTicket;
}

/** Moves a ticket to another status, for a person with a right to it or the desk itself. */
export function moveTicket({ writer, change }: MoveTicketPorts) {
  return (order: Order, to: TicketStatus): Promise<ChangeTicketOutcome | Refusal<'overtaken'>> => {
    const { caller, number } = order;
    return change(order, {
      act: ({ status }) => (status === 'new' && to === 'in-progress' ? 'ticket-taken' : 'ticket-moved'),
      what: `to-${to}`,
      isPermitted: (rights) =>
        caller.kind === 'person' ? mayMove(caller.profile, rights, to) : deskMayMove(rights, to),
      isDone: ({ status }) => status === to,
      write: () => writer.move(number, to),
      refuse: (reason, { status: current }) =>
        reason === 'no-such-transition' ? refuse('overtaken', { current }) : null,
      assume: (before) => ({ ...before, status: to }),
    });
  };
}
