import type { TicketState } from '@desk/contract';
import type { DeskTickets } from '../ports/desk-tickets.ts';
import type { RequestTypeTeams } from '../ports/request-type-teams.ts';
import type { TrackerText, TrackerTicket } from '../ports/tracker.ts';
import type { TrackerAccountBook } from '../ports/tracker-accounts.ts';
import type { PersonCaller } from './caller.ts';
import type { TicketRights } from './policy.ts';
import type { PresentTicket } from './present-ticket.ts';

export interface WeighTicketPorts {
  readonly tickets: DeskTickets;
  readonly accounts: TrackerAccountBook;
  readonly teams: RequestTypeTeams;
  readonly presentTicket: PresentTicket;
}

export interface WeighedTicket {
  readonly state: TicketState;
  readonly rights: TicketRights;
}

/**
 * What a ticket's own data say about rights. The requester is who filed it through the desk; for a ticket raised
 * elsewhere, whoever the tracker names as its reporter.
 */
export function weighTicket({ tickets, accounts, teams, presentTicket }: WeighTicketPorts) {
  return async (
    ticket: TrackerTicket,
    text: Pick<TrackerText, 'reporter'>,
    caller: PersonCaller | null,
  ): Promise<WeighedTicket> => {
    const state = await presentTicket(ticket);
    const rights = {
      requesterId: (await tickets.findRequester(ticket.number)) ?? (await employeeBehind(text, caller)),
      assigneeId: state.assignee,
      assigned: ticket.assignee !== null,
      team: teams.teamOf(ticket.requestType),
      status: ticket.status,
    };
    return { state, rights };
  };

  async function employeeBehind({ reporter }: Pick<TrackerText, 'reporter'>, caller: PersonCaller | null) {
    if (reporter === null) return null;
    if (caller && reporter === caller.trackerAccount) return caller.profile.employeeId;
    return accounts.findEmployee(reporter);
  }
}

export type WeighTicket = ReturnType<typeof weighTicket>;
