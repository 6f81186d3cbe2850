import type { Cursors } from '../../ports/cursors.ts';
import type { DeskFeeds, TicketReading } from '../../ports/gateway-desk.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { commitDecision } from '../commit-decision.ts';
import { planOf } from '../compose-plan.ts';
import type { planComments } from '../news/plan-comments.ts';

type Committed = Promise<'committed' | 'overtaken' | 'fenced'>;

interface Needs {
  readonly feeds: DeskFeeds;
  readonly cursors: Cursors;
  readonly tickets: Tickets;
  /** All of these tell nobody. */
  readonly ledger: Ledger;
  readonly applyState: (reading: TicketReading, cause: Cause) => Committed;
  readonly endRevoked: (gatewaySessionId: string, cause: Cause) => Committed;
  readonly planComments: ReturnType<typeof planComments>;
}

const cursorName = 'tracker-changes';
const cause = { kind: 'job', name: 'restore' } as const;
const pagesMax = 1_000;

/**
 * Takes over from the tracker what the database does not remember, without a word to anybody: they heard of it at the
 * time. What changed after `until` is news and left to the poll of the started desk; of such a ticket only the comments
 * of before are taken in, so that they are not told twice.
 */
export function catchUpQuietly(needs: Needs) {
  return async (
    until: number,
  ): Promise<{ readonly kind: 'caught-up'; readonly changes: number } | { readonly kind: 'away' }> => {
    let changes = 0;
    for (let page = 1; page <= pagesMax; page += 1) {
      const answer = await needs.feeds.changesSince(await needs.cursors.find(cursorName));
      if (answer.kind !== 'changes') return { kind: 'away' };
      for (const reading of answer.tickets) await takeIn(needs, reading, until);
      for (const { gatewaySessionId } of answer.revokedSessions) await needs.endRevoked(gatewaySessionId, cause);
      changes += answer.tickets.length;
      // The rest of this page is asked for again: what is known by then is no news.
      if (answer.tickets.some(({ state }) => state.changedAt > until)) return { kind: 'caught-up', changes };
      const moved = { kind: 'move-cursor', name: cursorName, value: answer.cursor } as const;
      await needs.ledger.commit(planOf({ changes: [moved] }), cause);
      if (!answer.more) return { kind: 'caught-up', changes };
    }
    return { kind: 'caught-up', changes };
  };
}

async function takeIn(needs: Needs, reading: TicketReading, until: number): Promise<void> {
  const { state, marks } = reading;
  const isKnown = async () => (await needs.tickets.findByNumber(state.number)) !== null;
  if (state.changedAt <= until || (state.createdAt <= until && !(await isKnown()))) {
    await needs.applyState(reading, cause);
    return;
  }
  if (marks === null) return;
  const comments = marks.comments.filter(({ createdAt }) => createdAt <= until);
  await commitDecision(needs.ledger, cause, async () => {
    const stored = await needs.tickets.findByNumber(state.number);
    return stored === null ? planOf() : needs.planComments(stored, { ...marks, comments });
  });
}
