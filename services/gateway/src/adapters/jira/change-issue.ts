import type { Priority, TicketStatus } from '@desk/domain';
import { z } from 'zod';
import type { TrackerAccount, TrackerTrouble } from '../../ports/tracker.ts';
import { nearestMapped } from '../trackers/nearest-status.ts';
import type { JiraContext } from './context.ts';
import { isTeamLabel, isTicketNumber, noSuchTicket, readTicket, teamLabel } from './read-issue.ts';
import { mappedStatuses } from './tracker-map.ts';
import type { JiraAnswer } from './transport.ts';

/** Jira answers these with nothing. */
const Nothing = z.unknown();

export async function assignIssue(
  { transport, flavour }: JiraContext,
  number: string,
  account: TrackerAccount | null,
): Promise<{ readonly kind: 'assigned' } | TrackerTrouble> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const put = await transport.send({
    name: 'assign issue',
    effect: 'writes',
    method: 'PUT',
    path: `${flavour.api}/issue/${number}/assignee`,
    body: { [flavour.personKey]: account },
    answer: Nothing,
  });
  return put.kind === 'answered' ? { kind: 'assigned' } : put;
}

export async function setPriority(
  { transport, flavour, map }: JiraContext,
  number: string,
  priority: Priority,
): Promise<JiraAnswer<unknown>> {
  return transport.send({
    name: 'set priority',
    effect: 'writes',
    method: 'PUT',
    path: `${flavour.api}/issue/${number}`,
    body: { fields: { priority: { id: map.priorities[priority] } } },
    answer: Nothing,
  });
}

export async function prioritiseIssue(
  context: JiraContext,
  number: string,
  priority: Priority,
): Promise<{ readonly kind: 'prioritised' } | TrackerTrouble> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const put = await setPriority(context, number, priority);
  return put.kind === 'answered' ? { kind: 'prioritised' } : put;
}

const Labelled = z.object({ fields: z.object({ labels: z.array(z.string()).default([]) }) });

/** Labels have no order that Jira keeps, so that the earlier team's goes as the new one's comes. */
export async function transferIssue(
  { transport, flavour }: JiraContext,
  number: string,
  team: string,
): Promise<{ readonly kind: 'transferred' } | TrackerTrouble> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const path = `${flavour.api}/issue/${number}`;
  const read = await transport.send({
    name: 'read labels',
    effect: 'reads',
    method: 'GET',
    path,
    query: { fields: 'labels' },
    answer: Labelled,
  });
  if (read.kind !== 'answered') return read;
  const wanted = teamLabel(team);
  const earlier = read.value.fields.labels.filter((label) => isTeamLabel(label) && label !== wanted);
  const put = await transport.send({
    name: 'transfer issue',
    effect: 'writes',
    method: 'PUT',
    path,
    body: {
      fields: { assignee: { [flavour.personKey]: null } },
      update: { labels: [...earlier.map((label) => ({ remove: label })), { add: wanted }] },
    },
    answer: Nothing,
  });
  return put.kind === 'answered' ? { kind: 'transferred' } : put;
}

/** Jira names those it lets in by account id on Cloud, by username on Data Center. */
export async function addParticipant(
  { transport, flavour }: JiraContext,
  number: string,
  account: TrackerAccount,
): Promise<{ readonly kind: 'added' } | TrackerTrouble> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const posted = await transport.send({
    name: 'add participant',
    effect: 'writes',
    method: 'POST',
    path: `/rest/servicedeskapi/request/${number}/participant`,
    body: { [flavour.name === 'cloud' ? 'accountIds' : 'usernames']: [account] },
    answer: Nothing,
  });
  return posted.kind === 'answered' ? { kind: 'added' } : posted;
}

/** In Jira's words the inward issue *duplicates* the outward one. */
export async function linkDuplicate(
  { transport, flavour }: JiraContext,
  duplicate: string,
  kept: string,
): Promise<{ readonly kind: 'linked' } | TrackerTrouble> {
  if (!isTicketNumber(duplicate) || !isTicketNumber(kept)) return noSuchTicket;
  const posted = await transport.send({
    name: 'link issues',
    effect: 'writes',
    method: 'POST',
    path: `${flavour.api}/issueLink`,
    body: { type: { name: 'Duplicate' }, inwardIssue: { key: duplicate }, outwardIssue: { key: kept } },
    answer: Nothing,
  });
  return posted.kind === 'answered' ? { kind: 'linked' } : posted;
}

const Transitions = z.object({
  transitions: z.array(z.object({ id: z.string(), to: z.object({ id: z.string() }) })).max(500),
});

/** Moves by whichever transition leads there now; a ticket that is there already has moved. */
export async function moveIssue(
  context: JiraContext,
  number: string,
  to: TicketStatus,
): Promise<{ readonly kind: 'moved' } | TrackerTrouble> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const { transport, flavour, map } = context;
  const there = nearestMapped(mappedStatuses(map), to);
  const path = `${flavour.api}/issue/${number}/transitions`;
  const listed = await transport.send({
    name: 'list transitions',
    effect: 'reads',
    method: 'GET',
    path,
    answer: Transitions,
  });
  if (listed.kind !== 'answered') return listed;

  const { ids, resolution } = map.statuses[there];
  const [transition] = ids.flatMap((id) => listed.value.transitions.filter((candidate) => candidate.to.id === id));
  if (!transition) return isThereAlready(context, number, there);
  const posted = await transport.send({
    name: 'move issue',
    effect: 'writes',
    method: 'POST',
    path,
    body: {
      transition: { id: transition.id },
      ...(resolution === undefined ? {} : { fields: { resolution: { id: resolution } } }),
    },
    answer: Nothing,
  });
  return posted.kind === 'answered' ? { kind: 'moved' } : posted;
}

async function isThereAlready(
  context: JiraContext,
  number: string,
  status: TicketStatus,
): Promise<{ readonly kind: 'moved' } | TrackerTrouble> {
  const read = await readTicket(context, number);
  if (read.kind !== 'answered') return read;
  return read.value.status === status ? { kind: 'moved' } : { kind: 'refused', reason: 'no-such-transition' };
}
