import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const Field = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const Spec = z.object({
  methods: z.record(z.string(), z.object({ returns: z.array(z.string()), fields: z.array(Field).default([]) })),
  types: z.record(
    z.string(),
    z.object({ fields: z.array(Field).default([]), subtypes: z.array(z.string()).default([]) }),
  ),
});
export type BotApiSpec = z.infer<typeof Spec>;

/** The folder with the vendors' API descriptions, if this machine has one: beside the clone, or API_SPECS_DIR. */
export const vendorSpecsFolder =
  process.env.API_SPECS_DIR ?? resolve(import.meta.dirname, '..', '..', '..', '..', 'shared', 'specs');

/** Undefined where the machine has no copy of the description. */
export function readBotApiSpec(folder: string = vendorSpecsFolder): BotApiSpec | undefined {
  const path = join(folder, 'telegram-bot-api.json');
  return existsSync(path) ? Spec.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/** Everything in which a request's parameters are not those of the method. */
export function findRequestDeviations(spec: BotApiSpec, method: string, payload: object): string[] {
  const known = spec.methods[method];
  return known ? objectDeviations(spec, payload, known.fields, method) : [`${method}: no such method`];
}

const ARRAY = 'Array of ';

/** Everything in which the value is not of any of the types, each line with its place. Unknown fields count. */
export function findDeviations(spec: BotApiSpec, value: unknown, types: readonly string[], place = 'value'): string[] {
  let fewest: string[] | undefined;
  for (const type of types) {
    const deviations = deviationsFrom(spec, value, type, place);
    if (deviations.length === 0) return [];
    if (!fewest || deviations.length < fewest.length) fewest = deviations;
  }
  return fewest ?? [`${place}: no type to compare with`];
}

function deviationsFrom(spec: BotApiSpec, value: unknown, type: string, place: string): string[] {
  if (type.startsWith(ARRAY)) {
    if (!Array.isArray(value)) return [`${place}: not a list`];
    return value.flatMap((item, index) => findDeviations(spec, item, [type.slice(ARRAY.length)], `${place}[${index}]`));
  }
  const simple = simpleDeviation(value, type);
  if (simple !== undefined) return simple ? [`${place}: ${simple}`] : [];
  const known = spec.types[type];
  if (!known) return [`${place}: unknown type ${type}`];
  if (known.subtypes.length > 0) return findDeviations(spec, value, known.subtypes, place);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${place}: not a ${type}`];
  return objectDeviations(spec, value, known.fields, `${place}(${type})`);
}

function objectDeviations(spec: BotApiSpec, value: object, fields: z.infer<typeof Field>[], place: string): string[] {
  const given = new Map<string, unknown>(Object.entries(value));
  const deviations: string[] = [];
  for (const field of fields) {
    const content = given.get(field.name);
    given.delete(field.name);
    if (content !== undefined) deviations.push(...findDeviations(spec, content, field.types, `${place}.${field.name}`));
    else if (field.required) deviations.push(`${place}.${field.name}: missing`);
  }
  for (const name of given.keys()) deviations.push(`${place}.${name}: not a field`);
  return deviations;
}

/** Undefined when the type is no simple one, empty when the value fits. */
function simpleDeviation(value: unknown, type: string): string | undefined {
  switch (type) {
    case 'Integer':
      return Number.isSafeInteger(value) ? '' : 'not an Integer';
    case 'Float':
      return typeof value === 'number' ? '' : 'not a Float';
    case 'String':
      return typeof value === 'string' ? '' : 'not a String';
    case 'Boolean':
      return typeof value === 'boolean' ? '' : 'not a Boolean';
    default:
      return undefined;
  }
}
