import { ConfirmationNeeded } from '@desk/contract';
import { confirmationLimits } from '@desk/domain';
import { inParallel } from '../../stack/in-parallel.ts';
import type { DeskWorld } from '../desk-world.ts';
import type { KnownPhone } from './attack-sign-ins.ts';
import { type AttackResult, tryAll } from './attempt.ts';
import type { Answer, Client } from './calls.table.ts';
import type { LootedSession } from './loot-database.ts';
import type { Voice } from './speak-as-bot.ts';

/** A sign-in that waits to be confirmed. */
export interface Waiting {
  readonly confirmationId: string;
  readonly telegramUserId: number;
  /** What was mailed last; an attacker has no mailbox, and knows it here to see that it does not help. */
  readonly latestCode: () => string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const resendAfterMinutes = 1.02;
const roundsMax = 7;
const wrongTriesPerRound = 6;
/** What is guessed at within an hour, by its limits, and out of how many. */
export const guesses = { perPersonAndHour: 25, outOf: 100_000_000 } as const;

/** Everything that was answered to a sign-in that waits: what a bot learns of whoever it is about. */
export function readWaiting(answer: unknown): { readonly id: string; readonly told: string } {
  const { confirmation } = ConfirmationNeeded.parse(answer);
  return { id: confirmation.id, told: JSON.stringify(confirmation) };
}

/** Codes of these people, guessed at for as long as the gateway judges guesses, and once more with the right one. */
export async function guessCodes(
  { client }: Voice,
  clock: DeskWorld['clock'],
  people: readonly (KnownPhone & Pick<Waiting, 'latestCode'>)[],
): Promise<AttackResult> {
  // What was begun earlier would end among the guesses; and codes are counted by whole hours.
  clock.passMinutes(confirmationLimits.waitsMs / minuteMs);
  passToNextHour(clock);
  const waiting = await inParallel(
    people,
    people.length,
    async ({ latestCode, phone, telegramUserId }): Promise<Waiting> => {
      const answer = await client.openSession({ body: { phone, telegramUserId } });
      const confirmationId = answer.kind === 'answered' && answer.status === 202 ? answer.body.confirmation.id : '';
      return { confirmationId, telegramUserId, latestCode };
    },
  );
  const rounds: (readonly Answer[])[] = [];
  for (let round = 0; round < roundsMax; round += 1) {
    if (round > 0) clock.passMinutes(resendAfterMinutes);
    rounds.push(...(await inParallel(waiting, waiting.length, (person) => guessInRound(client, person, round))));
  }
  const judged = rounds.reduce((sum, answers) => sum + countJudged(answers), 0);
  const most = people.length * guesses.perPersonAndHour;
  const right = rounds.flat().filter(({ kind }) => kind === 'answered');
  return {
    attack: 'codes guessed at for an hour, and the right one after too many wrong ones',
    ...{ tried: rounds.flat().length, given: 0 },
    breaches: [
      ...right.map(() => 'a code that was guessed, or right but too late'),
      ...(judged === most ? [] : [`${judged} guesses were judged in place of ${most}`]),
    ],
  };
}

/** As many as nobody would mistype, and then what was mailed. */
async function guessInRound(client: Client, person: Waiting, round: number): Promise<readonly Answer[]> {
  const { confirmationId, telegramUserId } = person;
  if (round > 0) await client.sendCode({ params: { confirmationId }, body: { telegramUserId } });
  const answers: Answer[] = [];
  for (let attempt = 0; attempt < wrongTriesPerRound; attempt += 1) {
    answers.push(await submit(client, person, otherThan(person.latestCode())));
  }
  answers.push(await submit(client, person, person.latestCode()));
  return answers;
}

/** A code, a mailbox or a word of a supervisor’s, asked for by another account, or by whoever is no supervisor. */
export function borrowConfirmations(
  { client }: Voice,
  people: readonly Waiting[],
  live: readonly LootedSession[],
): Promise<AttackResult> {
  type Case = readonly [what: string, ask: () => Promise<Answer>];
  const cases = people.flatMap((person, at): Case[] => {
    const params = { confirmationId: person.confirmationId };
    const stranger = { telegramUserId: person.telegramUserId + 1_000_000 };
    const word = { params, body: { verdict: 'confirm', comparisonCode: '0000' } } as const;
    const token = live[at % live.length]?.token ?? '';
    return [
      ['the right code of another account', () => submit(client, { ...person, ...stranger }, person.latestCode())],
      ['a code to another account', () => client.sendCode({ params, body: stranger })],
      ['a supervisor asked by another account', () => client.askSupervisor({ params, body: stranger })],
      ['a session for another account', () => client.redeemConfirmation({ params, body: stranger })],
      ['an employee’s word', () => client.judgeConfirmation({ ...word, token })],
      ['the list of those who wait', () => client.listConfirmations({ token })],
    ];
  });
  return tryAll<Case>({
    attack: 'confirmations of another account, and judged by somebody who is no supervisor',
    cases,
    name: ([what]) => what,
    ask: ([, ask]) => ask(),
  });
}

/** With the live session of a supervisor: colleagues of theirs, and nobody else. */
export function confirmAsSupervisor(
  { client }: Voice,
  {
    colleagues,
    others,
    token,
  }: {
    readonly colleagues: readonly Waiting[];
    readonly others: readonly Waiting[];
    readonly token: string;
  },
): Promise<AttackResult> {
  return tryAll<Waiting>({
    attack: 'sign-ins confirmed with the live session of a supervisor: colleagues of the same department',
    cases: [...colleagues, ...others],
    name: ({ telegramUserId }) => `the account ${telegramUserId}`,
    async ask({ confirmationId, telegramUserId }) {
      const params = { confirmationId };
      const asked = await client.askSupervisor({ params, body: { telegramUserId } });
      const comparisonCode = asked.kind === 'answered' ? asked.body.confirmation.comparisonCode : null;
      const body = { verdict: 'confirm', comparisonCode: comparisonCode ?? '0000' } as const;
      await client.judgeConfirmation({ params, body, token });
      return client.redeemConfirmation({ params, body: { telegramUserId } });
    },
    may: (each) => colleagues.includes(each),
    gives: ({ status }) => status === 201,
  });
}

function submit(client: Client, { confirmationId, telegramUserId }: Waiting, code: string): Promise<Answer> {
  return client.submitCode({ params: { confirmationId }, body: { telegramUserId, code } });
}

/** How many of these tries were judged: those that left tries, and the one that left none. */
function countJudged(answers: readonly Answer[]): number {
  const left = answers.map((answer) => (answer.kind === 'refused' ? (answer.problem.triesLeft ?? 0) : 0));
  const leaving = left.filter((tries) => tries > 0).length;
  return leaving === 0 ? 0 : leaving + 1;
}

function otherThan(code: string): string {
  return code === '12345678' ? '87654321' : '12345678';
}

function passToNextHour(clock: DeskWorld['clock']): void {
  clock.passMinutes((hourMs - (clock.now() % hourMs) + 1) / minuteMs);
}
