import type { CommentDesk } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import type { TicketComments } from '../../ports/ticket-comments.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { tell, type View } from '../show-screen.ts';
import { commentCard, commentView, isSilent, type NumberedTicket, waitingView } from './comment-card.ts';
import { takeBack } from './withdraw-comment.ts';

type TellComment = Extract<DeskEffect, { readonly kind: 'tell-comment' }>;

interface Needs extends FindToken {
  readonly tickets: Tickets;
  readonly comments: TicketComments;
  readonly people: People;
  readonly commentDesk: CommentDesk;
  readonly clock: Clock;
}

interface Telling {
  readonly effect: TellComment;
  readonly stored: NumberedTicket;
  readonly reader: Acquaintance;
}

/**
 * Shows a comment to one of its readers. Its words are asked for with the reader's own token, at that moment, and the
 * gateway answers with what is proven public alone; a reader without a session learns that there is something to read.
 */
export function tellComment(needs: Needs) {
  return (effect: TellComment, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      const telling = await findTelling(needs, effect);
      if (telling === null) return planOf();
      const found = await findToken(needs, telling.reader, now);
      switch (found.kind) {
        case 'token':
          return read(needs, telling, found.token, { item, now });
        case 'session-ended':
          return show(needs, telling, waitingView(telling.stored, effect.commentId), now);
        case 'down':
        case 'unknown':
          return retryLater(found, item);
      }
    });
}

/** Null when there is nothing to show any more. */
async function findTelling({ tickets, comments, people }: Needs, effect: TellComment): Promise<Telling | null> {
  const [stored, comment, reader] = await Promise.all([
    tickets.findById(effect.ticketId),
    comments.find(effect.ticketId, effect.commentId),
    people.findById(effect.personId),
  ]);
  if (stored === null || stored.ticket.number === null || reader === null || comment?.state !== 'shown') return null;
  const { number } = stored.ticket;
  return { effect, stored: { ...stored, ticket: { ...stored.ticket, number } }, reader };
}

async function read(
  needs: Needs,
  telling: Telling,
  token: string,
  { item, now }: { readonly item: OutboxItem; readonly now: number },
): Promise<Plan | Delivery> {
  const { stored, effect, reader } = telling;
  const answer = await needs.commentDesk.readComment(token, stored.ticket.number, effect.commentId);
  switch (answer.kind) {
    case 'read':
      return show(needs, telling, commentView(stored, answer.comment, effect), now);
    case 'session-ended':
      return show(needs, telling, waitingView(stored, effect.commentId), now);
    case 'refused':
      // Not public any more, or not for this reader: what may stand in the chat goes, and nothing takes its place.
      return planOf({ effects: takeBack(reader.person, stored, effect.commentId) });
    case 'down':
    case 'unknown':
      return retryLater(answer, item);
  }
}

function show({ policy }: Needs, { effect, reader }: Telling, view: View, now: number): Plan {
  const { ticketId, commentId, below } = effect;
  const silent = !below && isSilent(reader, now, policy);
  const placement = commentCard(ticketId, commentId, below ? 'below' : 'in-place');
  return planOf({ effects: tell(reader.person, { ...view, silent }, placement) });
}
