import { z } from 'zod';
import { type Finding, type Inspection, note, wrong } from '../../trackers/first-run/finding.ts';
import type { JiraProbe } from './probe-jira.ts';

const Desk = z.object({ id: z.coerce.string(), projectKey: z.string(), projectName: z.string().default('') });
export type Desk = z.infer<typeof Desk>;
const Desks = z.object({ values: z.array(Desk).max(1_000) });

export interface InspectedDesk extends Inspection {
  readonly desk: Desk | null;
}

const remedyOfDesk = 'Set JIRA_SERVICE_DESK_ID to one that the service account may see';

/** The service desk that JIRA_SERVICE_DESK_ID names; where it names none, those there are. */
export async function inspectDesk(probe: JiraProbe, serviceDeskId: string | null): Promise<InspectedDesk> {
  if (serviceDeskId !== null) {
    const found = await probe.ask({
      name: 'read service desk',
      effect: 'reads',
      method: 'GET',
      path: `/rest/servicedeskapi/servicedesk/${serviceDeskId}`,
      answer: Desk,
    });
    if (found.kind === 'answered') {
      const { id, projectKey, projectName } = found.value;
      const facts = [`${id} is "${projectName}", project ${projectKey}`];
      return { name: 'service desk', facts, findings: [], desk: found.value };
    }
  }
  const listed = await probe.ask({
    name: 'list service desks',
    effect: 'reads',
    method: 'GET',
    path: '/rest/servicedeskapi/servicedesk',
    query: { limit: 50 },
    answer: Desks,
  });
  return { name: 'service desk', facts: [], findings: [absentDesk(serviceDeskId, listed)], desk: null };
}

function absentDesk(
  serviceDeskId: string | null,
  listed: { readonly kind: 'answered'; readonly value: z.infer<typeof Desks> } | { readonly kind: 'failed' },
): Finding {
  const what =
    serviceDeskId === null
      ? 'JIRA_SERVICE_DESK_ID is not set'
      : `there is no service desk ${serviceDeskId}, or the service account may not see it`;
  if (listed.kind === 'failed') {
    return wrong(
      what,
      'This Jira answers no question about service desks: it needs Jira Service Management, and the service account a licence for it.',
    );
  }
  const names = listed.value.values.map(({ id, projectKey, projectName }) => `${id} (${projectKey}, ${projectName})`);
  if (names.length === 0) {
    return wrong(
      what,
      'The service account sees no service desk at all: Project settings > People, add it as Service Desk Team.',
    );
  }
  return wrong(what, `${remedyOfDesk}: ${names.join('; ')}.`);
}

const Permissions = z.object({ permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })) });

/** By Jira's key: the name on its pages, and what does not work without it. */
const needed: Readonly<Record<string, readonly [name: string, without: string]>> = {
  BROWSE_PROJECTS: ['Browse projects', 'no ticket can be read'],
  SERVICEDESK_AGENT: ['Service project agent', 'no ticket can be raised for its employee'],
  CREATE_ISSUES: ['Create issues', 'no ticket can be filed'],
  EDIT_ISSUES: ['Edit issues', 'priorities and teams cannot be changed'],
  ASSIGN_ISSUES: ['Assign issues', 'nobody can be assigned'],
  TRANSITION_ISSUES: ['Transition issues', 'tickets cannot be taken, resolved or reopened'],
  ADD_COMMENTS: ['Add comments', 'what people write does not reach Jira'],
  EDIT_OWN_COMMENTS: ['Edit own comments', 'corrected messages and files do not reach Jira'],
  CREATE_ATTACHMENTS: ['Create attachments', 'files do not reach Jira'],
  LINK_ISSUES: ['Link issues', 'a ticket filed twice cannot be closed with a link to the other'],
  USER_PICKER: ['Browse users and groups', "people's accounts cannot be found by their e-mail"],
};

/** What the service account may do in the project. */
export async function inspectPermissions(probe: JiraProbe, projectKey: string): Promise<Inspection> {
  const name = 'permissions';
  const asked = await probe.ask({
    name: 'read permissions',
    effect: 'reads',
    method: 'GET',
    path: `${probe.flavour.api}/mypermissions`,
    // Data Center answers with all there are.
    query: { projectKey, ...(probe.flavour.name === 'cloud' ? { permissions: Object.keys(needed).join(',') } : {}) },
    answer: Permissions,
  });
  if (asked.kind === 'failed') {
    const remedy = 'Look at Project settings > Permissions by hand: docs/first-run.md lists what it needs.';
    return { name, facts: [], findings: [note('Jira does not say what the service account may do', remedy)] };
  }
  const held = asked.value.permissions;
  const findings = Object.entries(needed).flatMap(([key, [title, without]]) =>
    held[key]?.havePermission ? [] : [wrong(`"${title}" is missing: ${without}`, grantRemedy(key, title))],
  );
  const count = Object.keys(needed).length - findings.length;
  return { name, facts: [`${count} of ${Object.keys(needed).length} that are needed`], findings };
}

function grantRemedy(key: string, title: string): string {
  if (key === 'USER_PICKER') {
    return `Grant "${title}" to a group of the service account: Settings > System > Global permissions.`;
  }
  if (key === 'SERVICEDESK_AGENT') {
    return 'Project settings > People: add the service account as Service Desk Team; it needs an agent licence.';
  }
  return `Grant "${title}" to the role of the service account: Project settings > Permissions.`;
}
