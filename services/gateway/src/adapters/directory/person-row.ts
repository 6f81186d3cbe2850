import { Role } from '@desk/contract';
import { z } from 'zod';
import type { DirectoryEntry } from '../../ports/directory.ts';
import { normalisePhone } from './normalise-phone.ts';

/** What is wrong with one row of a source, for the operator: where, which field and what to do. Never a value. */
export interface DirectoryProblem {
  /** `line 12` of a file, `page 2, item 5` of an endpoint. */
  readonly where: string;
  readonly field: string | null;
  readonly remedy: string;
}

/** A person as a source writes them down. Fields beyond these are left unread. */
export const PersonRow = z.object({
  employeeId: z.string().trim().min(1).max(100),
  displayName: z.string().trim().min(1).max(200),
  position: z.string().trim().max(200).default(''),
  department: z.string().trim().max(200).default(''),
  phones: z.array(z.string().max(40)).max(10).default([]),
  email: z.email().max(254).nullable().default(null),
  active: z.boolean(),
  role: Role.default('employee'),
  teams: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/))
    .max(50)
    .default([]),
  trackerAccount: z.string().trim().min(1).max(200).nullable().default(null),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const personFields: readonly string[] = Object.keys(PersonRow.shape);

/** One row as its source gave it, before it is believed. */
export interface RawRow {
  readonly where: string;
  readonly value: unknown;
}

export interface ReadRow {
  readonly where: string;
  readonly entry: DirectoryEntry;
}

export interface ReadResult {
  readonly read: ReadRow | null;
  readonly problems: readonly DirectoryProblem[];
}

/** A row that cannot be read is left out; a row with a bad phone keeps its person without that phone. */
export function readPersonRow(row: RawRow, defaultCountry: string): ReadResult {
  const parsed = PersonRow.safeParse(row.value);
  if (!parsed.success) {
    return { read: null, problems: parsed.error.issues.map((issue) => describeIssue(row.where, issue)) };
  }
  const { phones: written, email, ...rest } = parsed.data;
  const phones = new Set<string>();
  const problems: DirectoryProblem[] = [];
  for (const phone of written) {
    const normalised = normalisePhone(phone, defaultCountry);
    if (normalised) phones.add(normalised);
    else problems.push({ where: row.where, field: 'phones', remedy: phoneRemedy });
  }
  const entry = { ...rest, phones: [...phones], email: email?.toLowerCase() ?? null };
  return { read: { where: row.where, entry }, problems };
}

const phoneRemedy = 'Write a valid number with its country, such as +380…; this one is left out, the person is kept.';

const remedies: Readonly<Record<string, string>> = {
  employeeId: 'Give a stable id of 1–100 characters.',
  displayName: 'Give a name of 1–200 characters.',
  position: 'Shorten it to 200 characters.',
  department: 'Shorten it to 200 characters.',
  phones: 'Give a list of at most 10 numbers.',
  email: 'Give one e-mail address, or leave it empty.',
  active: 'Write true or false.',
  role: 'Write employee, specialist or supervisor.',
  teams: 'Give a list of team ids from the catalogue (small letters, digits and dashes).',
  trackerAccount: "Give the tracker's account id or username, or leave it empty.",
};

function describeIssue(where: string, issue: z.core.$ZodIssue): DirectoryProblem {
  const field = typeof issue.path[0] === 'string' ? issue.path[0] : null;
  const remedy = field === null ? 'Give one person with named fields.' : (remedies[field] ?? 'See the documentation.');
  return { where, field, remedy: `${remedy} The row is left out.` };
}
