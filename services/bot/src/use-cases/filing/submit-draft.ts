import {
  changeTicket,
  type Draft,
  draftText,
  findRequestType,
  type RequestType,
  summaryOf,
  type Ticket,
  teamOf,
} from '@desk/domain';
import type { StoredDraft } from '../../ports/drafts.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Ids, Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { draftCard } from './draft-card.ts';
import { presentSent } from './present-draft.ts';
import { ticketCard } from './ticket-card.ts';

/** `before` is the draft as it is stored, `draft` what is sent now. */
export type SubmitDraft = (turn: SignedInTurn, draft: Draft, before: StoredDraft) => Promise<Plan>;

/**
 * *Send*: from here on the desk has it, whatever happens to the person's session, the gateway or the tracker. The card
 * of the draft stays as what was sent; a card of the ticket below it tells what comes of it.
 */
export function submitDraft({
  tickets,
  ids,
  policy,
}: {
  readonly tickets: Tickets;
  readonly ids: Ids;
  readonly policy: Policy;
}): SubmitDraft {
  return async (turn, draft, before) => {
    const type = draft.requestType === null ? null : findRequestType(policy.catalogue, draft.requestType);
    if (type === null) throw new Error('A draft without a request type was sent.');

    const again = before.state.kind === 'open' ? before.state.ticketId : null;
    const earlier = again === null ? null : await tickets.findById(again);
    const ticket = (earlier && sentAgain(earlier, turn.now)) ?? newTicket(turn, draft, type, { ids, policy });
    const state = {
      kind: 'sending',
      ticketId: ticket.id,
      language: turn.language,
      uploaded: [],
      delayTold: false,
    } as const;
    return planOf({
      changes: [
        { kind: 'save-draft', draft: { ...draft, expecting: null }, state, expected: before.version },
        saveTicket(ticket, earlier?.ticket.id === ticket.id ? earlier : null),
      ],
      effects: [
        reply(turn, presentSent(draft, type, policy.catalogue), draftCard(draft, 'in-place')),
        reply(
          turn,
          { screen: { kind: 'sending' }, keyboard: null },
          ticketCard(ticket, ticket.id === again ? 'below' : 'in-place'),
        ),
        { kind: 'file-ticket', ticketId: ticket.id },
      ],
      audit: [
        {
          act: 'ticket-accepted',
          actor: { kind: 'person', id: turn.person.id },
          on: { kind: 'ticket', id: ticket.id },
          outcome: 'done',
          reason: null,
          at: turn.now,
        },
      ],
    });
  };
}

/** Null when there is nothing to repeat: it went another way meanwhile. */
function sentAgain({ ticket }: StoredTicket, now: number): Ticket | null {
  const outcome = changeTicket(ticket, { kind: 'sent-again' }, now);
  return outcome.kind === 'moved' ? outcome.ticket : null;
}

function newTicket(
  turn: SignedInTurn,
  draft: Draft,
  type: RequestType,
  { ids, policy }: { readonly ids: Ids; readonly policy: Policy },
): Ticket {
  return {
    id: ids.next(),
    number: null,
    requesterId: turn.person.id,
    requestType: type.id,
    team: teamOf(policy.catalogue, type.id),
    status: 'new',
    priority: draft.priority,
    summary: summaryOf(draftText(draft)) || type.title[turn.language],
    assigneeId: null,
    assignedElsewhere: false,
    ...{ createdAt: turn.now, changedAt: turn.now },
    filing: 'accepted',
  };
}

function saveTicket(ticket: Ticket, before: StoredTicket | null) {
  return {
    kind: 'save-ticket',
    ticket,
    grant: null,
    url: before?.url ?? null,
    trackerChangedAt: before?.trackerChangedAt ?? null,
    expected: before?.version ?? 0,
  } as const;
}
