import { ticketStatuses } from '@desk/domain';
import { type Finding, type Inspection, note, wrong } from '../../trackers/first-run/finding.ts';
import { nearestMapped } from '../../trackers/nearest-status.ts';
import { checkMap } from '../check-map.ts';
import { readNames } from '../instance-names.ts';
import { statusOf, type TrackerMap } from '../tracker-map.ts';
import type { OpenProjectProbe } from './probe-openproject.ts';

/** Holds the tracker map against the OpenProject it is for, word by word. */
export async function inspectMap({ transport }: OpenProjectProbe, map: TrackerMap): Promise<readonly Inspection[]> {
  const checked = await checkMap(transport, map);
  if (checked.kind !== 'checked') return [unanswered('tracker map')];
  const { problems, notes } = checked;
  const count = Object.keys(map.requestTypes).length;
  const found: Inspection = {
    name: 'tracker map',
    facts: [`${count} request types`],
    findings: [
      ...problems.map((problem) => wrong(problem, remedyOf(problem))),
      ...notes.map((what) =>
        note(what, 'Switch them on in the project, or tell the specialists that employees read along.'),
      ),
    ],
  };
  return [found, await inspectStatuses(transport, map)];
}

const createField =
  'Administration > Custom fields > Work packages: make it, put it on the form of the type (Work packages > Types > Form configuration) and activate it in the project.';

const remedies: readonly (readonly [RegExp, string])[] = [
  [/has no custom field|there is no custom field/, createField],
  [/has no option/, 'Add the value to that list, or put in one that it has.'],
  [/no type/, 'Project settings > Types: activate it, or put in one of those there are.'],
  [/demands/, 'Administration > Custom fields: make the field optional, or ask for it in the catalogue and the map.'],
  [/takes no text/, 'The field has to be a text; a list is `kind: option`.'],
  [/no status|no priority/, 'Put in a name exactly as OpenProject shows it under Administration > Work packages.'],
];

function remedyOf(problem: string): string {
  return remedies.find(([words]) => words.test(problem))?.[1] ?? 'docs/tracker-map.md says what may stand there.';
}

/** A column that the map has not is no mistake, and better said before it surprises. */
async function inspectStatuses(transport: OpenProjectProbe['transport'], map: TrackerMap): Promise<Inspection> {
  const name = 'statuses';
  const names = await readNames(transport, map);
  if (names.kind !== 'answered') return unanswered(name);
  const mapped = new Set(Object.values(map.statuses).flat());
  const unmapped = [...names.value.statuses].filter(([theirs]) => !mapped.has(theirs));
  const findings: readonly Finding[] = [
    ...unmapped.map(([theirs, { isClosed }]) =>
      note(
        `"${theirs}" is not in the map and is taken for ${statusOf(map, theirs, isClosed)}`,
        'Put it where it belongs.',
      ),
    ),
    ...ticketStatuses
      .filter((ours) => map.statuses[ours].length === 0)
      .map((ours) =>
        note(
          `the map has nothing for ${ours}: tickets go to ${nearestMapped(map.statuses, ours)} instead`,
          'Leave it so where the workflow has no such status.',
        ),
      ),
  ];
  return { name, facts: [`OpenProject has ${names.value.statuses.size}`], findings };
}

function unanswered(name: string): Inspection {
  const remedy = 'Look again; if it stays so, look at what the service account may see.';
  return { name, facts: [], findings: [wrong('OpenProject did not answer', remedy)] };
}
