import { z } from 'zod';
import type { Desk } from './inspect-desk.ts';
import type { JiraProbe, Probed } from './probe-jira.ts';

const Option = z.object({
  value: z.string(),
  label: z.string().default(''),
  children: z.array(z.unknown()).default([]),
});

export const FormField = z.object({
  fieldId: z.string(),
  name: z.string().default(''),
  description: z.string().nullish(),
  required: z.boolean(),
  visible: z.boolean().default(true),
  validValues: z.array(Option).default([]),
  jiraSchema: z
    .object({
      type: z.string().default(''),
      items: z.string().nullish(),
      system: z.string().nullish(),
      custom: z.string().nullish(),
    })
    .prefault({}),
});
export type FormField = z.infer<typeof FormField>;

const Form = z.object({ requestTypeFields: z.array(FormField).max(200) });

const RequestType = z.object({
  id: z.coerce.string(),
  name: z.string(),
  description: z.string().nullish(),
  issueTypeId: z.coerce.string().nullish(),
  groupIds: z.array(z.coerce.string()).default([]),
});

const Group = z.object({ id: z.coerce.string(), name: z.string() });

const Priority = z.object({ id: z.coerce.string(), name: z.string() });
export type Priority = z.infer<typeof Priority>;

const Status = z.object({
  id: z.coerce.string(),
  name: z.string(),
  statusCategory: z.object({ key: z.string() }).prefault({ key: '' }),
});
export type Status = z.infer<typeof Status>;

const IssueTypeStatuses = z.object({ id: z.coerce.string(), statuses: z.array(Status).max(500) });
const Field = z.object({ id: z.string(), schema: z.object({ custom: z.string().nullish() }).nullish() });

export interface InstanceRequestType extends z.infer<typeof RequestType> {
  readonly fields: readonly FormField[];
}

/** What one service desk offers, in Jira's own words. */
export interface JiraInstance {
  readonly desk: Desk;
  readonly groups: readonly z.infer<typeof Group>[];
  readonly requestTypes: readonly InstanceRequestType[];
  /** Most urgent first, as Jira orders them. */
  readonly priorities: readonly Priority[];
  readonly statuses: readonly Status[];
  /** Where Jira keeps a ticket's request type. */
  readonly requestTypeField: string | null;
}

export type ReadInstance =
  | { readonly kind: 'read'; readonly instance: JiraInstance }
  | { readonly kind: 'failed'; readonly what: string; readonly status: number | null };

const pageSize = 50;
const pagesMax = 10;

/** Reads all of it with the fewest questions: one for each request type, and seven more. */
export async function readInstance(probe: JiraProbe, desk: Desk): Promise<ReadInstance> {
  const root = `/rest/servicedeskapi/servicedesk/${desk.id}`;
  const types = await readPages(probe, 'list request types', `${root}/requesttype`, RequestType);
  if (types.kind === 'failed') return failed('the request types', types.status);
  const groups = await readPages(probe, 'list request type groups', `${root}/requesttypegroup`, Group);

  const requestTypes: InstanceRequestType[] = [];
  for (const type of types.value) {
    const form = await get(probe, 'read request type', `${root}/requesttype/${type.id}/field`, Form);
    if (form.kind === 'failed') return failed(`the fields of request type ${type.id}`, form.status);
    requestTypes.push({ ...type, fields: form.value.requestTypeFields });
  }
  const words = await readWords(probe, desk);
  if (words.kind === 'failed') return words;
  const { statuses, ...others } = words;
  return {
    kind: 'read',
    instance: {
      desk,
      groups: groups.kind === 'answered' ? groups.value : [],
      requestTypes,
      statuses: statusesOf(statuses, requestTypes),
      ...others,
    },
  };
}

export async function readPriorities(probe: JiraProbe): Promise<Probed<readonly Priority[]>> {
  return get(probe, 'list priorities', `${probe.flavour.api}/priority`, z.array(Priority).max(200));
}

/** By issue type. */
export async function readStatuses(probe: JiraProbe, projectKey: string) {
  const path = `${probe.flavour.api}/project/${projectKey}/statuses`;
  return get(probe, 'list statuses', path, z.array(IssueTypeStatuses).max(200));
}

/** Null where this Jira has none. */
export async function readRequestTypeField(probe: JiraProbe): Promise<Probed<string | null>> {
  const fields = await get(probe, 'list fields', `${probe.flavour.api}/field`, z.array(Field).max(10_000));
  if (fields.kind === 'failed') return fields;
  const found = fields.value.find(({ schema }) => schema?.custom === 'com.atlassian.servicedesk:vp-origin');
  return { kind: 'answered', value: found?.id ?? null };
}

async function readWords(probe: JiraProbe, { projectKey }: Desk) {
  const priorities = await readPriorities(probe);
  if (priorities.kind === 'failed') return failed('the priorities', priorities.status);
  const statuses = await readStatuses(probe, projectKey);
  if (statuses.kind === 'failed') return failed('the statuses of the project', statuses.status);
  const requestTypeField = await readRequestTypeField(probe);
  return {
    kind: 'words' as const,
    priorities: priorities.value,
    statuses: statuses.value,
    requestTypeField: requestTypeField.kind === 'answered' ? requestTypeField.value : null,
  };
}

/** Those of the issue types behind the request types; of all where Jira does not say which these are. */
function statusesOf(
  byIssueType: readonly z.infer<typeof IssueTypeStatuses>[],
  requestTypes: readonly InstanceRequestType[],
): readonly Status[] {
  const behind = new Set(requestTypes.map(({ issueTypeId }) => issueTypeId));
  const ours = byIssueType.filter(({ id }) => behind.has(id));
  const all = (ours.length > 0 ? ours : byIssueType).flatMap(({ statuses }) => statuses);
  return [...new Map(all.map((status) => [status.id, status])).values()];
}

async function readPages<Item>(
  probe: JiraProbe,
  name: string,
  path: string,
  item: z.ZodType<Item>,
): Promise<Probed<readonly Item[]>> {
  const answer = z.object({ values: z.array(item).max(1_000), isLastPage: z.boolean().default(true) });
  const items: Item[] = [];
  for (let page = 0; page < pagesMax; page += 1) {
    const query = { start: items.length, limit: pageSize };
    const read = await probe.ask({ name, effect: 'reads', method: 'GET', path, query, answer });
    if (read.kind === 'failed') return read;
    items.push(...read.value.values);
    if (read.value.isLastPage || read.value.values.length === 0) break;
  }
  return { kind: 'answered', value: items };
}

function get<Answer>(probe: JiraProbe, name: string, path: string, answer: z.ZodType<Answer>): Promise<Probed<Answer>> {
  return probe.ask({ name, effect: 'reads', method: 'GET', path, answer });
}

function failed(what: string, status: number | null) {
  return { kind: 'failed', what, status } as const;
}
