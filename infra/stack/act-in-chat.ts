import type { Person } from '@desk/telegram-simulator';

type ChatMessage = Awaited<ReturnType<Person['send']>>;

/** What stands on the buttons that people press here, on phones set to Ukrainian. */
const words = {
  ownTickets: 'Мої заявки',
  shift: 'Зміна',
  goOnShift: 'Стати на зміну',
  send: 'Надіслати',
  takeOver: 'Узяти в роботу',
} as const;

/** Writes for the first time, shares the phone number and waits for the menu. */
export async function signIn(person: Person, withinMs: number): Promise<void> {
  await person.start();
  await person.waitFor(() => isAskedForNumber(person), withinMs);
  await person.shareOwnContact();
  await person.waitFor(() => hasInMenu(person, words.ownTickets), withinMs);
}

export async function goOnShift(person: Person, withinMs: number): Promise<void> {
  await person.waitFor(() => hasInMenu(person, words.shift), withinMs);
  await person.pressKeyboard(words.shift);
  const card = await person.waitFor(({ buttons }) => buttons.includes(words.goOnShift), withinMs);
  await person.press(card.id, words.goOnShift);
  await person.waitFor(({ id, buttons }) => id >= card.id && !buttons.includes(words.goOnShift), withinMs);
}

export interface Problem {
  /** Stands in the first words of the text and in no other. */
  readonly code: string;
  readonly text: string;
  /** The request type, as its button says. It asks for nothing beyond the description. */
  readonly type: string;
  readonly file?: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
}

/** Describes the problem, chooses its type and answers the card on which only *Send* is missing. */
export async function prepareTicket(person: Person, problem: Problem, withinMs: number): Promise<ChatMessage> {
  const { code, text, type, file } = problem;
  if (file) await person.sendDocument({ ...file, caption: text });
  else await person.send(text);
  const question = await person.waitFor(
    (message) => message.text.includes(code) && message.buttons.includes(type),
    withinMs,
  );
  await person.press(question.id, type);
  return person.waitFor((message) => message.text.includes(code) && message.buttons.includes(words.send), withinMs);
}

export async function pressSend(person: Person, review: ChatMessage): Promise<void> {
  await person.press(review.id, words.send);
}

function isAskedForNumber(person: Person): boolean {
  return menuOf(person).some(({ requestContact }) => requestContact);
}

function hasInMenu(person: Person, word: string): boolean {
  return menuOf(person).some(({ text }) => text === word);
}

function menuOf(person: Person) {
  return person.keyboard()?.flat() ?? [];
}
