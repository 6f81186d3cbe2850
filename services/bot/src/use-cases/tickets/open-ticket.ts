import { works } from '@desk/domain';
import type { SessionDesk, TicketDesk } from '../../ports/gateway-desk.ts';
import type { People } from '../../ports/people.ts';
import type { Ledger, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Assignments } from '../../ports/team-board.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import type { AskToSignIn } from '../session/ask-to-sign-in.ts';
import { endAndAsk } from '../session/end-and-ask.ts';
import { findToken } from '../session/find-token.ts';
import { buttons, notice, reply, type View } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { findHandling } from './find-handling.ts';
import { findRequester } from './find-requester.ts';
import { listCard } from './list-my-tickets.ts';
import { offerWays } from './offer-ways.ts';
import { ticketLine } from './present-ticket.ts';

interface Needs {
  readonly people: People;
  readonly tickets: Tickets;
  readonly assignments: Assignments;
  readonly sessions: SessionDesk;
  readonly desk: TicketDesk;
  readonly ledger: Ledger;
  readonly policy: Policy;
  readonly ask: AskToSignIn;
}

type Text = Extract<Awaited<ReturnType<TicketDesk['read']>>, { readonly kind: 'read' }>;
type Reading =
  | { readonly kind: 'read'; readonly text: Text }
  | { readonly kind: 'away' | 'session-ended' | 'not-permitted' };

/**
 * A ticket in full. Its words are read from the tracker with the reader's own token and pass through; while the
 * gateway or the tracker is away, what the desk remembers is shown, and said to be that.
 */
export function openTicket(needs: Needs) {
  return async (turn: SignedInTurn, said: ActionOf<'open-ticket'>): Promise<Plan> => {
    const stored = await needs.tickets.findById(said.ticketId);
    if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const reading = await read(needs, turn, stored);
    // Whoever was let in the gateway alone knows of: what the desk remembers is not for them.
    if (reading.kind === 'away' && !isConcerned(turn, stored)) return refuse(turn, stored);
    switch (reading.kind) {
      case 'read':
        return show(needs, turn, { stored, said, text: reading.text });
      case 'away':
        return show(needs, turn, { stored, said, text: null });
      case 'not-permitted':
        return refuse(turn, stored);
      case 'session-ended':
        return endAndAsk(needs, turn);
    }
  };
}

/** What the bot itself knows. */
function isConcerned({ person }: SignedInTurn, { ticket }: StoredTicket): boolean {
  if (ticket.requesterId === person.id || ticket.assigneeId === person.id) return true;
  return works(person.profile, ticket.team);
}

async function read(needs: Needs, turn: SignedInTurn, { ticket }: StoredTicket): Promise<Reading> {
  if (ticket.number === null) return { kind: 'away' };
  const found = await findToken(needs, turn, turn.now);
  if (found.kind === 'session-ended') return found;
  if (found.kind !== 'token') return { kind: 'away' };

  const answer = await needs.desk.read(found.token, ticket.number);
  switch (answer.kind) {
    case 'read':
      return { kind: 'read', text: answer };
    case 'session-ended':
      return answer;
    case 'refused':
      return { kind: 'not-permitted' };
    case 'down':
    case 'unknown':
      return { kind: 'away' };
  }
}

async function show(
  { people, assignments, policy }: Needs,
  turn: SignedInTurn,
  {
    stored,
    said,
    text,
  }: { readonly stored: StoredTicket; readonly said: ActionOf<'open-ticket'>; readonly text: Text | null },
): Promise<Plan> {
  const line = ticketLine(stored, policy.catalogue, { withSummary: true });
  const remembered = await findHandling(people, stored, { now: turn.now, policy });
  const name = text?.assigneeName ?? null;
  const isOthers = stored.ticket.requesterId !== turn.person.id;
  const requester = isOthers ? await findRequester(people, stored.ticket) : null;
  const view: View = {
    screen: {
      kind: 'ticket-details',
      reader: isOthers ? 'staff' : 'requester',
      requesterName: requester?.person.profile.displayName ?? null,
      ticket: text
        ? { ...line, status: text.state.status, priority: text.state.priority, summary: text.summary }
        : line,
      handling: name === null ? remembered : { kind: 'specialist', name },
      changedAt: text?.state.changedAt ?? stored.ticket.changedAt,
      description: text?.description ?? null,
      files: text?.files.map((file) => file.name) ?? [],
      current: text !== null,
    },
    keyboard: buttons(...offerWays(turn.person, stored, await assignments.findLatest(stored.ticket.id))),
    about: stored.ticket.id,
  };
  return planOf({
    effects: [reply(turn, view, listCard(said.below))],
    audit: isOthers && text ? [auditOf(turn, stored, { act: 'ticket-read', outcome: 'done' })] : [],
  });
}

function refuse(turn: SignedInTurn, stored: StoredTicket): Plan {
  return planOf({
    effects: [notice(turn, { kind: 'not-for-you' })],
    audit: [auditOf(turn, stored, { act: 'access-refused', outcome: 'refused' })],
  });
}

function auditOf(
  { person, now }: SignedInTurn,
  { ticket }: StoredTicket,
  { act, outcome }: { readonly act: 'ticket-read' | 'access-refused'; readonly outcome: 'done' | 'refused' },
) {
  return {
    ...{ act, outcome },
    actor: { kind: 'person', id: person.id },
    on: { kind: 'ticket', id: ticket.id },
    reason: null,
    at: now,
  } as const;
}
