import type { ChatMessage, Person } from '@desk/telegram-simulator';

/** The menu, on phones set to Ukrainian. */
export const menuWords = {
  ownTickets: 'Мої заявки',
  help: 'Допомога',
  settings: 'Налаштування',
  shift: 'Зміна',
  assigned: 'Призначені мені',
} as const;

const buttonWords = { goOnShift: 'Стати на зміну', send: 'Надіслати' } as const;

/** Writes for the first time, shares the phone number and waits for the menu. */
export async function signIn(person: Person, withinMs: number): Promise<void> {
  await person.start();
  await person.waitFor(() => isAskedForNumber(person), withinMs);
  await person.shareOwnContact();
  await person.waitFor(() => hasInMenu(person, menuWords.ownTickets), withinMs);
}

/** The same where a code is asked for, which `readCode` takes out of the letter. */
export async function signInByMail(person: Person, readCode: () => string | null, withinMs: number): Promise<void> {
  await person.start();
  await person.waitFor(() => isAskedForNumber(person), withinMs);
  const { id: shared } = await person.shareOwnContact();
  await person.waitFor(({ id, from }) => id > shared && from === 'bot', withinMs);
  await person.send(readCode() ?? '');
  await person.waitFor(() => hasInMenu(person, menuWords.ownTickets), withinMs);
}

export async function goOnShift(person: Person, withinMs: number): Promise<void> {
  await person.waitFor(() => hasInMenu(person, menuWords.shift), withinMs);
  await person.pressKeyboard(menuWords.shift);
  const card = await person.waitFor(({ buttons }) => buttons.includes(buttonWords.goOnShift), withinMs);
  await person.press(card.id, buttonWords.goOnShift);
  await person.waitFor(({ id, buttons }) => id >= card.id && !buttons.includes(buttonWords.goOnShift), withinMs);
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
  await describeProblem(person, problem);
  await chooseType(person, problem, withinMs);
  return findReview(person, problem, withinMs);
}

export async function describeProblem(person: Person, { text, file }: Problem): Promise<void> {
  if (file) await person.sendDocument({ ...file, caption: text });
  else await person.send(text);
}

export async function chooseType(person: Person, { code, type }: Problem, withinMs: number): Promise<void> {
  const question = await person.waitFor(
    (message) => message.text.includes(code) && message.buttons.includes(type),
    withinMs,
  );
  await person.press(question.id, type);
}

export function findReview(person: Person, { code }: Problem, withinMs: number): Promise<ChatMessage> {
  const { send } = buttonWords;
  return person.waitFor((message) => message.text.includes(code) && message.buttons.includes(send), withinMs);
}

export async function pressSend(person: Person, review: ChatMessage): Promise<void> {
  await person.press(review.id, buttonWords.send);
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
