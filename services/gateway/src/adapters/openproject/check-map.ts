import { z } from 'zod';
import type { TrackerTrouble } from '../../ports/tracker.ts';
import { type CustomField, type InstanceNames, readNames } from './instance-names.ts';
import { type FieldMap, type RequestTypeMap, type TrackerMap, typeValue } from './tracker-map.ts';
import type { OpenProjectTransport } from './transport.ts';

const Configuration = z.object({ enabledInternalComments: z.boolean().optional() });

/** A problem keeps tickets from being filed or followed, a note does not. Each problem names its place in the map. */
export interface CheckedMap {
  readonly kind: 'checked';
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Holds the map against the OpenProject it is for: what a ticket would be refused for, found before the first ticket.
 */
export async function checkMap(transport: OpenProjectTransport, map: TrackerMap): Promise<CheckedMap | TrackerTrouble> {
  const names = await readNames(transport, map);
  if (names.kind === 'refused') {
    const problem = `project: OpenProject shows the service account no project ${map.project}`;
    return { kind: 'checked', problems: [problem], notes: [] };
  }
  if (names.kind !== 'answered') return names;
  const configuration = await transport.send({
    name: 'read project configuration',
    effect: 'reads',
    method: 'GET',
    path: `/projects/${names.value.projectId}/configuration`,
    answer: Configuration,
  });
  if (configuration.kind === 'down' || configuration.kind === 'unknown') return configuration;
  const hasInternal = configuration.kind === 'answered' && configuration.value.enabledInternalComments === true;
  return {
    kind: 'checked',
    problems: [
      ...vocabularyProblems(map, names.value),
      ...Object.entries(map.requestTypes).flatMap(([id, type]) => typeProblems(map, names.value, id, type)),
    ],
    notes: hasInternal ? [] : [noInternalComments],
  };
}

const noInternalComments =
  'internal comments are off in this project (an add-on of the Enterprise edition): every comment in it is shown to the employee, and files and notes for colleagues alone are refused';

function vocabularyProblems(map: TrackerMap, names: InstanceNames): readonly string[] {
  const statuses = Object.entries(map.statuses).flatMap(([ours, theirs]) =>
    theirs
      .filter((name) => !names.statuses.has(name))
      .map((name) => `statuses.${ours}: OpenProject has no status "${name}"`),
  );
  const priorities = Object.entries(map.priorities)
    .filter(([, name]) => !names.priorities.has(name))
    .map(([ours, name]) => `priorities.${ours}: OpenProject has no priority "${name}"`);
  return [...statuses, ...priorities];
}

function typeProblems(map: TrackerMap, names: InstanceNames, id: string, type: RequestTypeMap): readonly string[] {
  const place = `requestTypes.${id}`;
  const fields = names.fieldsOf.get(type.type);
  if (!fields) return [`${place}.type: the project has no type "${type.type}"`];
  const { requestType, ...others } = map.customFields;
  const own = Object.entries(others)
    .filter(([, name]) => name !== undefined && !fields.has(name))
    .map(([which, name]) => `customFields.${which}: the type "${type.type}" has no custom field "${name}"`);
  const value = requestType === undefined ? [] : valueProblems(place, fields, requestType, typeValue(id, type));
  const mapped = Object.entries(type.fields).flatMap(([field, to]) =>
    fieldProblems(`${place}.fields.${field}`, fields, to),
  );
  const filled = new Set([
    ...Object.values(map.customFields),
    ...Object.values(type.fields).flatMap((to) => ('field' in to ? to.field : [])),
  ]);
  const unfilled = [...fields]
    .filter(([name, { isRequired }]) => isRequired && !filled.has(name))
    .map(([name]) => `${place}: the type "${type.type}" demands "${name}", which nothing here fills`);
  return [...own, ...value, ...mapped, ...unfilled];
}

function fieldProblems(place: string, fields: ReadonlyMap<string, CustomField>, to: FieldMap): readonly string[] {
  if (to.kind === 'description-only' || to.kind === 'due-date') return [];
  const field = fields.get(to.field);
  if (!field) return [`${place}: there is no custom field "${to.field}"`];
  if (to.kind !== 'option') return field.isLink ? [`${place}: "${to.field}" takes no text`] : [];
  return Object.entries(to.choices)
    .filter(([, option]) => !field.options.has(option))
    .map(([choice, option]) => `${place}.choices.${choice}: "${to.field}" has no option "${option}"`);
}

function valueProblems(
  place: string,
  fields: ReadonlyMap<string, CustomField>,
  name: string,
  value: string,
): readonly string[] {
  const field = fields.get(name);
  if (!field) return [`customFields.requestType: there is no custom field "${name}"`];
  return field.isLink && !field.options.has(value) ? [`${place}.value: "${name}" has no option "${value}"`] : [];
}
