import type { Person } from '@desk/telegram-simulator';
import { chooseType, describeProblem, findReview, type Problem, pressSend } from '../stack/act-in-chat.ts';
import { inParallel } from '../stack/in-parallel.ts';
import type { Draws } from '../stack/seeded-draws.ts';
import { plainRequestType, type StaffedDesk } from '../stack/start-staffed-desk.ts';
import type { Filing } from './judge-filings.ts';

/** What the person filing sees of it. */
export interface FilingRun {
  readonly filing: Filing;
  readonly person: Person;
  /** From *Send* to the number in the chat; null when it never came. */
  readonly numberedAfterMs: number | null;
  /** Where it stopped, with the end of the chat; null when it did not. */
  readonly stalled: string | null;
}

export type PersonStep = 'described' | 'type-chosen' | 'send-pressed';

export interface FilingPace {
  readonly atOnce: number;
  /** Resolves when the n-th filing may begin. */
  readonly mayBegin: (index: number) => Promise<void>;
  readonly note: (step: PersonStep) => void;
}

/** Long enough for a service to come back twice, and for Telegram's pauses between its attempts. */
const stepWithinMs = 90_000;
/** Every so many a filing has a file with it. */
const fileEvery = 3;
const fileBytesMax = 200_000;

/** Employees file one ticket after another, as many at once as the pace says; nobody has two on their hands. */
export async function fileTickets(
  desk: StaffedDesk,
  count: number,
  pace: FilingPace,
  draws: Draws,
): Promise<FilingRun[]> {
  const problems = Array.from({ length: count }, (_, index) => problemOf(index, draws));
  const numbers = followNumbers(desk);
  const free = [...desk.employees];
  const runs = await inParallel(problems, pace.atOnce, async (problem, index) => {
    await pace.mayBegin(index);
    const person = free.shift();
    if (!person) throw new Error('More filings stall than there are employees.');
    const run = await fileOne(person, problem, pace, (code) => numbers.of(code));
    // Whoever is stuck with a draft would add the next problem to it.
    if (run.stalled === null) free.push(person);
    return run;
  });
  numbers.stop();
  return runs;
}

async function fileOne(
  person: Person,
  problem: Problem,
  { note }: FilingPace,
  numberOf: (code: string) => string | undefined,
): Promise<FilingRun> {
  const filing = { code: problem.code, fileNames: problem.file ? [problem.file.name] : [] };
  try {
    await describeProblem(person, problem);
    note('described');
    await chooseType(person, problem, stepWithinMs);
    note('type-chosen');
    const review = await findReview(person, problem, stepWithinMs);
    const sentAt = performance.now();
    await pressSend(person, review);
    note('send-pressed');
    await person.waitFor(({ text }) => {
      const number = numberOf(problem.code);
      return number !== undefined && text.includes(number);
    }, stepWithinMs);
    return { filing, person, numberedAfterMs: performance.now() - sentAt, stalled: null };
  } catch (error) {
    return { filing, person, numberedAfterMs: null, stalled: error instanceof Error ? error.message : String(error) };
  }
}

/** Which number the tracker gave to the ticket with a code. */
function followNumbers({ stack }: StaffedDesk) {
  const numbers = new Map<string, string>();
  const stop = stack.jira.onChange(({ key, summary }) => {
    const code = /\bC\d{4}\b/.exec(summary)?.[0];
    if (code !== undefined && !numbers.has(code)) numbers.set(code, key);
  });
  return { of: (code: string) => numbers.get(code), stop };
}

function problemOf(index: number, draws: Draws): Problem {
  const digits = String(index + 1).padStart(4, '0');
  const code = `C${digits}`;
  const problem = { code, text: `${code} Не друкує принтер у приймальні`, type: plainRequestType };
  if (index % fileEvery !== 0) return problem;
  const bytes = Buffer.alloc(draws.whole(1, fileBytesMax), `${code} журнал друку\n`);
  return { ...problem, file: { name: `zhurnal-${digits}.txt`, mime: 'text/plain', bytes } };
}
