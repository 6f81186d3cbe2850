import { type DirectoryProblem, personFields, type RawRow } from './person-row.ts';

export type PeopleFile =
  | { readonly kind: 'read'; readonly rows: readonly RawRow[]; readonly problems: readonly DirectoryProblem[] }
  /** Not a file of people at all: nothing in it may be used. */
  | { readonly kind: 'unreadable'; readonly problem: DirectoryProblem };

/** A row as text: what a CSV cell or a YAML scalar says, before it means anything. */
export type TextRow = Readonly<Record<string, unknown>>;

export const listFields: ReadonlySet<string> = new Set(['phones', 'teams']);

/** Empty text is an absent field, a lone text in a list field is a list of one, and `active` is read as a yes or no. */
export function meaningOf(row: TextRow): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (listFields.has(name)) fields[name] = listOf(value);
    else if (typeof value !== 'string') fields[name] = value;
    else if (!isNothing(value)) fields[name] = name === 'active' ? yesOrNo(value) : value;
  }
  return fields;
}

export function unknownFields(where: string, names: readonly string[]): DirectoryProblem[] {
  return names
    .filter((name) => !personFields.includes(name))
    .map(() => ({ where, field: null, remedy: `Only these fields are read: ${personFields.join(', ')}.` }));
}

export function unreadable(where: string, remedy: string): PeopleFile {
  return { kind: 'unreadable', problem: { where, field: null, remedy: `${remedy} The file is not used until then.` } };
}

function listOf(value: unknown): readonly unknown[] {
  return [value]
    .flat()
    .map((part) => (typeof part === 'string' ? part.trim() : part))
    .filter((part) => typeof part !== 'string' || !isNothing(part));
}

function isNothing(value: string): boolean {
  return ['', 'null', '~'].includes(value.trim());
}

const answers: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

function yesOrNo(value: string): boolean | string {
  return answers[value.trim().toLowerCase()] ?? value;
}
