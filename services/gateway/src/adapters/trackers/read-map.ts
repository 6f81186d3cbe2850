import { parseDocument } from 'yaml';
import { z } from 'zod';

/** An id of the catalogue. */
export const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be an id of the catalogue');
/** Words that stand in a ticket. */
export const Label = z.string().trim().min(1).max(100);

export type MapRead<Map> =
  | { readonly kind: 'read'; readonly map: Map }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** Reads TRACKER_MAP_FILE. Each problem names the place in the file and what is wrong there. */
export function readMap<Map>(schema: z.ZodType<Map>, yaml: string): MapRead<Map> {
  const document = parseDocument(yaml, { prettyErrors: true });
  if (document.errors.length > 0) return { kind: 'wrong', problems: document.errors.map((error) => error.message) };
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return { kind: 'read', map: parsed.data };
  return { kind: 'wrong', problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
}

export interface MappedRequestType {
  readonly id: string;
  readonly fields: readonly { readonly id: string; readonly choices?: readonly { readonly id: string }[] }[];
}

/** What is the same in the maps of all trackers: where request types, their fields and choices go. */
interface RequestTypeMaps {
  readonly requestTypes: Readonly<Record<string, { readonly fields: Readonly<Record<string, MappedField>> }>>;
}

type MappedField =
  | { readonly kind: 'option'; readonly choices: Readonly<Record<string, string>> }
  | { readonly kind: 'text' | 'rich-text' | 'date' | 'due-date' | 'description-only' };

/** What the tracker map lacks for a catalogue: every request type, field and choice must have a place. */
export function missingFromMap(map: RequestTypeMaps, requestTypes: readonly MappedRequestType[]): readonly string[] {
  return requestTypes.flatMap(({ id, fields }) => {
    const type = map.requestTypes[id];
    if (!type) return [`requestTypes.${id}: the catalogue has this request type, the tracker map does not`];
    return fields.flatMap((field) =>
      missingOfField(`requestTypes.${id}.fields.${field.id}`, type.fields[field.id], field),
    );
  });
}

function missingOfField(
  place: string,
  mapped: MappedField | undefined,
  { choices = [] }: MappedRequestType['fields'][number],
): readonly string[] {
  if (!mapped) return [`${place}: the catalogue has this field, the tracker map does not`];
  if (mapped.kind !== 'option') return [];
  return choices
    .filter((choice) => mapped.choices[choice.id] === undefined)
    .map((choice) => `${place}.choices.${choice.id}: the catalogue has this choice, the tracker map does not`);
}
