import type { ProblemCode } from '@desk/contract';
import { inParallel } from '../../stack/in-parallel.ts';
import type { Answer } from './calls.table.ts';

/** What an attack came to. */
export interface AttackResult {
  readonly attack: string;
  readonly tried: number;
  /** What the gateway gave, and may give. */
  readonly given: number;
  /** What it gave and may not, or did not plainly refuse; a line each. */
  readonly breaches: readonly string[];
}

export interface Attempts<Case> {
  readonly attack: string;
  readonly cases: readonly Case[];
  /** For the line of a breach. */
  name(each: Case): string;
  ask(each: Case): Promise<Answer>;
  /** Whether this one is within what the architecture says; left out: none is. */
  may?(each: Case): boolean;
  /** Whether an answer gives what was asked for; left out: every success does. */
  gives?(answer: Success, each: Case): boolean;
  /** Left out: some at a time. Writes to one ticket, and what is counted in order, come one after the other. */
  readonly oneByOne?: true;
}

export type Success = Extract<Answer, { kind: 'answered' }>;

const atOnceMax = 8;

/** The gateway, or what is behind it, cannot just now; whoever attacks comes again. */
const passing: ReadonlySet<ProblemCode> = new Set([
  'internal-error',
  'overloaded',
  'tracker-down',
  'directory-down',
  'still-working',
]);
const attemptsMax = 5;

/** Asks until there is an answer that says something, a few times at most. */
export async function askUntilAnswered(ask: () => Promise<Answer>): Promise<Answer> {
  let answer = await ask();
  for (let attempt = 1; attempt < attemptsMax && isPassing(answer); attempt += 1) answer = await ask();
  return answer;
}

function isPassing(answer: Answer): boolean {
  return answer.kind === 'unreachable' || (answer.kind === 'refused' && passing.has(answer.problem.code));
}

/** Tries all of them. */
export async function tryAll<Case>(attempts: Attempts<Case>): Promise<AttackResult> {
  const { attack, cases, name, ask, may = () => false, gives = () => true, oneByOne = false } = attempts;
  const verdicts = await inParallel(cases, oneByOne ? 1 : atOnceMax, async (each) => {
    const answer = await askUntilAnswered(() => ask(each));
    if (answer.kind === 'answered' && gives(answer, each)) return may(each) ? 'given' : `${name(each)}: given`;
    const what = whyUnclear(answer);
    return what === null ? 'refused' : `${name(each)}: ${what}`;
  });
  return {
    ...{ attack, tried: cases.length },
    given: verdicts.filter((verdict) => verdict === 'given').length,
    breaches: verdicts.filter((verdict) => verdict !== 'given' && verdict !== 'refused'),
  };
}

/** Several attacks told as one. */
export function together(attack: string, results: readonly AttackResult[]): AttackResult {
  const sum = (of: (result: AttackResult) => number) => results.reduce((total, result) => total + of(result), 0);
  return {
    ...{ attack, tried: sum(({ tried }) => tried), given: sum(({ given }) => given) },
    breaches: results.flatMap(({ breaches }) => breaches),
  };
}

function whyUnclear(answer: Answer): string | null {
  switch (answer.kind) {
    case 'answered':
      return null;
    case 'refused':
      // A call that is not well formed, and a gateway that is out of order, prove nothing.
      return isPassing(answer) || answer.problem.code === 'request-invalid' ? answer.problem.code : null;
    case 'unreachable':
      return 'no answer';
    case 'misunderstood':
      return `an answer of status ${answer.status} that the contract does not know`;
  }
}
