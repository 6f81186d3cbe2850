import type { Field } from '@desk/domain';
import {
  choicesMax,
  type DraftedType,
  fieldsMax,
  inBoth,
  type LeftOut,
  requestTypesMax,
  titleCharsMax,
} from '../../trackers/first-run/draft.ts';
import { nameIds } from '../../trackers/first-run/name-ids.ts';
import type { CustomField } from '../instance-names.ts';
import type { FieldMap, RequestTypeMap, TrackerMap } from '../tracker-map.ts';
import type { InstanceType } from './read-instance.ts';

/** A request type, and its place in OpenProject. */
export interface DraftRequestType extends DraftedType {
  readonly map: Pick<RequestTypeMap, 'type' | 'value'> & { readonly fields: Readonly<Record<string, FieldMap>> };
}

export interface DraftRequestTypes {
  readonly types: readonly DraftRequestType[];
  /** Those that the desk cannot file. */
  readonly leftOut: readonly LeftOut[];
}

/** `value`: of the list that tells the request types of one type apart; null where there is no such list. */
interface Offered {
  readonly type: InstanceType;
  readonly value: string | null;
}

/** Of every type, or of every value of its list of request types, what a chat can ask for. */
export function draftRequestTypes(
  types: readonly InstanceType[],
  ownFields: TrackerMap['customFields'],
): DraftRequestTypes {
  const own = new Set(Object.values(ownFields).filter((name) => name !== undefined));
  const { requestType } = ownFields;
  const offered = types.flatMap((type): Offered[] => {
    const values = requestType === undefined ? [] : [...(type.fields.get(requestType)?.options.keys() ?? [])];
    return values.length === 0 ? [{ type, value: null }] : values.map((value) => ({ type, value }));
  });
  const judged = offered.map((each) => ({ ...each, why: whyNot(askedFields(each.type, own)) }));
  const usable = judged.filter(({ why }) => why === null);
  const kept = usable.slice(0, requestTypesMax);
  const nameType = nameIds(['other']);
  return {
    types: kept.map((each, at) => draftType(each, own, nameType(nameOf(each), `type-${at + 1}`), kept.length - at)),
    leftOut: [
      ...judged.flatMap((each) => (each.why === null ? [] : [{ name: nameOf(each), why: each.why }])),
      ...usable.slice(requestTypesMax).map((each) => ({
        ...{ name: nameOf(each), why: `a catalogue has at most ${requestTypesMax} request types` },
      })),
    ],
  };
}

function nameOf({ type, value }: Offered): string {
  return value ?? type.name;
}

type AskedField = readonly [name: string, field: CustomField];

/** Those demanded come first, so that the bound cuts off none of them. */
function askedFields({ fields }: InstanceType, own: ReadonlySet<string>): readonly AskedField[] {
  return [...fields]
    .filter(([name]) => !own.has(name))
    .toSorted(([, left], [, right]) => Number(right.isRequired) - Number(left.isRequired));
}

/** Null where the desk can file it. */
function whyNot(fields: readonly AskedField[]): string | null {
  const demanded = fields.filter(([, { isRequired }]) => isRequired);
  const strange = demanded.find((field) => draftField(field, 'any') === null);
  if (strange) return `it demands "${strange[0]}", which cannot be asked for in a chat: make that field optional`;
  if (demanded.length > fieldsMax)
    return `it demands ${demanded.length} fields, and ${fieldsMax} at most can be asked for`;
  return null;
}

function draftType(offered: Offered, own: ReadonlySet<string>, id: string, popularity: number): DraftRequestType {
  const { type, value } = offered;
  const asked = askedFields(type, own);
  // A form that many request types share has what any of them needs: which asks for what OpenProject does not say.
  const wanted = value === null ? asked : asked.filter(([, { isRequired }]) => isRequired);
  const nameField = nameIds();
  const drafted = wanted.flatMap((field) => {
    const draft = draftField(field, nameField(field[0], field[1].key.toLowerCase()));
    return draft === null ? [] : [{ ...draft, name: field[0] }];
  });
  const kept = drafted.slice(0, fieldsMax);
  const keptNames = new Set(kept.map(({ name }) => name));
  const others = asked.filter(([name]) => !keptNames.has(name)).map(([name]) => `"${name}"`);
  return {
    type: {
      ...{ id, title: inBoth(nameOf(offered), titleCharsMax), hint: null, popularity, quick: false },
      fields: kept.map(({ field }) => field),
    },
    groupId: value === null ? null : type.name,
    map: {
      type: type.name,
      ...(value !== null && { value }),
      fields: Object.fromEntries(kept.map(({ field, place }) => [field.id, place])),
    },
    remarks: others.length === 0 ? [] : [`Not asked for: ${others.join(', ')}.`],
  };
}

/** Null for what a chat cannot fill: people, numbers, several choices at once. */
function draftField(
  [name, { type, options, isRequired: required }]: AskedField,
  id: string,
): { readonly field: Field; readonly place: FieldMap } | null {
  const shared = { id, title: inBoth(name, titleCharsMax), hint: null, required };
  switch (type) {
    case 'String':
      return { field: { ...shared, kind: 'text', choices: [] }, place: { kind: 'text', field: name } };
    case 'Formattable':
      return { field: { ...shared, kind: 'text', choices: [] }, place: { kind: 'rich-text', field: name } };
    case 'Date':
      return { field: { ...shared, kind: 'date', choices: [] }, place: { kind: 'date', field: name } };
    case 'CustomOption':
      return options.size < 2 || options.size > choicesMax ? null : draftChoice(name, [...options.keys()], shared);
    default:
      return null;
  }
}

function draftChoice(name: string, options: readonly string[], shared: Omit<Field, 'kind' | 'choices'>) {
  const nameChoice = nameIds();
  const choices = options.map((option, at) => ({
    ...{ id: nameChoice(option, `option-${at + 1}`), title: inBoth(option, titleCharsMax), option },
  }));
  return {
    field: { ...shared, kind: 'choice' as const, choices: choices.map(({ id, title }) => ({ id, title })) },
    place: {
      ...{ kind: 'option' as const, field: name },
      choices: Object.fromEntries(choices.map(({ id, option }) => [id, option])),
    },
  };
}
