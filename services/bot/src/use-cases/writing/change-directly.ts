import { priorities } from '@desk/domain';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import type { TrackerChange } from '../../ports/tracker-change.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import { listCard, retireList } from '../tickets/list-my-tickets.ts';
import { decides } from '../tickets/list-ways.ts';
import { ticketLine } from '../tickets/present-ticket.ts';
import type { SignedInTurn } from '../turn.ts';
import { planChange } from './answer-prompt.ts';
import { planPrompt } from './open-prompt.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly policy: Policy;
}

/** A status that needs no words. The gateway has the last word about it. */
export function moveTicket({ tickets }: Pick<Needs, 'tickets'>) {
  return async (turn: SignedInTurn, { ticketId, to }: ActionOf<'move-ticket'>): Promise<Plan> => {
    const number = (await tickets.findById(ticketId))?.ticket.number ?? null;
    if (number === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    return planAtOnce(turn, { ticketId, number }, { kind: 'move', to });
  };
}

/** Which priority: those above it for its requester, any for whoever works on it. */
export function choosePriority({ tickets, policy }: Needs) {
  return async (turn: SignedInTurn, { ticketId }: ActionOf<'priority-of'>): Promise<Plan> => {
    const stored = await tickets.findById(ticketId);
    if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const choices = prioritiesFor(turn, stored);
    const ticket = ticketLine(stored, policy.catalogue, { withSummary: true });
    const screen = { kind: 'choose-new-priority', ticket } as const;
    const rows = choices.map((priority) => [press({ kind: 'set-priority', ticketId, priority })]);
    const back = press({ kind: 'open-ticket', ticketId, below: false }, { caption: 'back' });
    const view = { screen, keyboard: buttons(...rows, [back]), about: ticketId };
    return planOf({ effects: [reply(turn, view, listCard(false))] });
  };
}

/** A requester says why; whoever works on it need not, unless it becomes critical. */
export function setPriority({ tickets }: Pick<Needs, 'tickets'>) {
  return async (turn: SignedInTurn, { ticketId, priority }: ActionOf<'set-priority'>): Promise<Plan> => {
    const stored = await tickets.findById(ticketId);
    const number = stored?.ticket.number ?? null;
    if (stored === null || number === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const isReasoned = priority === 'critical' || !decides(turn.person, stored);
    const asked = isReasoned
      ? planPrompt(turn, { id: ticketId, number }, { kind: 'priority', priority })
      : planAtOnce(turn, { ticketId, number }, { kind: 'prioritise', priority });
    return joinPlans(retireList(turn), asked);
  };
}

function prioritiesFor({ person }: SignedInTurn, stored: StoredTicket) {
  const { priority } = stored.ticket;
  const above = priorities.slice(0, priorities.indexOf(priority));
  return decides(person, stored) ? priorities.filter((other) => other !== priority) : above;
}

/** No prompt stands for it: a prompt that is open is over, and what comes of this stands below. */
function planAtOnce(
  turn: SignedInTurn,
  ticket: { readonly ticketId: string; readonly number: string },
  change: TrackerChange,
): Plan {
  const left = planOf({ changes: [{ kind: 'drop-composition', personId: turn.person.id }] });
  return joinPlans(left, planChange(turn, ticket, change, { words: null, where: 'below' }));
}
