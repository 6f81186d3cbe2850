import type { ChatMessage, Person, TelegramSimulator } from '@desk/telegram-simulator';
import type { FiledTicket } from './file-one-each.ts';
import { consultButtons } from './open-dialogues.ts';
import type { Draws } from './seeded-draws.ts';

export interface TapRace {
  readonly telegram: TelegramSimulator;
  /** Whose requests are raced for. */
  readonly tickets: readonly FiledTicket[];
  readonly specialists: readonly Person[];
  readonly taps: number;
  readonly draws: Draws;
  /** Without a tap for so long the race is over, whatever its count. */
  readonly quietMs: number;
}

const decline = 'Не зараз';
const leave = 'Не чекати, лишити заявку';

/**
 * Everybody taps on everything, at once and again and again: those who are asked accept and decline, colleagues press
 * the same button by a tampered client, employees leave the line while somebody accepts, both sides end a dialogue,
 * and employees ask anew. Resolves with the number of taps.
 */
export async function raceTaps({ telegram, tickets, specialists, taps, draws, quietMs }: TapRace): Promise<number> {
  const people = new Map([...specialists, ...tickets.map(({ requester }) => requester)].map((each) => [each.id, each]));
  const answered = new Set<string>();
  const over = Promise.withResolvers<void>();
  let tapped = 0;
  let quiet: NodeJS.Timeout | undefined;

  const tap = (person: Person, data: string, messageId?: number) => {
    if (tapped >= taps) return;
    tapped += 1;
    clearTimeout(quiet);
    quiet = setTimeout(over.resolve, quietMs);
    void person.pressForged(data, messageId);
    if (tapped >= taps) over.resolve();
  };
  const tapAll = (person: Person, message: ChatMessage) => {
    for (const { data, by } of drawTaps(person, message, specialists, draws)) {
      tap(by, data, by === person ? message.id : undefined);
    }
  };
  const react = (person: Person) => {
    const recent = person.messages().slice(-recentMax);
    for (const message of recent) {
      const look = `${person.id}/${message.id}/${message.text}/${message.buttons.join()}`;
      if (message.from !== 'bot' || answered.has(look)) continue;
      answered.add(look);
      tapAll(person, isOver(message) ? (findAsk(person) ?? message) : message);
    }
  };
  const stop = telegram.onCall(({ chatId }) => {
    const person = people.get(chatId ?? 0);
    if (person) react(person);
  });
  for (const { requester } of tickets) react(requester);
  await over.promise;
  clearTimeout(quiet);
  stop();
  return tapped;
}

/** Rated or not waited for: whoever wants to may ask anew. */
function isOver({ text, buttons }: ChatMessage): boolean {
  return buttons.includes('5') || text.startsWith('Добре, не чекаємо.');
}

function findAsk(person: Person): ChatMessage | undefined {
  return person.messages().find(({ buttons }) => buttons.includes(consultButtons.ask));
}

/** Where an open offer, a dialogue or a place in line can stand. */
const recentMax = 8;
const repeatsMax = 3;
const colleaguesMax = 3;
/** Whoever declines is not asked again for minutes: where many do, the race stands still. */
const declinesOneIn = 10;
const leavesOneIn = 4;

interface Tap {
  readonly by: Person;
  readonly data: string;
}

function drawTaps(person: Person, message: ChatMessage, specialists: readonly Person[], draws: Draws): Tap[] {
  const dataOf = (label: string) => message.inlineKeyboard.flat().find(({ text }) => text === label)?.callbackData;
  const again = (data: string | undefined, by = person): Tap[] =>
    data === undefined ? [] : Array.from({ length: draws.whole(1, repeatsMax) }, () => ({ by, data }));
  const accept = dataOf(consultButtons.accept);
  const colleagues = draws.shuffle(specialists).slice(0, draws.whole(0, colleaguesMax));
  const leaves = draws.whole(1, leavesOneIn) === 1 ? again(dataOf(leave)) : [];
  const declines = draws.whole(1, declinesOneIn) === 1 ? again(dataOf(decline)) : [];
  return draws.shuffle([
    ...again(accept),
    ...declines,
    ...(accept === undefined ? [] : colleagues.flatMap((colleague) => again(accept, colleague))),
    ...leaves,
    ...again(dataOf(consultButtons.end)),
    ...again(dataOf(consultButtons.ask)),
  ]);
}
