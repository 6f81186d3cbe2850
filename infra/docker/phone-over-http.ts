import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const PhoneState = z.object({
  keyboard: z
    .object({ rows: z.array(z.array(z.object({ text: z.string(), requestContact: z.boolean().optional() }))) })
    .nullable(),
  messages: z.array(
    z.object({
      id: z.number(),
      from: z.string(),
      text: z.string(),
      inlineKeyboard: z.array(z.array(z.object({ text: z.string() }))),
    }),
  ),
});
type PhoneState = z.infer<typeof PhoneState>;
type Message = PhoneState['messages'][number];

/** A phone of the Telegram simulator in another process, by what its web page uses. */
export interface Phone {
  signIn(): Promise<void>;
  /** Signs in as well. */
  comeOnShift(): Promise<void>;
  /** Writes these words and sends them as a ticket about a computer. */
  file(words: string): Promise<void>;
  write(text: string): Promise<unknown>;
  pick(word: string): Promise<void>;
  press(button: string): Promise<void>;
  /** The bot's newest message with these words. */
  see(words: string): Promise<Message>;
}

const seeWithinMs = 30_000;
const lookEveryMs = 200;

export async function pickUpPhone(simulatorUrl: string, person: { name: string; phone: string }): Promise<Phone> {
  const { id } = z.object({ id: z.number() }).parse(await post(`${simulatorUrl}/client/people`, person));
  const chat = `${simulatorUrl}/client/people/${id}`;

  async function until<Found>(what: string, find: (state: PhoneState) => Found | undefined): Promise<Found> {
    const giveUpAt = performance.now() + seeWithinMs;
    for (;;) {
      const state = await readState(chat);
      const found = find(state);
      if (found !== undefined) return found;
      if (performance.now() > giveUpAt) {
        const said = state.messages.map(({ from, text }) => `${from}: ${text}`).join('\n');
        throw new Error(`${person.name} did not see ${what}. In the chat:\n${said}`);
      }
      await pause(lookEveryMs);
    }
  }
  const key = (word: string) => (state: PhoneState) => state.keyboard?.rows.flat().find(({ text }) => text === word);

  const phone: Phone = {
    async signIn() {
      await post(`${chat}/start`);
      await until('the button for the number', ({ keyboard }) =>
        keyboard?.rows.flat().find(({ requestContact }) => requestContact),
      );
      await post(`${chat}/contact`);
      await until('the menu', key('Мої заявки'));
    },
    async comeOnShift() {
      await phone.signIn();
      await phone.pick('Зміна');
      await phone.press('Стати на зміну');
    },
    async file(words) {
      await phone.write(words);
      await phone.press('Компʼютер не працює');
      await phone.press('Надіслати');
    },
    write: (text) => post(`${chat}/messages`, { text }),
    async pick(word) {
      await until(`"${word}" on the keyboard`, key(word));
      await post(`${chat}/keyboard`, { text: word });
    },
    async press(button) {
      const place = await until(`[${button}]`, ({ messages }) => findButton(messages, button));
      await post(`${chat}/presses`, place);
    },
    see: (words) =>
      until(words, ({ messages }) => messages.findLast(({ from, text }) => from === 'bot' && text.includes(words))),
  };
  return phone;
}

function findButton(messages: readonly Message[], button: string) {
  for (const { id: messageId, inlineKeyboard } of messages.toReversed()) {
    for (const [row, keys] of inlineKeyboard.entries()) {
      const column = keys.findIndex(({ text }) => text === button);
      if (column >= 0) return { messageId, row, column };
    }
  }
  return undefined;
}

/** The stream of a phone begins with the whole of what it shows. */
async function readState(chat: string): Promise<PhoneState> {
  const response = await fetch(`${chat}/events`, { signal: AbortSignal.timeout(seeWithinMs) });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('\n\n')) break;
  }
  const [first = ''] = text.split('\n\n');
  return z.object({ state: PhoneState }).parse(JSON.parse(first.slice('data: '.length))).state;
}

async function post(url: string, body: unknown = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(seeWithinMs),
  });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
