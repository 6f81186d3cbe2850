import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { People } from '../../ports/people.ts';
import type { DelayedEffect, DeskEffect, Effect, Ledger } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import type { StoredComment, TicketComments } from '../../ports/ticket-comments.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery } from '../deliver-effect.ts';
import { ticketCard } from '../filing/ticket-card.ts';
import { tell } from '../show-screen.ts';
import { commentCardName, isSilent } from './comment-card.ts';
import { newsButtons } from './news-buttons.ts';

type TellSolution = Extract<DeskEffect, { readonly kind: 'tell-solution' }>;

interface Needs {
  readonly tickets: Tickets;
  readonly comments: TicketComments;
  readonly people: People;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** The tracker's word of a comment takes a moment longer than its answer to whoever resolved the ticket here. */
const wordsComeWithinMs = 2_000;

/** What was said so long before the solution, or after it, says how. */
const wordsMsMax = 10 * 60_000;

/** The question whether it works, in the ticket's lane: it comes below the words of the solution. */
export function askOfSolution(
  asked: Omit<TellSolution, 'kind'>,
  { wordsAreKnown, now }: { readonly wordsAreKnown: boolean; readonly now: number },
): Effect | DelayedEffect {
  const effect = { kind: 'tell-solution', ...asked } as const;
  return wordsAreKnown ? effect : { kind: 'delayed', dueAt: now + wordsComeWithinMs, effect };
}

/**
 * Asks only while the ticket is still resolved: whatever came of it meanwhile has been told already. The question
 * answers the words of the solution, which stand above: Telegram quotes them, and lets go of them as soon as they are
 * taken back.
 */
export function tellSolution({ tickets, comments, people, ledger, clock, policy }: Needs) {
  return (effect: TellSolution, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(ledger, item, async () => {
      const [stored, requester] = await Promise.all([
        tickets.findById(effect.ticketId),
        people.findById(effect.personId),
      ]);
      if (stored === null || requester === null || stored.ticket.number === null) return planOf();
      const { ticket } = stored;
      if (ticket.status !== 'resolved') return planOf();
      const words = findWords(await comments.listOf(ticket.id), stored, effect.personId);
      const view = {
        screen: { kind: 'solution-offered', number: stored.ticket.number },
        keyboard: newsButtons(ticket),
        about: ticket.id,
        silent: isSilent(requester, clock.now(), policy),
        ...(words === null ? {} : { answers: commentCardName(ticket.id, words.id) }),
      } as const;
      return planOf({ effects: tell(requester.person, view, ticketCard(ticket, 'below')) });
    });
}

function findWords(
  comments: readonly StoredComment[],
  { closedAt }: StoredTicket,
  personId: string,
): StoredComment | null {
  if (closedAt === null) return null;
  const isAbout = ({ state, readers, createdAt }: StoredComment) =>
    state === 'shown' && readers.includes(personId) && createdAt >= closedAt - wordsMsMax;
  return comments.findLast(isAbout) ?? null;
}
