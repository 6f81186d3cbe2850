import type { Field } from '@desk/domain';
import {
  choicesMax,
  type DraftedType,
  fieldsMax,
  hintOf,
  inBoth,
  type LeftOut,
  requestTypesMax,
  titleCharsMax,
} from '../../trackers/first-run/draft.ts';
import { nameIds } from '../../trackers/first-run/name-ids.ts';
import type { FieldMap } from '../tracker-map.ts';
import { formKindOf } from './form-kind.ts';
import type { FormField, InstanceRequestType, JiraInstance } from './read-instance.ts';

/** And the place of each of its fields in Jira. */
export interface DraftRequestType extends DraftedType {
  readonly jiraId: string;
  readonly fields: Readonly<Record<string, FieldMap>>;
  readonly hasPriority: boolean;
  readonly hasLabels: boolean;
}

export interface DraftRequestTypes {
  readonly types: readonly DraftRequestType[];
  /** Those that the desk cannot file. */
  readonly leftOut: readonly LeftOut[];
}

/** Of Jira itself, or custom; those of apps have other names and shapes. */
const fieldPattern = /^[a-z][A-Za-z0-9_]{0,60}$/;

/** Of every request type what a chat can ask for; the desk writes these itself. */
const written = new Set(['summary', 'description', 'priority', 'labels', 'attachment', 'reporter']);

export function draftRequestTypes({ requestTypes }: Pick<JiraInstance, 'requestTypes'>): DraftRequestTypes {
  const nameType = nameIds(['other']);
  const drafts = requestTypes.map((type) => ({ type, why: whyNot(type) }));
  const usable = drafts.filter(({ why }) => why === null).map(({ type }) => type);
  const kept = usable.slice(0, requestTypesMax);
  return {
    types: kept.map((type, at) => draftType(type, nameType(type.name, `type-${type.id}`), kept.length - at)),
    leftOut: [
      ...drafts.flatMap(({ type, why }) => (why === null ? [] : [{ name: `${type.name} (${type.id})`, why }])),
      ...usable.slice(requestTypesMax).map(({ name, id }) => ({
        name: `${name} (${id})`,
        why: `a catalogue has at most ${requestTypesMax} request types`,
      })),
    ],
  };
}

/** Null where the desk can file it. */
function whyNot({ fields }: InstanceRequestType): string | null {
  const ids = new Set(fields.map(({ fieldId }) => fieldId));
  if (!ids.has('summary')) return 'it has no Summary: add that field to it';
  if (!ids.has('description')) return 'it has no Description: add that field to it';
  const demanded = ownFields(fields).filter((field) => field.required);
  const strange = demanded.find((field) => draftField(field, 'any') === null);
  if (strange) return `it demands "${strange.name}", which cannot be asked for in a chat: make that field optional`;
  if (demanded.length > fieldsMax)
    return `it demands ${demanded.length} fields, and ${fieldsMax} at most can be asked for`;
  return null;
}

function ownFields(fields: readonly FormField[]): readonly FormField[] {
  return fields.filter(({ fieldId, visible }) => visible && !written.has(fieldId));
}

function draftType({ fields, ...type }: InstanceRequestType, id: string, popularity: number): DraftRequestType {
  const nameField = nameIds();
  // Those demanded come first, so that the bound cuts off none of them.
  const asked = ownFields(fields).toSorted((left, right) => Number(right.required) - Number(left.required));
  const drafted = asked.flatMap((field) => {
    const draft = draftField(field, nameField(field.name, field.fieldId.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()));
    return draft === null ? [] : [{ ...draft, fieldId: field.fieldId }];
  });
  const kept = drafted.slice(0, fieldsMax);
  const keptIds = new Set(kept.map(({ fieldId }) => fieldId));
  const dropped = asked.filter(({ fieldId }) => !keptIds.has(fieldId));
  return {
    jiraId: type.id,
    groupId: type.groupIds[0] ?? null,
    type: {
      id,
      title: inBoth(type.name, titleCharsMax),
      hint: hintOf(type.description),
      popularity,
      quick: false,
      fields: kept.map(({ field }) => field),
    },
    fields: Object.fromEntries(kept.map(({ field, place }) => [field.id, place])),
    hasPriority: fields.some(({ fieldId }) => fieldId === 'priority'),
    hasLabels: fields.some(({ fieldId }) => fieldId === 'labels'),
    remarks: dropped.map(({ name, fieldId }) => `"${name}" (${fieldId}) is not asked for: a chat cannot fill it.`),
  };
}

/** Null for what a chat cannot fill. */
function draftField(field: FormField, id: string): { readonly field: Field; readonly place: FieldMap } | null {
  const { fieldId, name, description, required } = field;
  const kind = fieldPattern.test(fieldId) ? formKindOf(field) : null;
  const shared = { id, title: inBoth(name, titleCharsMax), hint: hintOf(description), required };
  switch (kind) {
    case null:
      return null;
    case 'text':
    case 'rich-text':
      return { field: { ...shared, kind: 'text', choices: [] }, place: { kind, field: fieldId } };
    case 'date':
      return { field: { ...shared, kind: 'date', choices: [] }, place: { kind, field: fieldId } };
    case 'option':
      return draftChoice(field, shared);
  }
}

function draftChoice({ fieldId, validValues }: FormField, shared: Omit<Field, 'kind' | 'choices'>) {
  const isFlat = validValues.every(({ children, value }) => children.length === 0 && /^\d{1,12}$/.test(value));
  if (!isFlat || validValues.length < 2 || validValues.length > choicesMax) return null;
  const nameChoice = nameIds();
  const choices = validValues.map(({ value, label }) => {
    const title = inBoth(label || value, titleCharsMax);
    return { id: nameChoice(label, `option-${value}`), title, option: value };
  });
  return {
    field: { ...shared, kind: 'choice' as const, choices: choices.map(({ id, title }) => ({ id, title })) },
    place: {
      kind: 'option' as const,
      field: fieldId,
      choices: Object.fromEntries(choices.map(({ id, option }) => [id, option])),
    },
  };
}
