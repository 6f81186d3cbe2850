import type { Priority, TicketStatus } from '@desk/domain';
import { z } from 'zod';
import { type Finding, type Inspection, note, wrong } from '../../trackers/first-run/finding.ts';
import { nearestMapped } from '../../trackers/nearest-status.ts';
import { checkMap } from '../check-map.ts';
import { mappedStatuses, statusOf, type TrackerMap } from '../tracker-map.ts';
import { formKindOf } from './form-kind.ts';
import type { Desk } from './inspect-desk.ts';
import type { JiraProbe, Probed } from './probe-jira.ts';
import { FormField, readPriorities, readRequestTypeField, readStatuses } from './read-instance.ts';

/** Holds the tracker map against the Jira it is for, word by word. */
export async function inspectMap(
  probe: JiraProbe,
  desk: Desk,
  map: TrackerMap,
  baseUrl: string,
): Promise<readonly Inspection[]> {
  return [
    await inspectRequestTypes(probe, desk, map, baseUrl),
    await inspectFieldKinds(probe, desk, map),
    await inspectPriorities(probe, map),
    await inspectStatuses(probe, desk, map),
    await inspectProject(probe, desk, map),
  ];
}

async function inspectRequestTypes(
  { flavour, transport }: JiraProbe,
  desk: Desk,
  map: TrackerMap,
  baseUrl: string,
): Promise<Inspection> {
  const checked = await checkMap({ flavour, transport, map, baseUrl }, desk.id);
  const count = Object.keys(map.requestTypes).length;
  if (checked.kind !== 'checked') return unanswered('request types');
  return {
    name: 'request types',
    facts: [`${count} in the map`],
    findings: checked.problems.map((problem) => wrong(problem, remedyOfType(problem))),
  };
}

const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /no request type/,
    'Put in the id of one that there is (`tracker pull` lists them), or let the service account see it.',
  ],
  [/has no option/, 'Put in the id of an option that the field has; `tracker pull` lists them.'],
  [/does not take description/, 'Project settings > Request types: add Description to this type.'],
  [
    /does not take labels/,
    'Project settings > Request types: add Labels to this type, or leave `marker` out of the map.',
  ],
  [/does not take priority/, 'Add Priority to this request type, or write `priority: after` beside its id.'],
  [
    /does not take/,
    'Project settings > Request types: add the field to this type, or make it `kind: description-only`.',
  ],
  [
    /demands/,
    'Project settings > Request types: make the field optional there, or ask for it in the catalogue and the map.',
  ],
  [/may not raise/, 'Project settings > People: add the service account as Service Desk Team.'],
];

function remedyOfType(problem: string): string {
  return remedies.find(([words]) => words.test(problem))?.[1] ?? 'Compare the map with the request type in Jira.';
}

const Form = z.object({ requestTypeFields: z.array(FormField).max(200) });

/** A date written as a text, or a text as an option, is refused only when the first ticket is filed. */
async function inspectFieldKinds(probe: JiraProbe, desk: Desk, map: TrackerMap): Promise<Inspection> {
  const findings: Finding[] = [];
  let count = 0;
  for (const [name, type] of Object.entries(map.requestTypes)) {
    if (Object.values(type.fields).every(({ kind }) => kind === 'description-only')) continue;
    const form = await probe.ask({
      name: 'read request type',
      effect: 'reads',
      method: 'GET',
      path: `/rest/servicedeskapi/servicedesk/${desk.id}/requesttype/${type.id}/field`,
      answer: Form,
    });
    // That it cannot be read is said of the request type already.
    if (form.kind === 'failed') continue;
    for (const [id, place] of Object.entries(type.fields)) {
      if (place.kind === 'description-only') continue;
      count += 1;
      const field = form.value.requestTypeFields.find(({ fieldId }) => fieldId === place.field);
      const kind = field ? formKindOf(field) : place.kind;
      if (kind === place.kind) continue;
      const what = `requestTypes.${name}.fields.${id}: ${place.field} is no field of kind ${place.kind}`;
      const remedy = kind === null ? 'Only `kind: description-only` can take it.' : `Write \`kind: ${kind}\`.`;
      findings.push(wrong(what, remedy));
    }
  }
  return { name: 'fields', facts: [`${count} of Jira's are written`], findings };
}

