import { indexPeople } from './directory-snapshot.ts';
import type { DirectoryProblem, ReadResult, ReadRow } from './person-row.ts';
import type { JoinedDirectoryOptions } from './recognise-people.ts';

/** Something an operator may want to do about a directory. `wrong`: somebody is kept out, or let in, by it. */
export interface Finding {
  readonly weight: 'wrong' | 'note';
  /** In counts, employee ids and places: nothing else about a person. */
  readonly what: string;
  readonly remedy: string;
}

/** What a look at a source gave: facts in counts, and findings. */
export interface Survey {
  readonly facts: readonly string[];
  readonly findings: readonly Finding[];
}

const samplesMax = 5;
const placeLettersMax = 120;

/** Counts the people of one source. `problems` are those that are not of single rows. */
export function surveyPeople(results: readonly ReadResult[], problems: readonly DirectoryProblem[] = []): Survey {
  const people = results.flatMap(({ read }) => (read ? [read.entry] : []));
  const active = people.filter((entry) => entry.active);
  const [specialists, supervisors] = (['specialist', 'supervisor'] as const).map((role) =>
    active.filter((entry) => entry.role === role),
  );
  const serving = [...(specialists ?? []), ...(supervisors ?? [])];
  const phoneless = active.filter(({ phones }) => phones.length === 0);
  const teamless = serving.filter(({ teams }) => teams.length === 0);
  const ids = (found: readonly { readonly employeeId: string }[]) => samples(found.map(({ employeeId }) => employeeId));

  return {
    facts: [
      `${results.length} entries: ${people.length} people, ${active.length} of them active`,
      `${active.length - phoneless.length} active people have a phone, ${active.filter(({ email }) => email !== null).length} an e-mail`,
      `${specialists?.length ?? 0} specialists, ${supervisors?.length ?? 0} supervisors`,
    ],
    findings: [
      ...found('wrong', active.length === 0, 'nobody is active', 'Check what says that a person is active.'),
      ...found(
        'note',
        phoneless.length > 0,
        `${phoneless.length} active people have no phone (${ids(phoneless)})`,
        'They cannot sign in by this source: write their phones down.',
      ),
      ...found(
        'note',
        serving.length === 0,
        'nobody is a specialist or a supervisor',
        'Unless another source says who is: give roles, or no ticket finds anybody.',
      ),
      ...found(
        'wrong',
        teamless.length > 0,
        `${teamless.length} specialists and supervisors have no team (${ids(teamless)})`,
        'Give them teams of the catalogue: without one no ticket comes to them.',
      ),
      ...summarise([...problems, ...indexPeople(results).problems]),
    ],
  };
}

/** Whether later sources agree with the first, for all its active people. */
export function compareSources(
  sources: readonly { readonly name: string; readonly results: readonly ReadResult[] }[],
  match: JoinedDirectoryOptions['match'],
): readonly Finding[] {
  const [first, ...others] = sources;
  if (!first) return [];
  const keyOf = ({ entry }: ReadRow) => (match === 'email' ? entry.email : entry.employeeId);
  const active = readOf(first.results).filter(({ entry }) => entry.active);
  const keyless = active.filter((row) => keyOf(row) === null);
  const ids = (rows: readonly ReadRow[]) => samples(rows.map(({ entry }) => entry.employeeId));
  const findings = others.flatMap(({ name, results }) => {
    const there = new Map(readOf(results).map((row) => [keyOf(row), row]));
    const known = active.filter((row) => keyOf(row) !== null);
    const absent = known.filter((row) => !there.has(keyOf(row)));
    const disabled = known.filter((row) => there.get(keyOf(row))?.entry.active === false);
    return [
      ...found(
        'wrong',
        absent.length > 0,
        `${absent.length} active people of ${first.name} are not in ${name} (${ids(absent)})`,
        `They may not sign in: add them to ${name}, or correct by what people are matched (DIRECTORY_MATCH).`,
      ),
      ...found(
        'note',
        disabled.length > 0,
        `${disabled.length} active people of ${first.name} are disabled in ${name} (${ids(disabled)})`,
        'They may not sign in. If they have left, say so in both places.',
      ),
    ];
  });
  return [
    ...findings,
    ...found(
      'wrong',
      others.length > 0 && keyless.length > 0,
      `${keyless.length} active people of ${first.name} have no e-mail to be matched by (${ids(keyless)})`,
      'They may not sign in: write their e-mails down, or match by employee-id.',
    ),
  ];
}

/** One finding for each kind of problem, with how often it is there and some of the places. */
function summarise(problems: readonly DirectoryProblem[]): readonly Finding[] {
  const kinds = Map.groupBy(problems, ({ field, remedy }) => `${field ?? 'entry'} ${remedy}`);
  return [...kinds.values()].flatMap((same) => {
    const [one] = same;
    if (!one) return [];
    const places = samples(same.map(({ where }) => where.slice(0, placeLettersMax)));
    return found('wrong', true, `${same.length} × ${one.field ?? 'entry'} (${places})`, one.remedy);
  });
}

function readOf(results: readonly ReadResult[]): readonly ReadRow[] {
  return results.flatMap(({ read }) => (read ? [read] : []));
}

function samples(all: readonly string[]): string {
  return all.length > samplesMax ? `${all.slice(0, samplesMax).join(', ')}, …` : all.join(', ');
}

function found(weight: Finding['weight'], holds: boolean, what: string, remedy: string): readonly Finding[] {
  return holds ? [{ weight, what, remedy }] : [];
}
