import type { Person } from '@desk/telegram-simulator';
import type { Dialogue } from '../../stack/dialogue-stage.ts';
import type { FiledTicket } from '../../stack/file-one-each.ts';
import { type DialogueSide, otherSide, type Saying } from '../../stack/judge-dialogues.ts';
import { codeOf, countUnread, wordsOf } from '../../stack/listen-to-dialogues.ts';
import { consultButtons, requestDialogue } from '../../stack/open-dialogues.ts';
import type { Draws } from '../../stack/seeded-draws.ts';

/** One consultation as the two people lived through it. */
export interface ConsultationRun {
  readonly number: string;
  /** Null where nobody came. */
  readonly dialogue: Dialogue | null;
  /** 1..5; null where it was not rated. */
  readonly stars: number | null;
  /** Where it did not go on; null where it did. */
  readonly stuckAt: string | null;
}

export interface Held {
  readonly runs: readonly ConsultationRun[];
  /** The n-th dialogue is that of the n-th run. */
  readonly said: readonly Saying[];
}

export interface HoldingOptions {
  readonly tickets: readonly FiledTicket[];
  readonly specialists: readonly Person[];
  readonly messagesEach: number;
  readonly draws: Draws;
  /** Told of each message, once Telegram has it. */
  readonly onSaid: (count: number) => void;
  readonly onOver: (run: ConsultationRun) => void;
}

/** Every employee has their tickets talked through one after another; all employees at once. */
export async function holdConsultations(options: HoldingOptions): Promise<Held> {
  const said: Saying[] = [];
  const runs: ConsultationRun[] = [];
  const byRequester = Map.groupBy(options.tickets.entries(), ([, { requester }]) => requester.id);
  await Promise.all(
    [...byRequester.values()].map(async (tickets) => {
      for (const [index, ticket] of tickets) {
        const run = await holdOne(ticket, index, options, said);
        runs[index] = run;
        options.onOver(run);
      }
    }),
  );
  return { runs, said };
}

const answeredWithinMs = 60_000;
const endedWithinMs = 120_000;
/** Of five consultations so many are rated. */
const ratedOfFive = 4;

async function holdOne(
  ticket: FiledTicket,
  index: number,
  { specialists, messagesEach, draws, onSaid }: HoldingOptions,
  said: Saying[],
): Promise<ConsultationRun> {
  const { number } = ticket;
  let dialogue: Dialogue | null = null;
  let stars: number | null = null;
  const plan = {
    stars: draws.whole(1, 5) <= ratedOfFive ? draws.whole(1, 5) : null,
    endedBy: draws.pick<DialogueSide>(['employee', 'specialist']),
  };
  try {
    dialogue = await requestDialogue(ticket, specialists);
    for (let turn = 0; turn < messagesEach; turn += 1) {
      const side = turn % 2 === 0 ? 'employee' : 'specialist';
      const code = codeOf(said.length + 1);
      said.push({ code, dialogue: index, side });
      await dialogue[side].send(wordsOf(code));
      onSaid(said.length);
      await heardOrDoubted(dialogue, side, code);
    }
    await endDialogue(dialogue, plan.endedBy);
    if (plan.stars !== null) await rate(dialogue, plan.stars);
    stars = plan.stars;
    return { number, dialogue, stars, stuckAt: null };
  } catch (error) {
    const [stuckAt = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { number, dialogue, stars, stuckAt: `${stuckAt} ${lastWords(ticket.requester)}` };
  }
}

/** As people talk: one answers what the other has said, or goes on after a while. */
async function heardOrDoubted(dialogue: Dialogue, side: DialogueSide, code: string): Promise<void> {
  const unread = countUnread(dialogue);
  const heard = dialogue[otherSide(side)].waitFor(
    ({ from, text }) => from === 'bot' && text.includes(code),
    answeredWithinMs,
  );
  const doubted = dialogue.specialist.waitFor(() => countUnread(dialogue) > unread, answeredWithinMs);
  const told = dialogue[side].waitFor(
    ({ from, text }) => from === 'bot' && text.includes(code) && text !== wordsOf(code),
    answeredWithinMs,
  );
  await Promise.any([heard, doubted, told]).catch(() => undefined);
}

async function endDialogue({ employee, specialist, number }: Dialogue, by: DialogueSide): Promise<void> {
  const person = by === 'employee' ? employee : specialist;
  const card = await person.waitFor(({ buttons }) => buttons.includes(consultButtons.end), endedWithinMs);
  await person.press(card.id, consultButtons.end);
  await employee.waitFor(({ text }) => text.includes(`збережеться в заявці ${number}.`), endedWithinMs);
}

async function rate({ employee, number }: Dialogue, stars: number): Promise<void> {
  const isAsked = ({ text, buttons }: { readonly text: string; readonly buttons: readonly string[] }) =>
    text.includes(number) && buttons.includes(String(stars));
  const question = await employee.waitFor(isAsked, endedWithinMs);
  await employee.press(question.id, String(stars));
  await employee.waitFor(({ id, text }) => id >= question.id && text.includes(`${stars} з 5`), endedWithinMs);
}

function lastWords(person: Person): string {
  return (
    person
      .messages()
      .findLast(({ from }) => from === 'bot')
      ?.text.split('\n')[0] ?? 'silence'
  );
}
