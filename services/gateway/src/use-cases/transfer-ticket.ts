import type { GivenAssignments } from '../ports/given-assignments.ts';
import type { RequestTypeTeams } from '../ports/request-type-teams.ts';
import type { TicketWriter, TrackerTicket } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import type { ChangeTicket, ChangeTicketOutcome, Order } from './change-ticket.ts';
import { mayTransfer } from './policy.ts';
import { refuse } from './refusal.ts';

export interface TransferTicketPorts {
  readonly writer: TicketWriter;
  readonly given: GivenAssignments;
  readonly teams: RequestTypeTeams;
  readonly change: ChangeTicket;
}

/** Hands a ticket over to a team of the catalogue: nobody has it then, and it is assigned there like a new one. */
export function transferTicket({ writer, given, teams, change }: TransferTicketPorts) {
  return async (order: Order & { readonly caller: PersonCaller }, to: string): Promise<ChangeTicketOutcome> => {
    const { caller, number, resumed } = order;
    if (!teams.has(to)) return refuse('request-invalid');
    const isTheirs = ({ team, requestType }: TrackerTicket) => (team ?? teams.teamOf(requestType)) === to;
    const outcome = await change(order, {
      act: () => 'ticket-transferred',
      what: `to-team-${to}`,
      isPermitted: (rights) => mayTransfer(caller.profile, rights),
      // Somebody of that team may have it by the time a call is resumed.
      isDone: (ticket) => isTheirs(ticket) && (resumed || ticket.assignee === null),
      write: () => writer.transfer(number, to),
      assume: (before) => ({ ...before, team: to, assignee: null }),
    });
    if (outcome.kind === 'changed' && outcome.ticket.assignee === null) await given.removeAll(number);
    return outcome;
  };
}
