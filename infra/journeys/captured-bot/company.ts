import { readFile, writeFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Newcomer } from '../world/prepare-place.ts';

/** Somebody of the staff list, with the number that an attacker knows from elsewhere. */
export interface Employee {
  readonly employeeId: string;
  readonly name: string;
  readonly phone: string;
}

/** How many of whom; together with the eight of the sample a thousand. */
export const companySize = { all: 1_000, live: 20, absent: 6, sample: 8 } as const;

/**
 * Of the people who are not signed in so many are tried, of every kind some: more of the same costs time alone. All of
 * them with `DESK_DRILL=everybody`.
 */
export function triedOfOthers(): number {
  return process.env.DESK_DRILL === 'everybody' ? companySize.all - companySize.live : triedUsually;
}

export const triedUsually = 120;

const staffOf = { specialists: 3, supervisors: 1 } as const;
export const liveStaff = staffOf.specialists + staffOf.supervisors;

/** The only team that somebody signed in works in, and the other one. */
export const teams = { live: 'it-support', other: 'infrastructure' } as const;

/** Numbers that are nobody’s, in one range for each group. */
const phoneFrom = { live: 1_001, absent: 1_101, strangers: 2_001, nobody: 9_001 } as const;
const phone = (group: keyof typeof phoneFrom, at: number) => `+38050${String(phoneFrom[group] + at).padStart(7, '0')}`;

/** Sixteen employees, three specialists and a supervisor of one team. */
export const liveNewcomers: readonly Newcomer[] = Array.from({ length: companySize.live }, (_, at) => {
  const employees = companySize.live - liveStaff;
  const role = at < employees ? 'employee' : at < employees + staffOf.specialists ? 'specialist' : 'supervisor';
  return { ...newcomer('live', at), role, teams: role === 'employee' ? [] : [teams.live] };
});

/** They have been here, have filed something, and their sessions are over. */
export const absentNewcomers: readonly Newcomer[] = Array.from({ length: companySize.absent }, (_, at) =>
  newcomer('absent', at),
);

/** Everybody else who works there; they have never been here. */
export const strangers: readonly Employee[] = Array.from(
  { length: companySize.all - companySize.live - companySize.absent - companySize.sample },
  (_, at) => ({ employeeId: `stranger-${at + 1}`, name: `Працівник ${at + 1}`, phone: phone('strangers', at) }),
);

/** Numbers of nobody in the company. */
export const unknownPhones: readonly string[] = Array.from({ length: 30 }, (_, at) => phone('nobody', at));

export function emailOf(employeeId: string): string {
  return `${employeeId}@example.test`;
}

const Staff = z.object({ people: z.array(z.unknown()) });

/** The staff list of a thousand. The tracker has never heard of strangers, but the list says what they are called there. */
export async function writeCompany(file: string, smaller: string): Promise<void> {
  const { people } = Staff.parse(parse(await readFile(smaller, 'utf8')));
  const entries = strangers.map(({ employeeId, name, phone }) => ({
    ...{ employeeId, displayName: name, phones: [phone], email: emailOf(employeeId) },
    ...{ position: 'посада', department: 'виробництво', role: 'employee', teams: [], active: true },
    trackerAccount: `account-${employeeId}`,
  }));
  await writeFile(file, stringify({ people: [...people, ...entries] }));
}

function newcomer(group: 'live' | 'absent', at: number): Newcomer {
  const named = { live: 'Присутня особа', absent: 'Відсутня особа' }[group];
  return { employeeId: `${group}-${at + 1}`, displayName: `${named} ${at + 1}`, phones: [phone(group, at)] };
}
