import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { DeadLetter, LetterEvent, LetterFilter } from '../../ports/dead-letters.ts';
import type { dropLetters } from '../../use-cases/dead-letters/drop-letters.ts';
import type { resendLetters } from '../../use-cases/dead-letters/resend-letters.ts';
import type { Revealed } from '../../use-cases/dead-letters/reveal-letter.ts';
import type { CommandOutput } from './bot-commands.ts';
import { ageOf, type Printed, printDropped, printLetter, printList, printResent } from './describe-letters.ts';

/** What the commands work with, opened for one command and closed after it. */
export interface LetterDesk {
  readonly list: (filter: LetterFilter, max: number) => Promise<readonly DeadLetter[]>;
  readonly find: (id: string) => Promise<DeadLetter | null>;
  readonly listHistory: (id: string, max: number) => Promise<readonly LetterEvent[]>;
  readonly resend: ReturnType<typeof resendLetters>;
  readonly drop: ReturnType<typeof dropLetters>;
  /** `refused`: lines that say what is missing. */
  readonly reveal: (
    id: string,
    operator: string,
  ) => Promise<Revealed | { readonly kind: 'refused'; readonly lines: readonly string[] }>;
  readonly now: () => number;
  close(): Promise<void>;
}

export type OpenedLetterDesk =
  | { readonly kind: 'opened'; readonly desk: LetterDesk }
  | { readonly kind: 'refused'; readonly lines: readonly string[] };

export interface LetterCommandNeeds {
  readonly open: () => Promise<OpenedLetterDesk>;
  readonly output: CommandOutput;
}

interface Format {
  readonly json?: true;
}

interface ListOptions extends Format {
  readonly from?: string;
  readonly what?: string;
  readonly reason?: string;
  readonly olderThan?: string;
  readonly limit: string;
}

interface ActOptions extends Format {
  readonly operator: string;
}

const listedMax = 1_000;
const eventsMax = 50;
const namedMax = 500;

/** Adds `dead-letters` to a program: what was set aside, and what becomes of it. Every act is audited with who asked. */
export function addDeadLetterCommands(program: Command, needs: LetterCommandNeeds): void {
  const letters = program.command('dead-letters').description('what was set aside because it could not be done');
  letters
    .command('list')
    .description('one a line, the latest first; what waits for people who blocked the bot only with --reason blocked')
    .option('--from <box>', '`inbox`: what came in; `outbox`: what was to go out')
    .option('--what <kind>', 'of one kind, as the list calls it')
    .option('--reason <code>', 'for one reason, as the list calls it')
    .option('--older-than <age>', 'set aside longer ago than 30m, 12h or 7d')
    .option('--limit <number>', `at most so many, up to ${listedMax}`, '50')
    .option('--json', 'as JSON')
    .action((options: ListOptions) => withDesk(needs, (desk) => list(desk, needs.output, options)));
  audited(letters.command('show'))
    .description('one letter, and what the audit log says of it')
    .argument('<id>')
    .option('--reveal', 'also what stands in it, words and all: audited; needs KEYS_DIR')
    .action((id: string, options: ActOptions & { reveal?: true }) =>
      withDesk(needs, (desk) => show(desk, needs.output, id, options)),
    );
  audited(letters.command('resend'))
    .description('puts letters back: each is tried again within a second')
    .argument('<id...>')
    .option('--even-if-doubtful', 'also what may have arrived already, or nobody expects any more')
    .action((ids: string[], options: ActOptions & { evenIfDoubtful?: true }) =>
      withDesk(needs, (desk) => resend(desk, needs.output, ids, options)),
    );
  audited(letters.command('drop'))
    .description('gives letters up for good: by their ids, or all that are older than an age')
    .argument('[id...]')
    .option('--all', 'all that --older-than says')
    .option('--older-than <age>', 'with --all: set aside longer ago than 12h or 7d')
    .action((ids: string[], options: ActOptions & { all?: true; olderThan?: string }) =>
      withDesk(needs, (desk) => drop(desk, needs.output, ids, options)),
    );
}

