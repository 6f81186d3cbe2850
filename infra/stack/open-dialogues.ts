import type { ChatMessage, Person, TelegramSimulator } from '@desk/telegram-simulator';
import type { Dialogue, DialogueStage } from './dialogue-stage.ts';
import { type FiledTicket, fileOneEach } from './file-one-each.ts';
import { inParallel } from './in-parallel.ts';
import type { StaffedDesk } from './start-staffed-desk.ts';

export const consultButtons = {
  ask: 'Звʼязатися зі спеціалістом онлайн',
  accept: 'Прийняти',
  end: 'Завершити розмову',
} as const;

const requestsAtOnceMax = 16;
const connectedWithinMs = 240_000;

/** Every employee has a ticket and a specialist on the line; as many specialists as employees accept. */
export async function openDialogues(desk: StaffedDesk): Promise<DialogueStage> {
  const { stack, specialists } = desk;
  const tickets = await fileOneEach(desk);
  const stopAccepting = acceptOffers(stack.telegram, specialists);
  try {
    const dialogues = await inParallel(tickets, requestsAtOnceMax, (ticket) => requestDialogue(ticket, specialists));
    return {
      ...{ telegram: stack.telegram, jira: stack.jira, dialogues },
      kill: () => stack.service('bot').kill(),
      restart: () => stack.restart('bot'),
    };
  } finally {
    stopAccepting();
  }
}

/** Asks for a specialist about a ticket, and waits until one is there. */
export async function requestDialogue(
  { number, requester }: FiledTicket,
  specialists: readonly Person[],
): Promise<Dialogue> {
  const about = new RegExp(`\\b${number}\\b`);
  const card = await requester.waitFor(
    ({ text, buttons }) => about.test(text) && buttons.includes(consultButtons.ask),
    connectedWithinMs,
  );
  await requester.press(card.id, consultButtons.ask);
  const connected = await requester.waitFor((message) => namesSpecialist(message, number) !== null, connectedWithinMs);
  const specialist = specialists.find(({ name }) => name === namesSpecialist(connected, number));
  if (!specialist) throw new Error(`Somebody unknown is on the line about ${number}.`);
  return { employee: requester, specialist, number };
}

/** Who is on the line about this ticket; null for any other message. */
function namesSpecialist({ from, text }: ChatMessage, number: string): string | null {
  if (from !== 'bot' || !text.includes(`${number}.`)) return null;
  return /^На звʼязку (.+?)[.] Пишіть/.exec(text)?.[1] ?? null;
}

/** The specialists accept whatever is offered from now on, each offer once. Answers how to stop. */
export function acceptOffers(telegram: TelegramSimulator, specialists: readonly Person[]): () => void {
  const byChat = new Map(specialists.map((specialist) => [specialist.id, specialist]));
  const accepted = new Set<number>();
  return telegram.onCall(({ chatId }) => {
    const specialist = byChat.get(chatId ?? 0);
    const offer = specialist?.messages().findLast(({ buttons }) => buttons.includes(consultButtons.accept));
    if (!specialist || !offer || accepted.has(offer.id)) return;
    accepted.add(offer.id);
    void specialist.press(offer.id, consultButtons.accept);
  });
}
