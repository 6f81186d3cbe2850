import { z } from 'zod';
import type { TicketReader } from '../../ports/tracker.ts';
import { readCursor, writeCursor } from '../trackers/page-cursor.ts';
import type { JiraContext } from './context.ts';
import { jqlMinute, quoteJql } from './jql.ts';
import type { ReadOwnAccount } from './own-account.ts';
import { Issue, ticketFields, toTicket } from './read-issue.ts';
import { searchPage } from './search.ts';

const minuteMs = 60_000;

/** Where the next page begins. */
const ChangeCursor = z.object({ since: z.int().nonnegative(), cursor: z.string().max(4_000).nullable() });
type ChangeCursor = z.infer<typeof ChangeCursor>;

/** Lists what changed, a page at a time. */
export function createChangeList(
  context: JiraContext,
  readOwnAccount: ReadOwnAccount,
): TicketReader['listChangedSince'] {
  return async (since, page) => {
    const from = page === null ? { since, cursor: null } : readCursor(ChangeCursor, page);
    if (!from) return { kind: 'refused', reason: 'invalid' };
    const own = await readOwnAccount();
    if (own.kind !== 'answered') return own;

    const jql = `project = ${quoteJql(context.map.projectKey)} AND updated >= ${jqlMinute(from.since, own.value.timeZone)} ORDER BY updated ASC, key ASC`;
    const found = await searchPage(context, { jql, fields: ticketFields(context), cursor: from.cursor }, Issue);
    if (found.kind !== 'answered') return found;
    const { issues, nextCursor } = found.value;
    const tickets = issues.map((issue) => toTicket(context, issue));
    const next = nextCursor === null ? null : nextFrom(context, from, nextCursor, tickets.at(-1)?.changedAt ?? 0);
    return { kind: 'listed', tickets, nextPage: next && writeCursor(next) };
  };
}

/**
 * Data Center counts pages from the beginning of the list, and a ticket that changes while they are read moves to the
 * end and pulls an unread one over the border. So the next page begins at the minute the last one reached, and only
 * within one full minute by counting. Cloud's token marks a place and is taken as it is.
 */
function nextFrom({ flavour }: JiraContext, from: ChangeCursor, cursor: string, reachedAt: number): ChangeCursor {
  const reached = Math.floor(reachedAt / minuteMs) * minuteMs;
  return flavour.name === 'data-center' && reached > from.since
    ? { since: reached, cursor: null }
    : { since: from.since, cursor };
}
