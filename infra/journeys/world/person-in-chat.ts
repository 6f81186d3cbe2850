import type { ChatMessage, Person } from '@desk/telegram-simulator';
import { goOnShift, prepareTicket, pressSend } from '../../stack/act-in-chat.ts';

/** Several: each of them, in this order. */
export type Words = string | RegExp | readonly string[];

/**
 * Someone with a phone, as a story tells of them. What a person *sees* is what the bot wrote or changed since that
 * person last did anything; a wait ends with a listing of the chat.
 */
export interface PersonInChat {
  readonly account: Person;
  /** Presses START. */
  opensTheChat(): Promise<void>;
  /** START, the phone number, and the menu is there. */
  signsIn(): Promise<void>;
  /** Presses the contact button of the keyboard. */
  sharesTheirNumber(): Promise<void>;
  goesOnShift(): Promise<void>;
  /** Signs in and goes on shift. */
  comesOnShift(): Promise<void>;
  writes(text: string): Promise<ChatMessage>;
  /** Anything else a phone can do. */
  does<Result>(act: (account: Person) => Promise<Result>): Promise<Result>;
  /** Describes a problem, chooses its type and presses *Send*. */
  files(problem: { readonly text: string; readonly type: string }): Promise<void>;
  /** The inline button of the newest message that has it; what the bot answered to the press. */
  presses(button: string): Promise<string>;
  /** A button of the keyboard under the input field. */
  picks(word: string): Promise<void>;
  sees(words: Words, withinMs?: number): Promise<ChatMessage>;
  /** Anything that the words do not tell: a file, a place, a sticker. */
  receives(what: string, fits: (message: ChatMessage) => boolean): Promise<ChatMessage>;
  /** A message with this button. */
  seesButton(button: string, withinMs?: number): Promise<ChatMessage>;
  /** The keyboard under the input field has this button. */
  isOffered(word: string, withinMs?: number): Promise<void>;
  /** What stood in the chat does not any more. */
  losesSight(words: Words, withinMs?: number): Promise<void>;
  /** Anywhere in the chat, however old. */
  hasInChat(words: Words): boolean;
  /** What the bot says here, newest last. */
  said(): string[];
}

/** What should have happened by then has not: a guard, far beyond what it takes. */
export const answerWithinMs = 20_000;

export function personInChat(account: Person): PersonInChat {
  let known = new Map<number, string>();

  function isNews(message: ChatMessage): boolean {
    return message.from === 'bot' && known.get(message.id) !== lookOf(message);
  }

  async function act<Result>(doing: () => Promise<Result>): Promise<Result> {
    known = new Map(account.messages().map((message) => [message.id, lookOf(message)]));
    return doing();
  }

  return {
    account,
    opensTheChat: () => act(async () => void (await account.start())),
    signsIn: () => act(() => signIn(account)),
    sharesTheirNumber: () => act(async () => void (await shareNumber(account))),
    goesOnShift: () => act(() => goOnShift(account, answerWithinMs)),
    async comesOnShift() {
      await act(() => signIn(account));
      await act(() => goOnShift(account, answerWithinMs));
    },
    writes: (text) => act(() => account.send(text)),
    does: (doing) => act(() => doing(account)),
    async files({ text, type }) {
      const review = await act(() => prepareTicket(account, { code: text, text, type }, answerWithinMs));
      await act(() => pressSend(account, review));
    },
    async presses(button) {
      const has = ({ buttons }: ChatMessage) => buttons.includes(button);
      const message = await waitFor(account, `find [${button}]`, has, answerWithinMs);
      const { callbackQueryId } = await act(() => account.press(message.id, button));
      const answer = await account.waitForAnswer(callbackQueryId, answerWithinMs);
      return answer.text ?? '';
    },
    async picks(word) {
      await untilOffered(account, word, answerWithinMs);
      await act(() => account.pressKeyboard(word));
    },
    sees: (words, withinMs = answerWithinMs) =>
      waitFor(account, `see ${words}`, (message) => isNews(message) && fits(message, words), withinMs),
    receives: (what, isIt) =>
      waitFor(account, `receive ${what}`, (message) => isNews(message) && isIt(message), answerWithinMs),
    seesButton: (button, withinMs = answerWithinMs) =>
      waitFor(account, `see [${button}]`, (message) => isNews(message) && message.buttons.includes(button), withinMs),
    isOffered: (word, withinMs = answerWithinMs) => untilOffered(account, word, withinMs),
    async losesSight(words, withinMs = answerWithinMs) {
      const isThere = (message: ChatMessage) => message.from === 'bot' && fits(message, words);
      await waitFor(account, `lose sight of ${words}`, (_, all) => !all.some(isThere), withinMs);
    },
    hasInChat: (words) => account.messages().some((message) => message.from === 'bot' && fits(message, words)),
    said: () => account.messages().flatMap((message) => (message.from === 'bot' ? [textOf(message)] : [])),
  };
}

async function waitFor(
  account: Person,
  what: string,
  condition: (message: ChatMessage, all: readonly ChatMessage[]) => boolean,
  withinMs: number,
): Promise<ChatMessage> {
  try {
    return await account.waitFor(condition, withinMs);
  } catch (cause) {
    throw new Error(`${account.name} did not ${what}. ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
}

const signInAttemptsMax = 3;

/** As people do: whoever is asked to try again tries again. On a machine that stands still for seconds it happens. */
async function signIn(account: Person): Promise<void> {
  await account.start();
  for (let attempt = 1; attempt <= signInAttemptsMax; attempt += 1) {
    const shared = await shareNumber(account);
    const isAnswered = ({ id, text }: ChatMessage) =>
      isOffered(account, 'Мої заявки') || (id > shared.id && text.includes('Зараз не вдається звірити номер'));
    await waitFor(account, 'get an answer to their number', isAnswered, answerWithinMs);
    if (isOffered(account, 'Мої заявки')) return;
  }
  throw new Error(`${account.name} could not sign in.`);
}

async function shareNumber(account: Person): Promise<ChatMessage> {
  const isAsked = () => keysOf(account).some(({ requestContact }) => requestContact);
  await waitFor(account, 'see the button for the number', isAsked, answerWithinMs);
  return account.shareOwnContact();
}

async function untilOffered(account: Person, word: string, withinMs: number): Promise<void> {
  await waitFor(account, `see "${word}" on the keyboard`, () => isOffered(account, word), withinMs);
}

function isOffered(account: Person, word: string): boolean {
  return keysOf(account).some(({ text }) => text === word);
}

function keysOf(account: Person) {
  return account.keyboard()?.flat() ?? [];
}

function textOf({ text, caption }: ChatMessage): string {
  return text || caption;
}

function fits(message: ChatMessage, words: Words): boolean {
  const text = textOf(message);
  if (words instanceof RegExp) return words.test(text);
  let from = 0;
  for (const part of [words].flat()) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

function lookOf(message: ChatMessage): string {
  return JSON.stringify([textOf(message), message.buttons]);
}
