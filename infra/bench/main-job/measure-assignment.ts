import type { ChatMessage, Person, RecordedCall } from '@desk/telegram-simulator';
import { prepareTicket, pressSend } from '../../stack/act-in-chat.ts';
import { inParallel } from '../../stack/in-parallel.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import { plainRequestType, type StaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { Bench } from '../bench.ts';
import { type Latencies, recordLatencies } from '../latencies.ts';
import { driveLoad, planLoad } from './drive-load.ts';
import { speaks, watchAnswers } from './watch-answers.ts';

export interface AssignmentMeasurement {
  /** From the press of *Send* to the arrival of the specialist's message. */
  readonly told: Latencies;
  /** From the press of *Send* to the arrival of the ticket's number in the employee's chat. */
  readonly numbered: Latencies;
  readonly tickets: number;
  /** Tickets of which no specialist was told. */
  readonly untold: number;
}

const ratePerSecond = 4;
const answerWithinMs = 15_000;
const preparingAtOnceMax = 8;

/** Every employee files one ticket; all are written beforehand, so that only *Send* is left to press. */
export async function measureAssignment({ seed, say }: Bench, desk: StaffedDesk): Promise<AssignmentMeasurement> {
  const { stack, employees, specialists } = desk;
  say(`Assignment: ${employees.length} tickets at ${ratePerSecond}/s, ${specialists.length} specialists on shift`);
  const reviews = await inParallel(employees, preparingAtOnceMax, writeTicket);

  const latencies = { told: recordLatencies(), numbered: recordLatencies() };
  const told = watchAnswers(stack.telegram, ticketToldOf(specialists), latencies.told);
  const numbered = watchAnswers(stack.telegram, numberShownIn, latencies.numbered);
  const plan = planLoad({ people: reviews.length, ratePerSecond, turns: reviews.length }, drawFrom(seed));
  await driveLoad(plan, ({ person: at }) => {
    const written = reviews[at];
    if (!written) return;
    told.begin(written.code);
    numbered.begin(written.person.id);
    void pressSend(written.person, written.review);
  });
  await told.settle(answerWithinMs);
  await numbered.settle(answerWithinMs);
  numbered.close();
  return { ...latencies, tickets: reviews.length, untold: told.close() };
}

interface WrittenTicket {
  readonly person: Person;
  readonly code: string;
  readonly review: ChatMessage;
}

async function writeTicket(person: Person, at: number): Promise<WrittenTicket> {
  const code = `B${String(at).padStart(4, '0')}`;
  const problem = { code, text: `${code} Не друкує принтер у приймальні`, type: plainRequestType };
  return { person, code, review: await prepareTicket(person, problem, answerWithinMs) };
}

function ticketToldOf(specialists: readonly Person[]) {
  const chats = new Set(specialists.map(({ id }) => id));
  return ({ method, chatId, payload }: RecordedCall) =>
    method === 'sendMessage' && chatId !== undefined && chats.has(chatId)
      ? /\bB\d{4}\b/.exec(String(payload.text))?.[0]
      : undefined;
}

function numberShownIn(call: RecordedCall): number | undefined {
  return speaks(call) && /\bSD-\d+\b/.test(String(call.payload.text)) ? call.chatId : undefined;
}
