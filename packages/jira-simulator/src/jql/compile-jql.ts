import { findPriority } from '../site/priorities.ts';
import type { Site } from '../site/site.ts';
import { findStatus, resolutions, statusById, statusCategories } from '../site/workflow.ts';
import { matchText } from './match-text.ts';
import type { Clause, Condition, Operand, Operator } from './parse-jql.ts';
import { readJqlDate } from './read-jql-date.ts';
import type { IndexedIssue } from './search-index.ts';
import { JqlError } from './tokenize-jql.ts';

export type Predicate = (issue: IndexedIssue) => boolean;

/** Checks fields, operators and values against the site and gives a test for one issue; throws `JqlError`. */
export function compileJql(site: Site, condition: Condition): Predicate {
  switch (condition.kind) {
    case 'clause':
      return compileClause(site, condition);
    case 'not': {
      const part = compileJql(site, condition.part);
      return (issue) => !part(issue);
    }
    case 'and': {
      const parts = condition.parts.map((part) => compileJql(site, part));
      return (issue) => parts.every((part) => part(issue));
    }
    case 'or': {
      const parts = condition.parts.map((part) => compileJql(site, part));
      return (issue) => parts.some((part) => part(issue));
    }
  }
}

/** A field compared by identity: what a value means, and what an issue holds. */
interface ExactField {
  /** The value's id; throws when the site has no such thing. */
  resolve(site: Site, text: string): string;
  read(issue: IndexedIssue): readonly string[];
}

const exactFields: Readonly<Record<string, ExactField | undefined>> = {
  project: { resolve: resolveProject, read: (issue) => [issue.projectKey] },
  key: { resolve: resolveKey, read: (issue) => [issue.id] },
  labels: {
    resolve: (_site, text) => text.toLowerCase(),
    read: (issue) => issue.labels.map((label) => label.toLowerCase()),
  },
  assignee: { resolve: resolvePerson('assignee'), read: (issue) => present(issue.assigneeId) },
  reporter: { resolve: resolvePerson('reporter'), read: (issue) => [issue.reporterId] },
  status: { resolve: resolveStatus, read: (issue) => [issue.statusId] },
  statuscategory: { resolve: resolveCategory, read: (issue) => [statusById(issue.statusId).category.key] },
  priority: { resolve: resolvePriority, read: (issue) => [issue.priorityId] },
  resolution: { resolve: resolveResolution, read: (issue) => present(issue.resolutionId) },
};

const dateFields: Readonly<Record<string, ((issue: IndexedIssue) => number) | undefined>> = {
  updated: (issue) => issue.updatedAt,
  updateddate: (issue) => issue.updatedAt,
  created: (issue) => issue.createdAt,
  createddate: (issue) => issue.createdAt,
};

const aliases: Readonly<Record<string, string | undefined>> = { issuekey: 'key', issue: 'key', id: 'key' };

function compileClause(site: Site, clause: Clause): Predicate {
  const name = clause.field.toLowerCase();
  const exact = exactFields[aliases[name] ?? name];
  if (exact) return compileExact(site, clause, exact);
  const date = dateFields[name];
  if (date) return compileDate(site, clause, date);
  const text = readTextField(name);
  if (text) return compileText(clause, text);
  throw new JqlError(`Field '${clause.field}' does not exist or you do not have permission to view it.`);
}

function compileExact(site: Site, clause: Clause, field: ExactField): Predicate {
  const { operator } = clause;
  if (operator === 'is' || operator === 'is not') {
    if (clause.operands[0]?.kind !== 'empty') throw wrongOperand(clause, 'only EMPTY or NULL');
    return (issue) => (field.read(issue).length === 0) === (operator === 'is');
  }
  if (operator !== '=' && operator !== '!=' && operator !== 'in' && operator !== 'not in') throw wrongOperator(clause);

  const emptyWanted = clause.operands.some(({ kind }) => kind === 'empty');
  const wanted = new Set(clause.operands.flatMap((operand) => resolveOperand(site, clause, field, operand)));
  const matches = (values: readonly string[]) =>
    values.length === 0 ? emptyWanted : values.some((value) => wanted.has(value));
  if (operator === '=' || operator === 'in') return (issue) => matches(field.read(issue));
  // As in Jira, `!=` and `not in` leave out issues whose field is empty.
  return (issue) => field.read(issue).length > 0 && !matches(field.read(issue));
}