async function inspectPriorities(probe: JiraProbe, map: TrackerMap): Promise<Inspection> {
  const listed = await readPriorities(probe);
  if (listed.kind === 'failed') return unanswered('priorities');
  const known = listed.value.map(({ id, name }) => `${id} (${name})`).join(', ');
  const ours: readonly Priority[] = ['critical', 'high', 'medium', 'low'];
  return {
    name: 'priorities',
    facts: [`Jira has ${listed.value.length}`],
    findings: ours
      .filter((priority) => !listed.value.some(({ id }) => id === map.priorities[priority]))
      .map((priority) =>
        wrong(`priorities.${priority}: Jira has no priority ${map.priorities[priority]}`, `Put in one of ${known}.`),
      ),
  };
}

async function inspectStatuses(probe: JiraProbe, desk: Desk, map: TrackerMap): Promise<Inspection> {
  const listed = await readStatuses(probe, desk.projectKey);
  if (listed.kind === 'failed') return unanswered('statuses');
  const statuses = new Map(listed.value.flatMap((type) => type.statuses).map((status) => [status.id, status]));
  const known = [...statuses.values()].map(({ id, name }) => `${id} (${name})`).join(', ');
  const mapped = Object.entries(map.statuses);
  const ids = new Set(mapped.flatMap(([, { ids: own }]) => own));
  const absent = mapped.flatMap(([ours, { ids: own }]) =>
    own
      .filter((id) => !statuses.has(id))
      .map((id) => wrong(`statuses.${ours}: the project has no status ${id}`, `Put in one of ${known}.`)),
  );
  const unmapped = [...statuses.values()]
    .filter(({ id }) => !ids.has(id))
    .map(({ id, name, statusCategory }) => {
      const taken = statusOf(map, { id, category: statusCategory.key });
      return note(`status ${id} (${name}) is not in the map and is taken for ${taken}`, 'Put it where it belongs.');
    });
  const lacking = (Object.keys(map.statuses) as TicketStatus[])
    .filter((ours) => map.statuses[ours].ids.length === 0)
    .map((ours) =>
      note(
        `the map has nothing for ${ours}: tickets go to ${nearestMapped(mappedStatuses(map), ours)} instead`,
        'Leave it so where the workflow has no such status.',
      ),
    );
  return {
    name: 'statuses',
    facts: [`the project has ${statuses.size}`],
    findings: [...absent, ...unmapped, ...lacking],
  };
}

async function inspectProject(probe: JiraProbe, desk: Desk, map: TrackerMap): Promise<Inspection> {
  const findings: Finding[] = [];
  if (map.projectKey !== desk.projectKey) {
    findings.push(
      wrong(
        `projectKey: the service desk's project is ${desk.projectKey}, the map has ${map.projectKey}`,
        `Write \`projectKey: ${desk.projectKey}\`.`,
      ),
    );
  }
  const asked = await readRequestTypeField(probe);
  if (asked.kind === 'answered' && asked.value !== map.requestTypeField) findings.push(strayField(asked, map));
  return { name: 'project', facts: [], findings };
}

function strayField({ value }: Extract<Probed<string | null>, { kind: 'answered' }>, map: TrackerMap): Finding {
  const remedy = value === null ? 'Leave `requestTypeField` out.' : `Write \`requestTypeField: ${value}\`.`;
  return map.requestTypeField === null
    ? note('requestTypeField is left out: tickets filed elsewhere have no request type here', remedy)
    : wrong(`requestTypeField: ${map.requestTypeField} does not hold the request type`, remedy);
}

function unanswered(name: string): Inspection {
  const findings = [
    wrong('Jira did not answer', 'Look again; if it stays so, look at what the service account may see.'),
  ];
  return { name, facts: [], findings };
}
