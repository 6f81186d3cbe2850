import type { Cursors } from '../../ports/cursors.ts';
import type { DeskFeeds, TicketReading } from '../../ports/gateway-desk.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';

const cursorName = 'tracker-changes';
/** One round; what is left comes with the next one. */
const pagesMax = 20;

export type ReconcileOutcome =
  | { readonly kind: 'up-to-date'; readonly changes: number }
  | { readonly kind: 'more'; readonly changes: number }
  | { readonly kind: 'away' };

type Committed = Promise<'committed' | 'overtaken' | 'fenced'>;

/**
 * The poll that finds what webhooks missed. The cursor moves only after every change of its page is stored; the pages
 * overlap on purpose, and what is known already changes nothing.
 */
export function reconcileTickets({
  feeds,
  cursors,
  ledger,
  applyState,
  endRevoked,
}: {
  readonly feeds: DeskFeeds;
  readonly cursors: Cursors;
  readonly ledger: Ledger;
  readonly applyState: (reading: TicketReading, cause: Cause) => Committed;
  readonly endRevoked: (gatewaySessionId: string, cause: Cause) => Committed;
}) {
  const cause = { kind: 'job', name: 'reconcile' } as const;
  return async (): Promise<ReconcileOutcome> => {
    let changes = 0;
    for (let page = 1; page <= pagesMax; page += 1) {
      const answer = await feeds.changesSince(await cursors.find(cursorName));
      if (answer.kind !== 'changes') return { kind: 'away' };
      for (const reading of answer.tickets) {
        if ((await applyState(reading, cause)) === 'overtaken') return { kind: 'more', changes };
      }
      for (const { gatewaySessionId } of answer.revokedSessions) {
        if ((await endRevoked(gatewaySessionId, cause)) === 'overtaken') return { kind: 'more', changes };
      }
      changes += answer.tickets.length + answer.revokedSessions.length;
      await ledger.commit(
        planOf({ changes: [{ kind: 'move-cursor', name: cursorName, value: answer.cursor }] }),
        cause,
      );
      if (!answer.more) return { kind: 'up-to-date', changes };
    }
    return { kind: 'more', changes };
  };
}
