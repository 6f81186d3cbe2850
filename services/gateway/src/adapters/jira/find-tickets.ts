import { z } from 'zod';
import type { TicketReader, TrackerAccount, TrackerTicket } from '../../ports/tracker.ts';
import type { JiraContext } from './context.ts';
import { quoteJql } from './jql.ts';
import { isReference, markerClause } from './marker.ts';
import { Issue, JiraPerson, ticketFields, toTicket } from './read-issue.ts';
import { searchAll } from './search.ts';
import { openStatusIds } from './tracker-map.ts';
import type { JiraAnswer } from './transport.ts';

const twinsMax = 100;

/** Every ticket with this marker, oldest first. */
export async function findByReference(
  context: JiraContext,
  reference: string,
): ReturnType<TicketReader['findByReference']> {
  if (!isReference(reference)) return { kind: 'refused', reason: 'invalid' };
  const { map, flavour } = context;
  const jql = `project = ${quoteJql(map.projectKey)} AND ${markerClause(map.marker, reference)} ORDER BY created ASC`;
  const found = await searchAll(context, { jql, fields: ticketFields(context) }, Issue, twinsMax);
  if (found.kind !== 'answered') return found;
  const tickets = found.value
    .map((issue): TrackerTicket => toTicket(context, issue))
    .filter((ticket) => ticket.reference === reference)
    .toSorted((left, right) => left.createdAt - right.createdAt);
  return { kind: 'found', tickets, searchSettled: flavour.searchSettled };
}

const accountsPerSearch = 50;
const openIssuesMax = 5_000;

const AssignedIssue = z.object({ fields: z.object({ assignee: JiraPerson.nullish() }) });

/** Open tickets per assignee, counted with one search for up to 50 accounts. */
export async function countOpen(
  context: JiraContext,
  accounts: readonly TrackerAccount[],
): ReturnType<TicketReader['countOpen']> {
  const open = new Map<TrackerAccount, number>();
  const wanted = [...new Set(accounts)];
  for (let at = 0; at < wanted.length; at += accountsPerSearch) {
    const counted = await assigneesOfOpen(context, wanted.slice(at, at + accountsPerSearch));
    if (counted.kind !== 'answered') return counted;
    for (const account of counted.value) open.set(account, (open.get(account) ?? 0) + 1);
  }
  return { kind: 'counted', open };
}

/**
 * The assignee of each open ticket of these accounts. Jira refuses a whole query for one account it does not know, so a
 * refused query is halved until the account stands alone, where it counts as having none.
 */
async function assigneesOfOpen(
  context: JiraContext,
  accounts: readonly TrackerAccount[],
): Promise<JiraAnswer<readonly TrackerAccount[]>> {
  const { map } = context;
  const jql = [
    `project = ${quoteJql(map.projectKey)}`,
    `assignee in (${accounts.map(quoteJql).join(', ')})`,
    `status in (${openStatusIds(map).join(', ')})`,
  ].join(' AND ');
  const found = await searchAll(context, { jql, fields: ['assignee'] }, AssignedIssue, openIssuesMax);
  if (found.kind === 'answered') {
    return { kind: 'answered', value: found.value.flatMap(({ fields }) => fields.assignee ?? []) };
  }
  if (found.kind !== 'refused' || found.reason !== 'invalid') return found;
  if (accounts.length === 1) return { kind: 'answered', value: [] };

  const middle = Math.ceil(accounts.length / 2);
  const left = await assigneesOfOpen(context, accounts.slice(0, middle));
  if (left.kind !== 'answered') return left;
  const right = await assigneesOfOpen(context, accounts.slice(middle));
  return right.kind === 'answered' ? { kind: 'answered', value: [...left.value, ...right.value] } : right;
}