function resolveOperand(site: Site, clause: Clause, field: ExactField, operand: Operand): string[] {
  if (operand.kind === 'empty') return [];
  if (operand.kind === 'value') return [field.resolve(site, operand.text)];
  if (operand.name.toLowerCase() === 'currentuser') return [field.resolve(site, site.people.service.id)];
  throw new JqlError(`Unable to find JQL function '${operand.name}()' for field '${clause.field}'.`);
}

function compileDate(site: Site, clause: Clause, read: (issue: IndexedIssue) => number): Predicate {
  const compare = comparisons[clause.operator];
  if (!compare) throw wrongOperator(clause);
  const [operand] = clause.operands;
  const now = site.now();
  if (operand?.kind === 'function' && operand.name.toLowerCase() === 'now') return (issue) => compare(read(issue), now);
  if (operand?.kind !== 'value') throw wrongOperand(clause, 'a date');
  const at = readJqlDate(clause.field, operand.text, { now, timeZone: site.timeZone });
  return (issue) => compare(read(issue), at);
}

function compileText(clause: Clause, read: (issue: IndexedIssue) => string): Predicate {
  if (clause.operator !== '~') throw wrongOperator(clause);
  const [operand] = clause.operands;
  if (operand?.kind !== 'value') throw wrongOperand(clause, 'a text');
  const matches = matchText(operand.text);
  return (issue) => matches(read(issue));
}

/** A custom field is named by its number, `cf[10050]`; a value that is no text holds no words. */
function readTextField(name: string): ((issue: IndexedIssue) => string) | undefined {
  if (name === 'summary') return (issue) => issue.summary;
  if (name === 'description') return (issue) => issue.description;
  const number = /^cf\[(\d+)\]$/.exec(name)?.[1];
  if (number === undefined) return undefined;
  return ({ customFields }) => {
    const value = customFields[`customfield_${number}`];
    return typeof value === 'string' ? value : '';
  };
}

const comparisons: Readonly<Partial<Record<Operator, (left: number, right: number) => boolean>>> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};

function resolveProject(site: Site, text: string): string {
  const { projectKey, projectName } = site.config;
  const known = [projectKey, projectName ?? projectKey, '10000'].some(
    (name) => name.toLowerCase() === text.toLowerCase(),
  );
  if (!known) throw noSuchValue('project', text);
  return projectKey;
}

function resolveKey(site: Site, text: string): string {
  const issue = site.findIssue(text);
  if (!issue) throw new JqlError(`An issue with key '${text}' does not exist for field 'key'.`);
  return issue.id;
}

function resolvePerson(field: string) {
  return (site: Site, text: string): string => {
    const person = site.people.find(text) ?? site.people.findByEmail(text);
    if (!person) throw noSuchValue(field, text);
    return person.id;
  };
}

function resolveStatus(_site: Site, text: string): string {
  const status = findStatus(text);
  if (!status) throw noSuchValue('status', text);
  return status.id;
}

function resolveCategory(_site: Site, text: string): string {
  const wanted = text.toLowerCase();
  const category = statusCategories.find(
    ({ id, key, name }) => String(id) === wanted || key === wanted || name.toLowerCase() === wanted,
  );
  if (!category) throw noSuchValue('statusCategory', text);
  return category.key;
}

function resolvePriority(_site: Site, text: string): string {
  const priority = findPriority(text);
  if (!priority) throw noSuchValue('priority', text);
  return priority.id;
}

function resolveResolution(_site: Site, text: string): string {
  const resolution = resolutions.find(({ id, name }) => id === text || name.toLowerCase() === text.toLowerCase());
  if (!resolution) throw noSuchValue('resolution', text);
  return resolution.id;
}

function present(value: string | null): readonly string[] {
  return value === null ? [] : [value];
}

function noSuchValue(field: string, text: string): JqlError {
  return new JqlError(`The value '${text}' does not exist for the field '${field}'.`);
}

function wrongOperator({ field, operator }: Clause): JqlError {
  return new JqlError(`The operator '${operator}' is not supported by the '${field}' field.`);
}

function wrongOperand({ field, operator }: Clause, expected: string): JqlError {
  return new JqlError(`The operator '${operator}' of the '${field}' field takes ${expected}.`);
}
