import type { TicketState } from '@desk/contract';
import type { TrackerTicket } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import type { TicketRights } from './policy.ts';
import type { PresentTicket } from './present-ticket.ts';

export interface WeighTicketPorts {
  readonly presentTicket: PresentTicket;
}

export interface WeighedTicket {
  readonly state: TicketState;
  readonly rights: TicketRights;
}

/** What a ticket's own data say about rights. A caller's own account is theirs, whatever the directory says of it. */
export function weighTicket({ presentTicket }: WeighTicketPorts) {
  return async (ticket: TrackerTicket, caller: PersonCaller | null): Promise<WeighedTicket> => {
    const state = await presentTicket(ticket);
    const isCallers = caller !== null && ticket.reporter !== null && ticket.reporter === caller.trackerAccount;
    const rights = {
      requesterId: state.requester ?? (isCallers ? caller.profile.employeeId : null),
      assigneeId: state.assignee,
      assigned: ticket.assignee !== null,
      team: state.team,
      status: ticket.status,
    };
    return { state, rights };
  };
}

export type WeighTicket = ReturnType<typeof weighTicket>;
