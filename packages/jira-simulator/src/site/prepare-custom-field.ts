import type { RequestTypeField } from '../simulator-options.ts';
import {
  type FieldInput,
  type PreparedField,
  readPersonReference,
  readRichText,
  ready,
  textTooLong,
  wrong,
} from './prepared-field.ts';
import { changeItem } from './record-change.ts';
import { textCharsMax } from './records.ts';

/** Checks a custom field value by the field's schema and keeps it in the shape Jira answers with. */
export function prepareCustomField(input: FieldInput & { readonly definition: RequestTypeField }): PreparedField {
  const { definition, raw, fieldId } = input;
  if (raw === null) return store(fieldId, definition.name, null);
  const value = readValue(input);
  if (typeof value === 'object' && value !== null && 'problem' in value) return wrong(String(value.problem));
  return store(fieldId, definition.name, value);
}

type ReadInput = FieldInput & { readonly definition: RequestTypeField };

function readValue(input: ReadInput): unknown {
  const { definition, raw } = input;
  switch (definition.schema.type) {
    case 'string':
      return readText(input);
    case 'number':
      return typeof raw === 'number' && Number.isFinite(raw) ? raw : { problem: 'Operation value must be a number' };
    case 'date':
      return typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw)
        ? raw
        : { problem: 'Error parsing date string: the format must be yyyy-MM-dd' };
    case 'option':
      return readOption(definition, raw);
    case 'user':
      return readUser(input);
    case 'array':
      return readArray(input);
    default:
      return { problem: `The simulator knows no field of type '${definition.schema.type}'` };
  }
}

function readText({ definition, raw, textFormat }: ReadInput): unknown {
  const isTextArea = definition.schema.custom?.endsWith(':textarea') ?? false;
  const text = readRichText(raw, isTextArea ? textFormat : 'plain');
  if (!text) return { problem: 'Operation value must be a string' };
  if (text.text.length > textCharsMax) return { problem: textTooLong };
  return text.text;
}

function readOption(definition: RequestTypeField, raw: unknown): unknown {
  const reference: Record<string, unknown> = raw !== null && typeof raw === 'object' ? { ...raw } : {};
  const { id, value } = reference;
  const choices = definition.validValues ?? [];
  const choice = choices.find((each) => (id === undefined ? each.label === value : each.value === id));
  if (!choice) return { problem: `Option '${String(id ?? value)}' is not valid` };
  return { id: choice.value, value: choice.label };
}

function readUser({ site, raw }: ReadInput): unknown {
  const id = readPersonReference(site, raw);
  const person = typeof id === 'string' ? site.people.find(id) : undefined;
  if (!person) return { problem: `User '${String(id)}' does not exist.` };
  return site.flavour === 'cloud' ? { accountId: person.id } : { name: person.id };
}

function readArray(input: ReadInput): unknown {
  const { definition, raw } = input;
  if (!Array.isArray(raw)) return { problem: 'data was not an array' };
  if (definition.schema.items !== 'option') {
    return raw.every((item) => typeof item === 'string') ? raw : { problem: 'Operation value must be a string' };
  }
  const options = raw.map((item) => readOption(definition, item));
  return options.find((option) => typeof option === 'object' && option !== null && 'problem' in option) ?? options;
}

function store(fieldId: string, name: string, value: unknown): PreparedField {
  return ready((issue) => {
    const before = issue.customFields[fieldId] ?? null;
    issue.customFields[fieldId] = value;
    return [changeItem(name, { id: null, text: describe(before) }, { id: null, text: describe(value) }, fieldId)];
  });
}

function describe(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