function audited(command: Command): Command {
  return command
    .option('--operator <name>', 'who asks for it, for the audit', userInfo().username)
    .option('--json', 'as JSON');
}

async function withDesk({ open, output }: LetterCommandNeeds, run: (desk: LetterDesk) => Promise<void>): Promise<void> {
  const opened = await open();
  if (opened.kind === 'refused') return failAll(output, opened.lines);
  try {
    await run(opened.desk);
  } finally {
    await opened.desk.close();
  }
}

async function list(desk: LetterDesk, output: CommandOutput, options: ListOptions): Promise<void> {
  const { from, what = null, reason = null, olderThan, limit, json } = options;
  const max = /^[1-9]\d{0,3}$/.test(limit) ? Number(limit) : Number.NaN;
  if (!(max <= listedMax)) return output.fail(`--limit is a whole number from 1 to ${listedMax}.`);
  if (from !== undefined && from !== 'inbox' && from !== 'outbox') return output.fail('--from is inbox or outbox.');
  const ageMs = olderThan === undefined ? 0 : ageOf(olderThan);
  if (ageMs === null) return output.fail(wrongAge);
  const setAsideBefore = olderThan === undefined ? null : desk.now() - ageMs;
  const found = await desk.list({ from: from ?? null, what, reason, setAsideBefore }, max + 1);
  print(output, printList(found.slice(0, max), { hasMore: found.length > max }), json);
}

async function show(
  desk: LetterDesk,
  output: CommandOutput,
  id: string,
  { reveal, operator, json }: ActOptions & { readonly reveal?: true },
): Promise<void> {
  const letter = await desk.find(id);
  if (letter === null) return output.fail(`No letter has the id ${id}.`);
  const revealed = reveal ? await desk.reveal(id, operator) : null;
  if (revealed?.kind === 'refused') return failAll(output, revealed.lines);
  const history = await desk.listHistory(id, eventsMax);
  print(output, printLetter(letter, history, revealed), json);
}

async function resend(
  desk: LetterDesk,
  output: CommandOutput,
  ids: readonly string[],
  { operator, evenIfDoubtful = false, json }: ActOptions & { readonly evenIfDoubtful?: boolean },
): Promise<void> {
  if (ids.length > namedMax) return output.fail(tooMany);
  const printed = printResent(await desk.resend(ids, { operator, evenIfDoubtful }));
  print(output, printed, json);
  if (printed.failures.length > 0 && json) output.fail(`${printed.failures.length} of ${ids.length} were not resent.`);
}

async function drop(
  desk: LetterDesk,
  output: CommandOutput,
  ids: readonly string[],
  { all, olderThan, operator, json }: ActOptions & { readonly all?: true; readonly olderThan?: string },
): Promise<void> {
  if (ids.length > 0 === (all === true) || (all === true) !== (olderThan !== undefined)) {
    return output.fail('Name letters by their ids, or give --all with --older-than.');
  }
  if (ids.length > namedMax) return output.fail(tooMany);
  const ageMs = olderThan === undefined ? null : ageOf(olderThan);
  if (olderThan !== undefined && ageMs === null) return output.fail(wrongAge);
  const which =
    ageMs === null
      ? ({ kind: 'named', ids } as const)
      : ({ kind: 'set-aside-before', at: desk.now() - ageMs } as const);
  print(output, printDropped(await desk.drop(which, operator), ids), json);
}

const wrongAge = '--older-than is an age such as 30m, 12h or 7d.';
const tooMany = `At most ${namedMax} letters at a time.`;

function print(output: CommandOutput, { lines, failures, json }: Printed, asJson: true | undefined): void {
  if (asJson) {
    output.line(JSON.stringify(json));
    return;
  }
  for (const line of lines) output.line(line);
  failAll(output, failures);
}

function failAll(output: CommandOutput, lines: readonly string[]): void {
  for (const line of lines) output.fail(line);
}
