import { z } from 'zod';
import type { TicketReader } from '../../ports/tracker.ts';
import { readCursor, writeCursor } from '../trackers/page-cursor.ts';
import type { OpenProjectContext } from './context.ts';
import { listWorkPackages, pageSize } from './find-work-packages.ts';
import { toTicket } from './work-package.ts';

const minuteMs = 60_000;

/** Where the next page begins. */
const ChangeCursor = z.object({ since: z.int().nonnegative(), page: z.int().min(1).max(10_000) });
type ChangeCursor = z.infer<typeof ChangeCursor>;

/** Lists what changed, a page at a time. */
export async function listChangedSince(
  context: OpenProjectContext,
  since: number,
  page: string | null,
): ReturnType<TicketReader['listChangedSince']> {
  const from = page === null ? { since: minuteOf(since), page: 1 } : readCursor(ChangeCursor, page);
  if (!from) return { kind: 'refused', reason: 'invalid' };
  const names = await context.readNames();
  if (names.kind !== 'answered') return names;
  const listed = await listWorkPackages(context, names.value, {
    filters: [{ updatedAt: { operator: '<>d', values: [new Date(from.since).toISOString(), ''] } }],
    sortBy: [
      ['updatedAt', 'asc'],
      ['id', 'asc'],
    ],
    page: from.page,
  });
  if (listed.kind !== 'answered') return listed;
  const tickets = listed.value.elements.map((workPackage) => toTicket(context, names.value, workPackage));
  const isLast = tickets.length < pageSize;
  return {
    kind: 'listed',
    tickets,
    nextPage: isLast ? null : writeCursor(nextFrom(from, tickets.at(-1)?.changedAt ?? 0)),
  };
}

/**
 * Pages are counted from the beginning of the list, and a ticket that changes while they are read moves to the end and
 * pulls an unread one over the border. So the next page begins at the minute the last one reached, and only within one
 * full minute by counting.
 */
function nextFrom(from: ChangeCursor, reachedAt: number): ChangeCursor {
  const reached = minuteOf(reachedAt);
  return reached > from.since ? { since: reached, page: 1 } : { since: from.since, page: from.page + 1 };
}

function minuteOf(instant: number): number {
  return Math.floor(instant / minuteMs) * minuteMs;
}
