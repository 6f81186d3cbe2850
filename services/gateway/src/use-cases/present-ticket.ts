import type { TicketState } from '@desk/contract';
import type { DeskTickets } from '../ports/desk-tickets.ts';
import type { RequestTypeTeams } from '../ports/request-type-teams.ts';
import type { TrackerAccount, TrackerTicket } from '../ports/tracker.ts';
import type { FindHolder } from './find-holder.ts';
import { employeeBehind, type RecogniseAccount } from './recognise-account.ts';

export interface PresentTicketPorts {
  readonly tickets: DeskTickets;
  readonly teams: RequestTypeTeams;
  readonly recognise: RecogniseAccount;
  readonly findHolder: FindHolder;
}

const employeeIdCharactersMax = 100;

/**
 * A ticket of the tracker in the contract's words. Its holder becomes an employee; one the directory does not know
 * stays an opaque `tracker:` id, so that nobody takes a ticket that somebody has for free; what is with somebody who has
 * left is nobody's; while the directory is down nothing is said of those it never named. The requester is who filed it
 * through the desk; for a ticket raised elsewhere, whoever the tracker names as its reporter.
 */
export function presentTicket({ tickets, teams, recognise, findHolder }: PresentTicketPorts) {
  return async (ticket: TrackerTicket): Promise<TicketState> => {
    const { number, reference, status, priority, requestType, createdAt, changedAt, url } = ticket;
    const team = ticket.team ?? teams.teamOf(requestType);
    const requester = (await tickets.findRequester(number)) ?? (await employeeBehind(recognise, ticket.reporter));
    const assignee = ticket.assignee === null ? null : await holderOf(ticket.assignee);
    return {
      ...{ number, reference, status, priority, requestType, team, requester, assignee },
      ...{ createdAt, changedAt, url },
    };
  };

  async function holderOf(account: TrackerAccount): Promise<string | null> {
    const holder = await findHolder(account);
    switch (holder.kind) {
      case 'employee':
        return holder.employeeId;
      case 'stranger':
        return `tracker:${account}`.slice(0, employeeIdCharactersMax);
      case 'left':
      case 'unsaid':
        return null;
    }
  }
}

export type PresentTicket = ReturnType<typeof presentTicket>;
