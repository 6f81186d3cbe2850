import { z } from 'zod';
import type { TicketReader, TrackerAccount } from '../../ports/tracker.ts';
import type { OpenProjectContext } from './context.ts';
import { idOf, isId, Link, listOf } from './hal.ts';
import type { InstanceNames } from './instance-names.ts';
import { isReference, ticketMarker } from './marker.ts';
import { openStatusNames } from './tracker-map.ts';
import type { OpenProjectAnswer } from './transport.ts';
import { toTicket, WorkPackage } from './work-package.ts';

const misconfigured = { kind: 'refused', reason: 'misconfigured' } as const;

export interface WorkPackageQuery {
  readonly filters: readonly unknown[];
  readonly sortBy: readonly (readonly [string, 'asc' | 'desc'])[];
  /** From 1. */
  readonly page: number;
}

export const pageSize = 100;

/** One page of our project's work packages. OpenProject searches its tables: what was written is found at once. */
export function listWorkPackages(
  { transport }: OpenProjectContext,
  { projectId }: InstanceNames,
  { filters, sortBy, page }: WorkPackageQuery,
): Promise<OpenProjectAnswer<{ readonly elements: readonly WorkPackage[] }>> {
  return transport.send({
    name: 'list work packages',
    effect: 'reads',
    method: 'GET',
    path: `/projects/${projectId}/work_packages`,
    query: { filters: JSON.stringify(filters), sortBy: JSON.stringify(sortBy), offset: page, pageSize },
    answer: listOf(WorkPackage),
  });
}

/** Every ticket with this marker, oldest first. */
export async function findByReference(
  context: OpenProjectContext,
  reference: string,
): ReturnType<TicketReader['findByReference']> {
  if (!isReference(reference)) return { kind: 'refused', reason: 'invalid' };
  const names = await context.readNames();
  if (names.kind !== 'answered') return names;
  const field = names.value.fields.get(context.map.customFields.reference);
  if (!field || field.isLink) return misconfigured;
  const listed = await listWorkPackages(context, names.value, {
    filters: [{ [field.key]: { operator: '=', values: [ticketMarker(reference)] } }],
    sortBy: [['id', 'asc']],
    page: 1,
  });
  if (listed.kind !== 'answered') return listed;
  const tickets = listed.value.elements
    .map((workPackage) => toTicket(context, names.value, workPackage))
    .filter((ticket) => ticket.reference === reference);
  return { kind: 'found', tickets, searchSettled: true };
}

const accountsPerQuestion = 50;

const Groups = z.object({
  groups: z
    .array(
      z.object({
        count: z.int().nonnegative(),
        _links: z.object({ valueLink: z.array(Link).default([]) }).default({ valueLink: [] }),
      }),
    )
    .default([]),
});

/** Open tickets per assignee, counted by OpenProject itself, with one question for up to 50 accounts. */
export async function countOpen(
  context: OpenProjectContext,
  accounts: readonly TrackerAccount[],
): ReturnType<TicketReader['countOpen']> {
  const open = new Map<TrackerAccount, number>();
  const names = await context.readNames();
  if (names.kind !== 'answered') return names;
  const wanted = [...new Set(accounts)].filter(isId);
  for (let at = 0; at < wanted.length; at += accountsPerQuestion) {
    const counted = await countOf(context, names.value, wanted.slice(at, at + accountsPerQuestion));
    if (counted.kind !== 'answered') return counted;
    for (const [account, count] of counted.value) open.set(account, count);
  }
  return { kind: 'counted', open };
}

type Counts = readonly (readonly [TrackerAccount, number])[];

/**
 * OpenProject refuses a whole question for one account it does not know, so a refused one is halved until the account
 * stands alone, where it counts as having none.
 */
async function countOf(
  context: OpenProjectContext,
  names: InstanceNames,
  accounts: readonly TrackerAccount[],
): Promise<OpenProjectAnswer<Counts>> {
  const statuses = openStatusNames(context.map).flatMap((name) => names.statuses.get(name)?.id ?? []);
  const filters = [
    { assignee: { operator: '=', values: accounts } },
    { status: { operator: '=', values: statuses.map(String) } },
  ];
  const counted = await context.transport.send({
    name: 'count work packages',
    effect: 'reads',
    method: 'GET',
    path: `/projects/${names.projectId}/work_packages`,
    query: { filters: JSON.stringify(filters), groupBy: 'assignee', pageSize: 1 },
    answer: Groups,
  });
  if (counted.kind === 'answered') {
    const counts = counted.value.groups.flatMap(({ count, _links: { valueLink } }) => {
      const account = idOf(valueLink[0]);
      return account === null ? [] : [[account, count] as const];
    });
    return { kind: 'answered', value: counts };
  }
  if (counted.kind !== 'refused' || counted.reason !== 'invalid') return counted;
  if (accounts.length === 1) return { kind: 'answered', value: [] };

  const middle = Math.ceil(accounts.length / 2);
  const left = await countOf(context, names, accounts.slice(0, middle));
  if (left.kind !== 'answered') return left;
  const right = await countOf(context, names, accounts.slice(middle));
  return right.kind === 'answered' ? { kind: 'answered', value: [...left.value, ...right.value] } : right;
}
