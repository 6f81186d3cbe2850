import { judgeSession, type Ticket, type WorkingHours } from '@desk/domain';
import type { Acquaintance, Person } from '../../ports/people.ts';
import type { Placement } from '../../ports/plan.ts';
import type { Button, Keyboard } from '../../ports/screen.ts';
import type { StaffScreen } from '../../ports/staff-screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { TicketLine } from '../../ports/ticket-screen.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { buttons, press, type View } from '../show-screen.ts';
import { ticketLine } from '../tickets/present-ticket.ts';

/** The specialist's standing card of a ticket. `below` is heard, an edit in place is not. */
export function workCard({ id }: Pick<Ticket, 'id'>, where: 'in-place' | 'if-standing' | 'below'): Placement {
  return { kind: kinds[where], card: workCardName(id) };
}

const kinds = { 'in-place': 'card', 'if-standing': 'card-if-standing', below: 'card-below' } as const;

export function workCardName(ticketId: string): string {
  return `work:${ticketId}`;
}

/** Whether this person may read what a ticket says, at this moment. Duty goes on without a session; texts do not. */
export function mayRead({ session }: Acquaintance, now: number, { sessionLimits }: Policy): boolean {
  return session !== null && judgeSession(session, now, sessionLimits).kind === 'live';
}

/** A ticket for this reader: with what it says only while their session is live. */
export function workLine(stored: StoredTicket, reader: Acquaintance, now: number, policy: Policy): TicketLine {
  return ticketLine(stored, policy.catalogue, { withSummary: mayRead(reader, now, policy) });
}

type Given = Extract<StaffScreen, { readonly kind: 'assigned-to-you' }>;

export function assignedView(
  stored: StoredTicket,
  to: Acquaintance,
  {
    requester,
    why,
    reactBy,
    now,
    policy,
  }: {
    readonly requester: Person | null;
    readonly why: Given['why'];
    readonly reactBy: number | null;
    readonly now: number;
    readonly policy: Policy;
  },
): View {
  const requesterName = mayRead(to, now, policy) ? (requester?.profile.displayName ?? null) : null;
  return {
    screen: { kind: 'assigned-to-you', ticket: workLine(stored, to, now, policy), requesterName, why, reactBy },
    keyboard: choiceButtons(stored, { canExplain: why !== 'supervisor' }),
    about: stored.ticket.id,
  };
}

/** Below a ticket that waits for *Take* or *Not mine*. */
export function choiceButtons(stored: StoredTicket, { canExplain }: { readonly canExplain: boolean }): Keyboard {
  const { id: ticketId } = stored.ticket;
  const inList = false;
  return buttons(
    [press({ kind: 'take-ticket', ticketId, inList }), press({ kind: 'decline-ticket', ticketId, inList })],
    [...trackerLink(stored), ...(canExplain ? [press({ kind: 'why-me', ticketId })] : [])],
  );
}

/** Below a ticket that stays with whoever would not have it: they may change their mind. */
export function takeRows(
  stored: StoredTicket,
  { inList }: { readonly inList: boolean },
): readonly (readonly Button[])[] {
  return [[press({ kind: 'take-ticket', ticketId: stored.ticket.id, inList })], trackerLink(stored)];
}

export function trackerLink({ url }: StoredTicket): readonly Button[] {
  return url === null ? [] : [{ kind: 'link', label: 'open-in-tracker', url }];
}

/** When the team of a ticket works; the default team's hours where the catalogue no longer has it. */
export function hoursOf({ catalogue }: Policy, team: string): WorkingHours {
  const found =
    catalogue.teams.find(({ id }) => id === team) ?? catalogue.teams.find(({ id }) => id === catalogue.defaultTeam);
  if (!found) throw new Error('A catalogue without its default team was accepted.');
  return found.hours;
}
