import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { SampleOrganisation, SamplePerson } from './sample-organisation.ts';

export interface Enlargement {
  /** Where the longer staff list is kept. */
  readonly folder: string;
  readonly employees: number;
  readonly specialists: number;
  /** The team of the specialists. */
  readonly team: string;
}

/** Ten million numbers of one range, none of them anybody's. */
const phoneOf = (number: number) => `+38050${String(1_000_000 + number)}`;
const specialistsFrom = 500_000;

/** An organisation with many more people than stand in the sample's staff list; the new ones come after the others. */
export async function enlargeOrganisation(
  organisation: SampleOrganisation,
  { folder, employees, specialists, team }: Enlargement,
): Promise<SampleOrganisation> {
  const newcomers = [
    ...Array.from({ length: employees }, (_, at) => newcomer('employee', at + 1, phoneOf(at + 1))),
    ...Array.from({ length: specialists }, (_, at) => newcomer('specialist', at + 1, phoneOf(specialistsFrom + at))),
  ];
  const Staff = z.object({ people: z.array(z.unknown()) });
  const staff = Staff.parse(parse(await readFile(organisation.directoryFile, 'utf8')));
  const directoryFile = join(folder, 'directory.yaml');
  await mkdir(folder, { recursive: true });
  await writeFile(
    directoryFile,
    stringify({ people: [...staff.people, ...newcomers.map((one) => entryOf(one, team))] }),
  );
  return { ...organisation, directoryFile, people: [...organisation.people, ...newcomers] };
}

function newcomer(role: 'employee' | 'specialist', number: number, phone: string): SamplePerson {
  const name = role === 'employee' ? `Працівник ${number}` : `Спеціаліст ${number}`;
  return { employeeId: `${role}-${number}`, name, phone, role, about: '' };
}

function entryOf({ employeeId, name, phone, role }: SamplePerson, team: string) {
  return {
    employeeId,
    displayName: name,
    position: role === 'employee' ? 'працівник' : 'спеціаліст підтримки',
    department: role === 'employee' ? 'відділ продажу' : 'відділ ІТ',
    phones: [phone],
    email: `${employeeId}@example.test`,
    active: true,
    role,
    ...(role === 'specialist' && { teams: [team], trackerAccount: `account-${employeeId}` }),
  };
}
