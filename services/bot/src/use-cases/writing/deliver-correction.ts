import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { OutgoingComments, StoredOutgoing } from '../../ports/outgoing-comments.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Change, DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import type { WritingDesk } from '../../ports/writing-desk.ts';
import { awaitSignIn } from '../assignment/await-sign-in.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { tell } from '../show-screen.ts';

type EditComment = Extract<DeskEffect, { readonly kind: 'edit-comment' }>;

interface Needs extends FindToken {
  readonly outgoing: OutgoingComments;
  readonly tickets: Tickets;
  readonly people: People;
  readonly writing: WritingDesk;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly policy: Policy;
}

interface Correcting {
  readonly effect: EditComment;
  readonly stored: StoredOutgoing;
  readonly correction: string;
  readonly number: string;
  readonly author: Acquaintance;
}

/** The comment itself waits for its author's sign-in, outside the lane: its correction goes behind it. */
const lookEveryMs = 15_000;

/** Brings a correction to the tracker, in its author's name: the latest one, where there were several. */
export function deliverCorrection(needs: Needs) {
  return (effect: EditComment, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      const found = await findCorrecting(needs, effect);
      if (found === 'over') return planOf();
      if (found === 'not-posted') {
        return planOf({ effects: [{ kind: 'delayed', dueAt: now + lookEveryMs, effect }] });
      }
      return correct(needs, found, { item, now });
    });
}

async function findCorrecting(
  { outgoing, tickets, people }: Needs,
  effect: EditComment,
): Promise<Correcting | 'over' | 'not-posted'> {
  const stored = await outgoing.findById(effect.messageId);
  const correction = stored?.comment.content?.correction ?? null;
  if (stored === null || correction === null || stored.comment.state === 'refused') return 'over';
  if (stored.comment.state !== 'sent') return 'not-posted';
  const number = (await tickets.findById(effect.ticketId))?.ticket.number ?? null;
  const author = await people.findById(stored.comment.authorId);
  if (number === null || author === null) return 'over';
  return { effect, stored, correction, number, author };
}

async function correct(
  needs: Needs,
  correcting: Correcting,
  { item, now }: { readonly item: OutboxItem; readonly now: number },
): Promise<Plan | Delivery> {
  const { effect, stored, correction: text, number, author } = correcting;
  const { id: message } = stored.comment;
  const found = await findToken(needs, author, now);
  // Corrected once more meanwhile, it is another text, and another key.
  const key = needs.ids.derive('edit', message, String(stored.version));
  const answer = found.kind === 'token' ? await needs.writing.edit(found.token, { key, number, message, text }) : found;
  switch (answer.kind) {
    case 'edited':
      return settle(correcting, { kind: 'comment-corrected', number });
    case 'refused':
      return settle(correcting, { kind: 'comment-not-corrected', number });
    case 'session-ended':
      return (
        awaitSignIn(effect, author, { now, policy: needs.policy }) ??
        settle(correcting, { kind: 'comment-not-corrected', number })
      );
    case 'down':
    case 'unknown':
      return retryLater(answer, item);
  }
}

function settle(
  { effect: { ticketId }, stored: { comment, version }, author }: Correcting,
  screen: { readonly kind: 'comment-corrected' | 'comment-not-corrected'; readonly number: string },
): Plan {
  const change: Change = { kind: 'save-outgoing', comment: { ...comment, content: null }, expected: version };
  const place = { kind: 'card-below', card: `written:${ticketId}` } as const;
  return planOf({
    changes: [change],
    effects: tell(author.person, { screen, keyboard: null, about: ticketId }, place),
  });
}
