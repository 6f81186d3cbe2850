import { inParallel } from '../../stack/in-parallel.ts';
import type { DeskWorld } from '../desk-world.ts';
import { type AttackResult, askUntilAnswered, together, tryAll } from './attempt.ts';
import type { Answer } from './calls.table.ts';
import { absentNewcomers, emailOf, strangers, unknownPhones } from './company.ts';
import type { LootedSession } from './loot-database.ts';
import type { Voice } from './speak-as-bot.ts';

/** A phone that is known from elsewhere, and the Telegram account it is tried with. */
export interface KnownPhone {
  readonly phone: string;
  readonly telegramUserId: number;
  /** Theirs: an attacker cannot read it. */
  readonly email: string;
}

export interface SignInSpoils extends AttackResult {
  /** How many minutes of the gateway’s it took. */
  readonly minutes: number;
  /** Sign-ins that wait to be confirmed, and with what account. */
  readonly waiting: readonly { readonly telegramUserId: number; readonly answer: unknown }[];
}

/** The gateway’s limit on all together, set lower than it usually is: it is met by fewer attempts. */
export const signInsPerMinute = 40;

const minuteMs = 60_000;
const atOnceMax = 8;
/** Beyond what the gateway lets through, so that its limit is met in every minute. */
const triedInOneMinuteMax = 50;
const minutesMax = 28;
const accountsFrom = 9_100_000_000;
const tooOftenTries = 12;
const refusals: ReadonlySet<string> = new Set(['access-refused', 'too-many-attempts']);

/** Of everybody who is not signed in: those who were here with their own account, the others with one that is made up. */
export function phonesOfTheOthers(world: DeskWorld, over: readonly LootedSession[]): readonly KnownPhone[] {
  const known = absentNewcomers.map(({ employeeId, phones: [phone = ''] }) => {
    const telegramUserId = over.find((session) => session.employeeId === employeeId)?.telegramUserId ?? 0;
    return { telegramUserId, phone, email: emailOf(employeeId) };
  });
  const others = [...world.organisation.people, ...strangers].map(({ employeeId, phone }, at) => ({
    ...{ telegramUserId: accountsFrom + at, phone, email: emailOf(employeeId) },
  }));
  return [...known, ...others];
}

/** Tries them all, minute by minute, as fast as the limits let it; who is turned away for the limit comes again. */
export async function signInAsOthers(
  { client }: Voice,
  clock: DeskWorld['clock'],
  { attack, phones }: { readonly attack: string; readonly phones: readonly KnownPhone[] },
): Promise<SignInSpoils> {
  const breaches: string[] = [];
  const confirmable: { telegramUserId: number; answer: unknown }[] = [];
  const letIn: number[] = [];
  let minutes = 0;
  let waiting = phones;
  for (; waiting.length > 0 && minutes < minutesMax; minutes += 1) {
    passToNextMinute(clock);
    const now = waiting.slice(0, triedInOneMinuteMax);
    const answers = await inParallel(now, atOnceMax, ({ phone, telegramUserId }) =>
      askUntilAnswered(() => client.openSession({ body: { phone, telegramUserId } })),
    );
    const again = now.filter((_, at) => codeOf(answers[at]) === 'too-many-attempts');
    letIn.push(answers.filter((answer) => answer.kind === 'answered' && answer.status === 201).length);
    for (const [at, answer] of answers.entries()) {
      const { telegramUserId = 0 } = now[at] ?? {};
      if (answer.kind === 'answered' && answer.status === 202)
        confirmable.push({ telegramUserId, answer: answer.body });
      const isRefusal = answer.kind === 'refused' && refusals.has(answer.problem.code);
      if (answer.kind !== 'answered' && !isRefusal) breaches.push(`no answer: ${JSON.stringify(answer)}`);
    }
    waiting = [...again, ...waiting.slice(triedInOneMinuteMax)];
  }
  if (waiting.length > 0) breaches.push(`${waiting.length} phones were not tried in ${minutesMax} minutes`);
  const given = letIn.reduce((sum, one) => sum + one, 0);
  const inOneMinuteMax = Math.max(0, ...letIn);
  if (inOneMinuteMax > signInsPerMinute) breaches.push(`${inOneMinuteMax} were let in within a minute`);
  return { ...{ attack, tried: phones.length, given, breaches, minutes }, waiting: confirmable };
}

/** Accounts that are not theirs, phones of nobody, and one phone again and again. All are refused alike. */
export async function signInWithNothing(
  { client }: Voice,
  clock: DeskWorld['clock'],
  { bound, inactive }: { readonly bound: readonly string[]; readonly inactive: string },
): Promise<AttackResult> {
  const attack =
    'sign-ins with another account, with phones of nobody or of somebody dismissed, and one phone too often';
  const told = new Set<string>();
  const [again = '', ...nobody] = unknownPhones;
  const tooOften = Array.from({ length: tooOftenTries }, () => again);
  const results: AttackResult[] = [];
  // Each within what the gateway lets through a minute, so that it is not for the limit that they are refused.
  for (const phones of [[...bound, inactive], nobody, tooOften]) {
    passToNextMinute(clock);
    const result = await tryAll<string>({
      ...{ attack, cases: phones },
      name: (phone) => `the phone that ends in ${phone.slice(-4)}`,
      async ask(phone) {
        const answer = await client.openSession({ body: { phone, telegramUserId: accountsFrom - 1 - nth(phone) } });
        if (codeOf(answer) === 'access-refused') told.add(shapeOf(answer));
        if (codeOf(answer) === 'too-many-attempts' && phone !== again) told.add('too many');
        return answer;
      },
    });
    results.push(result);
  }
  const all = together(attack, results);
  if (told.size === 1) return all;
  return { ...all, breaches: [...all.breaches, `${told.size} refusals that can be told apart`] };
}

/** What is refused, but for its own reference code. */
function shapeOf(answer: Answer): string {
  if (answer.kind !== 'refused') return answer.kind;
  const { referenceCode, ...problem } = answer.problem;
  return JSON.stringify([problem, referenceCode?.length]);
}

function codeOf(answer: Answer | undefined): string | null {
  return answer?.kind === 'refused' ? answer.problem.code : null;
}

function nth(phone: string): number {
  return Number(phone.slice(-7));
}

/** The gateway counts by whole minutes. */
function passToNextMinute(clock: DeskWorld['clock']): void {
  const left = minuteMs - (clock.now() % minuteMs);
  clock.passMinutes((left + 1) / minuteMs);
}
