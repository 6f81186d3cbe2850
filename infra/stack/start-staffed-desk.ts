import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Person, TelegramSimulator } from '@desk/telegram-simulator';
import { dataHome } from '@desk/testing';
import { goOnShift, signIn } from './act-in-chat.ts';
import { enlargeOrganisation } from './enlarge-organisation.ts';
import { inParallel } from './in-parallel.ts';
import type { Pace } from './paced-clock.ts';
import type { Opened } from './run-to-end.ts';
import { readOrganisation, type SampleOrganisation } from './sample-organisation.ts';
import { freePorts, type StackPorts } from './stack-ports.ts';
import { type Stack, startStack } from './start-stack.ts';

export interface StaffedDeskOptions {
  readonly employees: number;
  /** All of one team. */
  readonly specialists: number;
  readonly say: (line: string) => void;
  readonly opened: Opened;
  readonly onUnexpectedEnd?: (name: string, ending: string) => void;
  readonly environment?: Readonly<Record<string, string>>;
  readonly redisUrl?: string;
  readonly pace?: Pace;
  /** Default: any that are free. */
  readonly ports?: StackPorts;
  /** Where the tracker posts its webhooks; left out: to the gateway. */
  readonly hooksUrl?: string;
}

/** The product on ports and data of its own, with many people signed in and the specialists on shift. */
export interface StaffedDesk {
  readonly stack: Stack;
  readonly employees: readonly Person[];
  readonly specialists: readonly Person[];
  /** Leaves logs and state until the next run, for someone to look into. */
  keepFolder(): void;
}

const team = 'it-support';
/** The request type that employees choose here: of that team, and without fields of its own. */
export const plainRequestType = 'Принтер не друкує';
const signInsAtOnceMax = 8;
const answerWithinMs = 30_000;

export async function startStaffedDesk(options: StaffedDeskOptions): Promise<StaffedDesk> {
  const { employees, specialists, say, opened, onUnexpectedEnd, environment, redisUrl, pace, hooksUrl } = options;
  let keep = false;
  const folder = await claimFolder(opened, () => keep);
  const sample = await readOrganisation('it-desk');
  const organisation = await enlargeOrganisation(sample, {
    folder: join(folder, 'staff'),
    ...{ employees, specialists, team },
  });
  const stack = await startStack({
    purpose: 'bench',
    folder: join(folder, 'desk'),
    ports: options.ports ?? (await freePorts()),
    organisation,
    fresh: true,
    report: say,
    ...(onUnexpectedEnd && { onUnexpectedEnd }),
    ...(environment && { environment }),
    ...(redisUrl !== undefined && { redisUrl }),
    ...(pace && { pace }),
    ...(hooksUrl !== undefined && { hooksUrl }),
  });
  opened.add(stack.stop);
  const people = await bringIn(stack.telegram, organisation, sample);
  say(`Signed in: ${people.employees.length} employees and ${people.specialists.length} specialists, on shift`);
  return {
    stack,
    ...people,
    keepFolder() {
      keep = true;
    },
  };
}

/** The tracker account of someone on the staff list. */
export function accountOf({ people }: Pick<SampleOrganisation, 'people'>, { phone }: Pick<Person, 'phone'>): string {
  const entry = people.find((each) => each.phone === phone);
  if (!entry) throw new Error('Somebody is missing from the staff list.');
  return `account-${entry.employeeId}`;
}

async function bringIn(telegram: TelegramSimulator, { people }: SampleOrganisation, sample: SampleOrganisation) {
  const newcomers = people.slice(sample.people.length);
  const persons = await inParallel(newcomers, signInsAtOnceMax, async ({ name, phone, role }) => {
    const person = telegram.addPerson({ name, phone, language: 'uk' });
    await signIn(person, answerWithinMs);
    if (role === 'specialist') await goOnShift(person, answerWithinMs);
    return { person, role };
  });
  const ofRole = (wanted: string) => persons.flatMap(({ person, role }) => (role === wanted ? [person] : []));
  return { employees: ofRole('employee'), specialists: ofRole('specialist') };
}

/**
 * A folder that is removed at the end, unless somebody is to look into it. Beside the data of the servers: what a killed
 * run left there is removed with theirs when the next one starts.
 */
export async function claimFolder(opened: Opened, isKept = () => false): Promise<string> {
  const folder = join(await dataHome(), 'bench', `desk-${randomBytes(6).toString('hex')}`);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  await writeFile(join(folder, 'owner.pid'), String(process.pid));
  opened.add(async () => {
    if (!isKept()) await rm(folder, { recursive: true, force: true });
  });
  return folder;
}
