import type { RequestTypeField } from '../simulator-options.ts';
import { isAssignable } from './people.ts';
import { prepareCustomField } from './prepare-custom-field.ts';
import {
  type FieldInput,
  type PreparedField,
  readPersonReference,
  readRichText,
  ready,
  textTooLong,
  wrong,
} from './prepared-field.ts';
import { findPriority, priorityById } from './priorities.ts';
import { changeItem, nothing } from './record-change.ts';
import { labelCharsMax, type PersonRecord, summaryCharsMax, textCharsMax } from './records.ts';
import { personOf, type Site } from './site.ts';

/** Checks one field value as Jira's edit screen would. */
export function prepareField(input: FieldInput): PreparedField {
  const prepare = systemFields[input.fieldId];
  if (prepare) return prepare(input);
  const definition = findCustomField(input.site, input.fieldId);
  if (definition) return prepareCustomField({ ...input, definition });
  return wrong(`Field '${input.fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`);
}

/** The definition of a custom field, from whichever request type shows it. */
export function findCustomField(site: Site, fieldId: string): RequestTypeField | undefined {
  if (!fieldId.startsWith('customfield_')) return undefined;
  for (const type of site.config.requestTypes) {
    const field = type.fields.find((candidate) => candidate.fieldId === fieldId);
    if (field) return field;
  }
  return undefined;
}

const systemFields: Readonly<Record<string, ((input: FieldInput) => PreparedField) | undefined>> = {
  summary: prepareSummary,
  description: prepareDescription,
  priority: preparePriority,
  labels: prepareLabels,
  assignee: prepareAssignee,
  reporter: prepareReporter,
};

function prepareSummary({ raw }: FieldInput): PreparedField {
  if (typeof raw !== 'string') return wrong('Operation value must be a string');
  const summary = raw.trim();
  if (summary === '') return wrong('You must specify a summary of the issue.');
  if (/[\r\n]/.test(summary)) return wrong('The summary is invalid because it contains newline characters.');
  if (summary.length > summaryCharsMax) return wrong('Summary must be less than 255 characters.');
  return ready((issue) => {
    const before = issue.summary;
    issue.summary = summary;
    return [changeItem('summary', { id: null, text: before }, { id: null, text: summary })];
  });
}

function prepareDescription({ raw, textFormat }: FieldInput): PreparedField {
  const description = raw === null ? null : readRichText(raw, textFormat);
  if (description === undefined) {
    return wrong(
      textFormat === 'document'
        ? 'Operation value must be an Atlassian Document (see the Atlassian Document Format)'
        : 'Operation value must be a string',
    );
  }
  if (description && description.text.length > textCharsMax) return wrong(textTooLong);
  return ready((issue) => {
    const before = issue.description?.text ?? null;
    issue.description = description;
    return [changeItem('description', { id: null, text: before }, { id: null, text: description?.text ?? null })];
  });
}

function preparePriority({ raw }: FieldInput): PreparedField {
  const reference = raw !== null && typeof raw === 'object' ? { ...raw } : {};
  const { id, name }: Record<string, unknown> = reference;
  const wanted = typeof id === 'string' ? id : name;
  const priority = typeof wanted === 'string' ? findPriority(wanted) : undefined;
  if (!priority) return wrong('The priority selected is invalid.');
  return ready((issue) => {
    const before = priorityById(issue.priorityId);
    issue.priorityId = priority.id;
    return [changeItem('priority', { id: before.id, text: before.name }, { id: priority.id, text: priority.name })];
  });
}

function prepareLabels({ raw }: FieldInput): PreparedField {
  if (!Array.isArray(raw) || !raw.every((label) => typeof label === 'string')) return wrong('data was not an array');
  const labels: string[] = [...new Set(raw.map(String))];
  for (const label of labels) {
    if (/\s/.test(label)) return wrong(`The label '${label}' contains spaces which is invalid.`);
    if (label.length > labelCharsMax)
      return wrong(`The label '${label}' is too long. The maximum length is ${labelCharsMax} characters.`);
  }
  return ready((issue) => {
    const before = issue.labels.join(' ');
    issue.labels = labels;
    return [changeItem('labels', { id: null, text: before }, { id: null, text: labels.join(' ') })];
  });
}

function prepareAssignee({ site, raw }: FieldInput): PreparedField {
  const id = readPersonReference(site, raw);
  if (id === undefined) return wrong('Operation value must be a user');
  // "-1" asks for the project's default assignee, which here is nobody.
  const person = id === null || id === '-1' ? null : site.people.find(id);
  if (person === undefined)
    return wrong(`Specified user '${id}' does not exist or you do not have required permissions`);
  if (person && !isAssignable(person)) return wrong(`User '${person.displayName}' cannot be assigned issues.`);
  return ready((issue) => {
    const before = issue.assigneeId === null ? null : personOf(site, issue.assigneeId);
    issue.assigneeId = person?.id ?? null;
    return [changeItem('assignee', describePerson(before), describePerson(person))];
  });
}

function prepareReporter({ site, raw }: FieldInput): PreparedField {
  const id = readPersonReference(site, raw);
  const person = typeof id === 'string' ? site.people.find(id) : undefined;
  if (!person) return wrong('The reporter specified is not a user.');
  return ready((issue) => {
    const before = personOf(site, issue.reporterId);
    issue.reporterId = person.id;
    return [changeItem('reporter', describePerson(before), describePerson(person))];
  });
}

function describePerson(person: PersonRecord | null): { id: string | null; text: string | null } {
  return person === null ? nothing : { id: person.id, text: person.displayName };
}
