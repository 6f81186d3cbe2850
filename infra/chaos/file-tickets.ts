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
  /** The last words of the bot where it got stuck; null when it did not. */
  readonly stuckAt: string | null;
}

export type PersonStep = 'described' | 'type-chosen' | 'send-pressed';

export interface FilingPace {
  readonly atOnce: number;
  /** Resolves when the n-th filing may begin. */
  readonly mayBegin: (index: number) => Promise<void>;
  readonly note: (step: PersonStep) => void;
  /** A filing has come to its end, whichever. */
  readonly over: () => void;
  readonly say: (line: string) => void;
}

/** A creation that was never answered is looked for for a minute, and a kill meanwhile begins that minute anew. */
const stepWithinMs = 240_000;
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
    if (!person) throw new Error('More filings got stuck than there are employees.');
    const run = await fileOne(person, problem, pace, (code) => numbers.of(code));
    // Whoever is stuck with a draft would add the next problem to it.
    if (run.stuckAt === null) free.push(person);
    else pace.say(`${problem.code} got stuck at: ${run.stuckAt}`);
    pace.over();
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
    return { filing, person, numberedAfterMs: performance.now() - sentAt, stuckAt: null };
  } catch {
    const [lastLine = 'silence'] =
      person
        .messages()
        .findLast(({ from }) => from === 'bot')
        ?.text.split('\n') ?? [];
    return { filing, person, numberedAfterMs: null, stuckAt: lastLine };
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
