import type { Plan } from '../../ports/plan.ts';
import type { TicketComments } from '../../ports/ticket-comments.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

/** A comment that waited until its reader was signed in. It comes the way all comments come, behind what is on its way. */
export function openComment({ comments }: { readonly comments: TicketComments }) {
  return async (turn: SignedInTurn, { ticketId, commentId }: ActionOf<'open-comment'>): Promise<Plan> => {
    const known = await comments.find(ticketId, commentId);
    const { id: personId } = turn.person;
    if (known?.state !== 'shown' || !known.readers.includes(personId)) {
      return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    }
    return planOf({ effects: [{ kind: 'tell-comment', ticketId, commentId, personId, below: true, edited: false }] });
  };
}
