import { z } from 'zod';
import { listOf } from './hal.ts';
import type { TrackerMap } from './tracker-map.ts';
import type { OpenProjectAnswer, OpenProjectTransport } from './transport.ts';

/** A custom field as one OpenProject knows it. */
export interface CustomField {
  /** E.g. `customField7`. */
  readonly key: string;
  /** As OpenProject calls its kind: `String`, `Formattable`, `Date`, `CustomOption`, `User` and others. */
  readonly type: string;
  /** A link to something, in place of a value. */
  readonly isLink: boolean;
  readonly isLongText: boolean;
  readonly isRequired: boolean;
  /** Of a list: what it shows -> its address. */
  readonly options: ReadonlyMap<string, string>;
}

/** What people called things, and the numbers behind them. */
export interface InstanceNames {
  readonly projectId: number;
  readonly types: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, { readonly id: number; readonly isClosed: boolean }>;
  readonly priorities: ReadonlyMap<string, number>;
  /** Of each mapped type, by its name: its custom fields by theirs. */
  readonly fieldsOf: ReadonlyMap<string, ReadonlyMap<string, CustomField>>;
  /** By name, of whatever type: a field has the same number everywhere. */
  readonly fields: ReadonlyMap<string, CustomField>;
}

/** `fresh`: somebody missed a name, which may have been added since; asked again once a minute at most. */
export type ReadNames = (wanted?: { readonly fresh: boolean }) => Promise<OpenProjectAnswer<InstanceNames>>;

const countsMs = 60 * 60_000;
const freshMs = 60_000;
const typesMax = 200;

/**
 * Reads the names once an hour, and once for everyone who asks meanwhile. Without the fields that say which ticket is
 * whose it is `misconfigured`: nothing may be written that could not be found again.
 */
export function createNames(transport: OpenProjectTransport, map: TrackerMap, now: () => number): ReadNames {
  let known: { readonly names: InstanceNames; readonly readAt: number } | null = null;
  let reading: Promise<OpenProjectAnswer<InstanceNames>> | null = null;

  async function read(): Promise<OpenProjectAnswer<InstanceNames>> {
    const answer = await readNames(transport, map);
    reading = null;
    if (answer.kind !== 'answered') return answer;
    const { reference, team } = map.customFields;
    if (!answer.value.fields.has(reference) || !answer.value.fields.has(team)) return misconfigured;
    known = { names: answer.value, readAt: now() };
    return answer;
  }

  return async ({ fresh } = { fresh: false }) => {
    if (known && now() - known.readAt < (fresh ? freshMs : countsMs)) return { kind: 'answered', value: known.names };
    reading ??= read();
    return reading;
  };
}

const misconfigured = { kind: 'refused', reason: 'misconfigured' } as const;

const Named = z.object({ id: z.int().min(1), name: z.string() });
const Status = Named.extend({ isClosed: z.boolean().default(false) });

export async function readNames(
  transport: OpenProjectTransport,
  map: TrackerMap,
): Promise<OpenProjectAnswer<InstanceNames>> {
  const get = <Answer>(name: string, path: string, answer: z.ZodType<Answer>) =>
    transport.send({ name, effect: 'reads', method: 'GET', path, answer });
  const [project, types, statuses, priorities] = await Promise.all([
    get('read project', `/projects/${map.project}`, z.object({ id: z.int().min(1) })),
    get('list types', `/projects/${map.project}/types`, listOf(Named)),
    get('list statuses', '/statuses', listOf(Status)),
    get('list priorities', '/priorities', listOf(Named)),
  ]);
  if (project.kind !== 'answered') return asMistake(project);
  if (types.kind !== 'answered') return asMistake(types);
  if (statuses.kind !== 'answered') return asMistake(statuses);
  if (priorities.kind !== 'answered') return asMistake(priorities);

  const mapped = new Set(Object.values(map.requestTypes).map(({ type }) => type));
  const wanted = types.value.elements.filter(({ name }) => mapped.has(name)).slice(0, typesMax);
  const fieldsOf = new Map<string, ReadonlyMap<string, CustomField>>();
  for (const { id, name } of wanted) {
    const schema = await get('read schema', `/work_packages/schemas/${project.value.id}-${id}`, Schema);
    if (schema.kind !== 'answered') return asMistake(schema);
    fieldsOf.set(name, schema.value);
  }
  return {
    kind: 'answered',
    value: {
      projectId: project.value.id,
      types: byName(types.value.elements),
      statuses: new Map(statuses.value.elements.map(({ id, name, isClosed }) => [name, { id, isClosed }])),
      priorities: byName(priorities.value.elements),
      fieldsOf,
      fields: new Map([...fieldsOf.values()].flatMap((fields) => [...fields])),
    },
  };
}

/** A project that the service account does not see is a mistake of the configuration, not of the ticket. */
function asMistake<Trouble extends { readonly kind: string }>(trouble: Trouble): Trouble | typeof misconfigured {
  return trouble.kind === 'refused' ? misconfigured : trouble;
}

function byName(items: readonly z.infer<typeof Named>[]): ReadonlyMap<string, number> {
  return new Map(items.map(({ id, name }) => [name, id]));
}

const AllowedValue = z.object({ value: z.string(), _links: z.object({ self: z.object({ href: z.string() }) }) });

const SchemaField = z.object({
  type: z.string(),
  name: z.string(),
  required: z.boolean().default(false),
  location: z.string().optional(),
  _embedded: z.object({ allowedValues: z.array(z.unknown()).default([]) }).optional(),
});

/** Of a schema the custom fields alone, by the names people gave them. */
export const Schema = z.record(z.string(), z.unknown()).transform((schema): ReadonlyMap<string, CustomField> => {
  const fields = new Map<string, CustomField>();
  for (const [key, value] of Object.entries(schema)) {
    const field = SchemaField.safeParse(value);
    if (!/^customField\d{1,9}$/.test(key) || !field.success) continue;
    const { type, name, required, location, _embedded } = field.data;
    const options = (_embedded?.allowedValues ?? []).flatMap((allowed) => {
      const option = AllowedValue.safeParse(allowed);
      return option.success ? [[option.data.value, option.data._links.self.href] as const] : [];
    });
    fields.set(name, {
      key,
      type,
      isLink: location === '_links',
      isLongText: type === 'Formattable',
      isRequired: required,
      options: new Map(options),
    });
  }
  return fields;
});
