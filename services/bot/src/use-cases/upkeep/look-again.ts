import type { DeskFeeds, TicketReading } from '../../ports/gateway-desk.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import type { DueTickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';

const hourMs = 3_600_000;
/** While a comment can still be deleted from a chat. */
const commentsMs = 48 * hourMs;
const restMs = 60_000;
/** As many as one look takes. */
const ticketsMax = 20;
const cause = { kind: 'job', name: 'look-again' } as const;

interface Needs {
  readonly dueTickets: DueTickets;
  readonly feeds: DeskFeeds;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly applyState: (reading: TicketReading, cause: Cause) => Promise<'committed' | 'overtaken' | 'fenced'>;
}

/**
 * What a search does not tell: a comment that was deleted, or turned internal, leaves no trace there. Tickets with
 * comments in chats are looked at themselves, those that waited longest first, a few at a time.
 */
export function lookAgain({ dueTickets, feeds, ledger, clock, applyState }: Needs) {
  return async (): Promise<{ readonly kind: 'looked'; readonly tickets: number } | { readonly kind: 'away' }> => {
    const at = clock.now();
    const due = await dueTickets.listToLookAt({ shownSince: at - commentsMs, lookedBefore: at - restMs }, ticketsMax);
    if (due.length === 0) return { kind: 'looked', tickets: 0 };
    const answer = await feeds.look(due.map(({ number }) => number));
    if (answer.kind !== 'looked') return { kind: 'away' };
    for (const reading of answer.tickets) await applyState(reading, cause);
    const ticketIds = due.map(({ ticketId }) => ticketId);
    await ledger.commit(planOf({ changes: [{ kind: 'note-looks', ticketIds, at }] }), cause);
    return { kind: 'looked', tickets: due.length };
  };
}
