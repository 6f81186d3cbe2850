import { z } from 'zod';
import { type Finding, type Inspection, note, wrong } from '../../trackers/first-run/finding.ts';
import { listOf } from '../hal.ts';
import type { OpenProjectProbe } from './probe-openproject.ts';

const Project = z.object({ id: z.int().min(1), identifier: z.string(), name: z.string() });
export type Project = z.infer<typeof Project>;

export interface InspectedProject extends Inspection {
  readonly project: Project | null;
}

/** The project that the map or the operator names; the only one where nobody names any. */
export async function inspectProject(probe: OpenProjectProbe, identifier: string | null): Promise<InspectedProject> {
  const name = 'project';
  if (identifier !== null) {
    const found = await probe.ask({
      name: 'read project',
      effect: 'reads',
      method: 'GET',
      path: `/projects/${encodeURIComponent(identifier)}`,
      answer: Project,
    });
    if (found.kind === 'answered') return { name, facts: [describe(found.value)], findings: [], project: found.value };
  }
  const listed = await probe.ask({
    name: 'list projects',
    effect: 'reads',
    method: 'GET',
    path: '/projects',
    query: { filters: JSON.stringify([{ active: { operator: '=', values: ['t'] } }]) },
    answer: listOf(Project),
  });
  const seen = listed.kind === 'answered' ? listed.value.elements : [];
  const [only, ...others] = seen;
  if (identifier === null && only && others.length === 0) {
    return {
      name,
      facts: [`${describe(only)}, the only one that the service account sees`],
      findings: [],
      project: only,
    };
  }
  return { name, facts: [], findings: [absent(identifier, seen)], project: null };
}

function describe({ identifier, name }: Project): string {
  return `${identifier} is "${name}"`;
}

function absent(identifier: string | null, seen: readonly Project[]): Finding {
  const what =
    identifier === null
      ? 'it is not said which one is meant'
      : `there is no project ${identifier}, or the service account is no member of it`;
  if (seen.length === 0) {
    return wrong(what, 'The service account sees no project at all: Project settings > Members, add it with a role.');
  }
  const names = seen.map((project) => `${project.identifier} (${project.name})`).join('; ');
  return wrong(what, `Name one with \`--project\`, or in the map as \`project\`: ${names}.`);
}

/** What the newest work package must offer, by its link in the API: the permission's name, and what fails without. */
const needed: Readonly<Record<string, readonly [permission: string, without: string]>> = {
  updateImmediately: ['Edit work packages', 'nobody can be assigned, and no status be changed'],
  addComment: ['Add comments', 'what people write does not reach OpenProject'],
  addAttachment: ['Add attachments', 'files do not reach OpenProject'],
  addWatcher: ['Add watchers', 'nobody else can be let in on a ticket'],
  addRelation: ['Manage work package relations', 'a ticket filed twice cannot be closed with a link to the other'],
};

const Form = z.object({ _type: z.literal('Form') });
const Newest = z.object({ _links: z.record(z.string(), z.unknown()) });
const Assignee = z.object({ email: z.string().nullish() });

/** What the service account may do in the project. A form is filled in and thrown away: nothing is written. */
export async function inspectPermissions(probe: OpenProjectProbe, { id }: Project): Promise<Inspection> {
  const form = await probe.ask({
    name: 'try a form',
    effect: 'reads',
    method: 'POST',
    path: `/projects/${id}/work_packages/form`,
    body: { subject: 'Desk' },
    answer: Form,
  });
  const newest = await probe.ask({
    name: 'read newest work package',
    effect: 'reads',
    method: 'GET',
    path: `/projects/${id}/work_packages`,
    query: { pageSize: 1, sortBy: JSON.stringify([['id', 'desc']]), filters: '[]' },
    answer: listOf(Newest),
  });
  const [ticket] = newest.kind === 'answered' ? newest.value.elements : [];
  const findings = [
    ...(form.kind === 'answered' ? [] : [missing('Add work packages', 'no ticket can be filed')]),
    ...(ticket ? missingOf(ticket._links) : [untold]),
    ...(await inspectPeople(probe, id)),
  ];
  const wrongs = findings.filter(({ weight }) => weight === 'wrong').length;
  return {
    name: 'permissions',
    facts: wrongs === 0 ? ['nothing that is needed was seen to be missing'] : [],
    findings,
  };
}

function missingOf(links: Readonly<Record<string, unknown>>): readonly Finding[] {
  return Object.entries(needed).flatMap(([link, [permission, without]]) =>
    link in links ? [] : [missing(permission, without)],
  );
}

function missing(permission: string, without: string): Finding {
  return wrong(
    `"${permission}" is missing: ${without}`,
    'Administration > Users and permissions > Roles and permissions: grant it to the role that the service account has in the project.',
  );
}

const untold = note(
  'there is no work package yet by which OpenProject would tell more',
  'Look again after the first ticket.',
);

/** Whoever can be assigned, and whether their addresses are shown. */
async function inspectPeople(probe: OpenProjectProbe, projectId: number): Promise<readonly Finding[]> {
  const listed = await probe.ask({
    name: 'list assignees',
    effect: 'reads',
    method: 'GET',
    path: `/projects/${projectId}/available_assignees`,
    answer: listOf(Assignee),
  });
  const people = listed.kind === 'answered' ? listed.value.elements : [];
  if (people.length === 0) {
    return [
      wrong(
        'nobody can be assigned in this project',
        'Project settings > Members: add the specialists, with a role that may become assignee.',
      ),
    ];
  }
  if (people.some(({ email }) => email)) return [];
  return [
    note(
      'OpenProject hides the addresses of people: nobody is found by e-mail',
      'Grant the service account the global permission to view e-mail addresses, or give each specialist `trackerAccount` in the directory.',
    ),
  ];
}
