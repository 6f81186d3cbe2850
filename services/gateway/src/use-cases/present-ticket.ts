import type { TicketState } from '@desk/contract';
import type { DeskTickets } from '../ports/desk-tickets.ts';
import type { Directory } from '../ports/directory.ts';
import type { RequestTypeTeams } from '../ports/request-type-teams.ts';
import type { Clock } from '../ports/system.ts';
import type { TrackerAccount, TrackerTicket } from '../ports/tracker.ts';
import type { TrackerAccountBook } from '../ports/tracker-accounts.ts';

export interface PresentTicketPorts {
  readonly directory: Directory;
  readonly accounts: TrackerAccountBook;
  readonly tickets: DeskTickets;
  readonly teams: RequestTypeTeams;
  readonly clock: Clock;
}

type Named = { readonly kind: 'known'; readonly employeeId: string } | { readonly kind: 'stranger' | 'unsaid' };

const employeeIdCharactersMax = 100;
const rememberedMax = 10_000;

/**
 * A ticket of the tracker in the contract's words. Its holder becomes an employee; one the directory does not know
 * stays an opaque `tracker:` id, so that nobody takes a ticket that somebody has for free. While the directory is down
 * those it named before are remembered; of anyone else nothing is said. The requester is who filed it through the desk;
 * for a ticket raised elsewhere, whoever the tracker names as its reporter.
 */
export function presentTicket({ directory, accounts, tickets, teams, clock }: PresentTicketPorts) {
  /** What the account book is known to hold: it is written when something is new, not on every ticket. */
  const remembered = new Map<TrackerAccount, string>();

  return async (ticket: TrackerTicket): Promise<TicketState> => {
    const { number, reference, status, priority, requestType, createdAt, changedAt, url } = ticket;
    const team = ticket.team ?? teams.teamOf(requestType);
    const requester = (await tickets.findRequester(number)) ?? (await employeeBehind(ticket.reporter));
    const assignee = ticket.assignee === null ? null : await holderOf(ticket.assignee);
    return {
      ...{ number, reference, status, priority, requestType, team, requester, assignee },
      ...{ createdAt, changedAt, url },
    };
  };

  async function employeeBehind(account: TrackerAccount | null): Promise<string | null> {
    if (account === null) return null;
    const named = await nameBehind(account);
    return named.kind === 'known' ? named.employeeId : null;
  }

  async function holderOf(account: TrackerAccount): Promise<string | null> {
    const named = await nameBehind(account);
    if (named.kind === 'known') return named.employeeId;
    return named.kind === 'unsaid' ? null : `tracker:${account}`.slice(0, employeeIdCharactersMax);
  }

  async function nameBehind(account: TrackerAccount): Promise<Named> {
    const found = await directory.findByTrackerAccount(account);
    if (found.kind === 'found') {
      await remember(account, found.entry.employeeId);
      return { kind: 'known', employeeId: found.entry.employeeId };
    }
    const known = await accounts.findEmployee(account);
    if (known !== null) return { kind: 'known', employeeId: known };
    return { kind: found.kind === 'down' ? 'unsaid' : 'stranger' };
  }

  async function remember(account: TrackerAccount, employeeId: string): Promise<void> {
    if (remembered.get(account) === employeeId) return;
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(account, employeeId);
    if ((await accounts.findEmployee(account)) !== employeeId) await accounts.save(employeeId, account, clock.now());
  }
}

export type PresentTicket = ReturnType<typeof presentTicket>;
