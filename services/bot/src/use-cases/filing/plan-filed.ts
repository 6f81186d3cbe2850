import { isOpen, type Ticket } from '@desk/domain';
import type { StoredDraft } from '../../ports/drafts.ts';
import type { TicketState } from '../../ports/gateway-desk.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Handling } from '../../ports/ticket-screen.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, tell } from '../show-screen.ts';
import { withSpecialist } from '../tickets/find-handling.ts';
import { findTrackerAssignee, type TrackerAssignee, takeOverState } from '../tickets/take-over-state.ts';
import { ticketCard } from './ticket-card.ts';

/** What is filed: the draft is null where its text is gone already. */
export interface FiledWork {
  readonly ticket: StoredTicket;
  readonly draft: StoredDraft | null;
  readonly requester: Acquaintance;
}

export type PlanFiled = (work: FiledWork, state: TicketState, now: number) => Promise<Plan>;

/**
 * The tracker has it: text and files leave the DMZ, the person learns the number, and a specialist is looked for unless
 * the tracker has named one. Heard where the person was told to wait; else the card of a moment ago changes in silence.
 */
export function planFiled({ people }: { readonly people: People }): PlanFiled {
  return async ({ ticket: stored, draft, requester }, state, now) => {
    const assignee = await findTrackerAssignee(people, state);
    const { ticket } = takeOverState(stored.ticket, state, now, assignee);
    const { id, requestType, team, priority, createdAt } = ticket;
    const handling = handlingAtFirst(assignee);
    const waited = draft === null || draft.state.kind !== 'sending' || draft.state.delayTold;
    return planOf({
      changes: [
        {
          kind: 'save-ticket',
          ticket,
          grant: null,
          url: state.url,
          trackerChangedAt: state.changedAt,
          expected: stored.version,
        },
        ...(draft ? [{ kind: 'drop-draft', draftId: draft.draft.id, expected: draft.version } as const] : []),
        { kind: 'record-fact', fact: { ticketId: id, requestType, team, priority, createdAt } },
      ],
      effects: tell(
        requester.person,
        {
          screen: { kind: 'ticket-created', number: state.number, handling },
          keyboard: createdButtons(ticket),
        },
        ticketCard(ticket, waited ? 'below' : 'in-place'),
      ),
      audit: [
        {
          act: 'ticket-filed',
          actor: { kind: 'person', id: requester.person.id },
          on: { kind: 'ticket', id },
          outcome: 'done',
          reason: null,
          at: now,
        },
      ],
      jobs: assignee.kind === 'unsaid' ? [{ queue: 'assign', ticketId: id, team }] : [],
    });
  };
}

function handlingAtFirst(assignee: TrackerAssignee): Handling {
  switch (assignee.kind) {
    case 'known':
      return withSpecialist(assignee.person);
    case 'stranger':
      return { kind: 'someone' };
    case 'nobody':
    case 'unsaid':
      return { kind: 'looking' };
  }
}

/** Below every card that tells a requester about a ticket. */
export function createdButtons({ id: ticketId, status }: Pick<Ticket, 'id' | 'status'>) {
  return buttons(
    isOpen(status) ? [press({ kind: 'request-consultation', ticketId })] : [],
    [press({ kind: 'write', ticketId, what: 'comment' }), press({ kind: 'open-ticket', ticketId, below: true })],
    [press({ kind: 'my-tickets', page: 0, below: true })],
  );
}
