import type { Cursors } from '../../ports/cursors.ts';
import type { DeskFeeds, TicketReading } from '../../ports/gateway-desk.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import type { Clock, Pause } from '../../ports/system.ts';
import type { TakenReading, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { haveHooksCome } from '../news/first-hook.ts';
import { noteFirstStart } from '../news/first-start.ts';
import { isTakenOver } from './judge-reading.ts';

const cursorName = 'tracker-changes';
/** One round; what is left comes with the next one. */
const pagesMax = 20;
/** A page is work for both services: what people say meanwhile gets in between two. */
const betweenPagesMs = 500;

/** A webhook may be so late and still be no gap. */
const hookMsMax = 15_000;

export type ReconcileOutcome =
  /**
   * `more`: the next round goes on from here. `gaps`: tickets with news that a webhook should have told, once any
   * webhook has ever come.
   */
  { readonly kind: 'up-to-date' | 'more'; readonly changes: number; readonly gaps: number } | { readonly kind: 'away' };

type Changes = Extract<Awaited<ReturnType<DeskFeeds['changesSince']>>, { readonly kind: 'changes' }>;
type Committed = Promise<'committed' | 'overtaken' | 'fenced'>;

interface Needs {
  readonly feeds: DeskFeeds;
  readonly cursors: Cursors;
  readonly tickets: Tickets;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly applyState: (reading: TicketReading, cause: Cause) => Committed;
  readonly endRevoked: (gatewaySessionId: string, cause: Cause) => Committed;
}

const cause = { kind: 'job', name: 'reconcile' } as const;

/**
 * The poll that finds what webhooks missed. The cursor moves only after every change of its page is stored; the pages
 * overlap on purpose, and what is known already is left out. A process that stops leaves the round as it is.
 */
export function reconcileTickets(needs: Needs) {
  const { feeds, cursors, ledger, clock, pause } = needs;
  // The start of the process, not the first look: what is said between the two is news.
  const startedAt = clock.now();
  return async (stopping: AbortSignal): Promise<ReconcileOutcome> => {
    const started = await noteFirstStart(cursors, startedAt);
    if (started.length > 0) await ledger.commit(planOf({ changes: started }), cause);
    const hasHooks = await haveHooksCome(cursors);
    let changes = 0;
    let gaps = 0;
    for (let page = 1; page <= pagesMax; page += 1) {
      const answer = await unlessStopped(async () => feeds.changesSince(await cursors.find(cursorName)), stopping);
      if (answer === 'stopped') return { kind: 'more', changes, gaps };
      if (answer.kind !== 'changes') return { kind: 'away' };
      const applied = await applyPage(needs, answer, stopping);
      if (hasHooks) gaps += applied.gaps;
      if (applied.kind === 'unfinished') return { kind: 'more', changes, gaps };
      changes += answer.tickets.length + answer.revokedSessions.length;
      await ledger.commit(
        planOf({ changes: [{ kind: 'move-cursor', name: cursorName, value: answer.cursor }] }),
        cause,
      );
      if (!answer.more) return { kind: 'up-to-date', changes, gaps };
      await unlessStopped(() => pause(betweenPagesMs), stopping);
    }
    return { kind: 'more', changes, gaps };
  };
}

async function applyPage(
  { tickets, clock, applyState, endRevoked }: Needs,
  page: Changes,
  stopping: AbortSignal,
): Promise<{ readonly kind: 'applied' | 'unfinished'; readonly gaps: number }> {
  const known = await tickets.listTakenReadings(page.tickets.map(({ state }) => state.number));
  let gaps = 0;
  for (const reading of page.tickets) {
    if (stopping.aborted) return { kind: 'unfinished', gaps };
    const taken = known.get(reading.state.number);
    if (taken !== undefined && isTakenOver(reading, taken)) continue;
    if (isGap(reading, taken, clock.now())) gaps += 1;
    if ((await applyState(reading, cause)) === 'overtaken') return { kind: 'unfinished', gaps };
  }
  for (const { gatewaySessionId } of page.revokedSessions) {
    if ((await endRevoked(gatewaySessionId, cause)) === 'overtaken') return { kind: 'unfinished', gaps };
  }
  return { kind: 'applied', gaps };
}

/** Nothing is begun by a process that stops; what it has begun is asked for again by whoever makes the next round. */
async function unlessStopped<Result>(begin: () => Promise<Result>, stopping: AbortSignal): Promise<Result | 'stopped'> {
  if (stopping.aborted) return 'stopped';
  const { promise, resolve } = Promise.withResolvers<'stopped'>();
  const stop = () => resolve('stopped');
  stopping.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([begin(), promise]);
  } finally {
    stopping.removeEventListener('abort', stop);
  }
}

function isGap({ state: { changedAt } }: TicketReading, taken: TakenReading | undefined, now: number): boolean {
  const known = taken?.changedAt ?? null;
  return known !== null && changedAt > known && now - changedAt > hookMsMax;
}
