import type { Priority, TicketStatus } from '@desk/domain';
import { z } from 'zod';
import type { TrackerAccount, TrackerTrouble } from '../../ports/tracker.ts';
import { nearestMapped } from '../trackers/nearest-status.ts';
import type { OpenProjectContext } from './context.ts';
import { idOf, isId } from './hal.ts';
import type { InstanceNames } from './instance-names.ts';
import { noSuchTicket, readWorkPackage, teamOf, toTicket, WorkPackage } from './work-package.ts';

const misconfigured = { kind: 'refused', reason: 'misconfigured' } as const;
const invalid = { kind: 'refused', reason: 'invalid' } as const;

interface Change {
  /** A constant, for logs and figures. */
  readonly name: string;
  /** What is to be written over this work package; null where it is so already. */
  readonly decide: (workPackage: WorkPackage, names: InstanceNames) => object | null | typeof misconfigured;
}

const conflictsMax = 5;

/**
 * Writes over the version it has read. Where another change came in between, OpenProject answers 409 and has written
 * nothing: read again, decide again, at most five times.
 */
async function change(
  context: OpenProjectContext,
  number: string,
  { name, decide }: Change,
): Promise<{ readonly kind: 'changed' } | TrackerTrouble> {
  for (let attempt = 0; attempt < conflictsMax; attempt += 1) {
    const read = await readWorkPackage(context, number);
    if (read.kind !== 'answered') return read;
    const { workPackage, names } = read.value;
    const wanted = decide(workPackage, names);
    if (wanted === null) return { kind: 'changed' };
    if (wanted === misconfigured) return misconfigured;
    const patched = await context.transport.sendVersioned({
      name,
      effect: 'writes',
      method: 'PATCH',
      path: `/work_packages/${number}`,
      body: { lockVersion: workPackage.lockVersion, ...wanted },
      answer: WorkPackage,
    });
    if (patched.kind === 'answered') return { kind: 'changed' };
    if (patched.kind !== 'conflict') return patched;
  }
  return { kind: 'down', retryAfterMs: null };
}

export async function assignWorkPackage(
  context: OpenProjectContext,
  number: string,
  account: TrackerAccount | null,
): Promise<{ readonly kind: 'assigned' } | TrackerTrouble> {
  if (account !== null && !isId(account)) return isId(number) ? invalid : noSuchTicket;
  const changed = await change(context, number, {
    name: 'assign work package',
    decide: ({ _links: links }) =>
      idOf(links.assignee) === account ? null : { _links: { assignee: userLink(account) } },
  });
  return changed.kind === 'changed' ? { kind: 'assigned' } : changed;
}

export async function prioritiseWorkPackage(
  context: OpenProjectContext,
  number: string,
  priority: Priority,
): Promise<{ readonly kind: 'prioritised' } | TrackerTrouble> {
  const name = context.map.priorities[priority];
  const changed = await change(context, number, {
    name: 'set priority',
    decide({ _links: links }, names) {
      const id = names.priorities.get(name);
      if (id === undefined) return misconfigured;
      return links.priority?.title === name ? null : { _links: { priority: { href: `/api/v3/priorities/${id}` } } };
    },
  });
  return changed.kind === 'changed' ? { kind: 'prioritised' } : changed;
}

export async function transferWorkPackage(
  context: OpenProjectContext,
  number: string,
  team: string,
): Promise<{ readonly kind: 'transferred' } | TrackerTrouble> {
  const changed = await change(context, number, {
    name: 'transfer work package',
    decide(workPackage, names) {
      const field = names.fields.get(context.map.customFields.team);
      if (!field || field.isLink) return misconfigured;
      const isThere = teamOf(context.map, names, workPackage) === team && idOf(workPackage._links.assignee) === null;
      return isThere ? null : { [field.key]: team, _links: { assignee: userLink(null) } };
    },
  });
  return changed.kind === 'changed' ? { kind: 'transferred' } : changed;
}

/** To the first status of this meaning that the workflow leads to; a ticket that is there already has moved. */
export async function moveWorkPackage(
  context: OpenProjectContext,
  number: string,
  to: TicketStatus,
): Promise<{ readonly kind: 'moved' } | TrackerTrouble> {
  const { statuses } = context.map;
  const there = nearestMapped(statuses, to);
  for (const name of statuses[there]) {
    const changed = await change(context, number, {
      name: 'move work package',
      decide(workPackage, names) {
        if (toTicket(context, names, workPackage).status === there) return null;
        const status = names.statuses.get(name);
        return status ? { _links: { status: { href: `/api/v3/statuses/${status.id}` } } } : misconfigured;
      },
    });
    if (changed.kind === 'changed') return { kind: 'moved' };
    if (changed.kind !== 'refused' || changed.reason !== 'invalid') return changed;
  }
  return { kind: 'refused', reason: 'no-such-transition' };
}

/** A watcher, in OpenProject's words. */
export async function addWatcher(
  context: OpenProjectContext,
  number: string,
  account: TrackerAccount,
): Promise<{ readonly kind: 'added' } | TrackerTrouble> {
  const read = await readWorkPackage(context, number);
  if (read.kind !== 'answered') return read;
  if (!isId(account)) return invalid;
  const posted = await context.transport.send({
    name: 'add watcher',
    effect: 'writes',
    method: 'POST',
    path: `/work_packages/${number}/watchers`,
    body: { user: userLink(account) },
    answer: z.unknown(),
  });
  return posted.kind === 'answered' ? { kind: 'added' } : posted;
}

/** OpenProject answers 409 where the two are related already. */
export async function linkDuplicate(
  context: OpenProjectContext,
  duplicate: string,
  kept: string,
): Promise<{ readonly kind: 'linked' } | TrackerTrouble> {
  if (!isId(duplicate) || !isId(kept)) return noSuchTicket;
  const posted = await context.transport.sendVersioned({
    name: 'relate work packages',
    effect: 'writes',
    method: 'POST',
    path: `/work_packages/${duplicate}/relations`,
    body: { type: 'duplicates', _links: { to: { href: `/api/v3/work_packages/${kept}` } } },
    answer: z.unknown(),
  });
  return posted.kind === 'answered' || posted.kind === 'conflict' ? { kind: 'linked' } : posted;
}

function userLink(account: TrackerAccount | null) {
  return { href: account === null ? null : `/api/v3/users/${account}` };
}
