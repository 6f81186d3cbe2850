import { createTelegramSimulator, type Person, type TelegramSimulator } from '@desk/telegram-simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WithdrawCard } from '../../ports/messenger.ts';
import type { ShowEffect } from '../../ports/plan.ts';
import { createFileSender } from './file-sender.ts';
import { createRenderer } from './render/render-screen.ts';
import { createSentFiles } from './sent-files.ts';
import { createTelegramClient } from './telegram-client.ts';
import { createTelegramMessenger } from './telegram-messenger.ts';

const token = '12345:an-invented-token';
let telegram: TelegramSimulator;
let person: Person;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-23T08:00:00Z');
  telegram = await createTelegramSimulator({ token, limits: false, now: () => now });
  person = telegram.addPerson({ name: 'Олена Коваль', phone: '+380500000001', language: 'uk' });
  await person.start();
});
afterEach(() => telegram.close());

describe('a screen', () => {
  it('arrives with its styles, and its buttons carry opaque addresses', async () => {
    const sent = await messenger().show(taken('message'), { keyboardId: 'kb', standing: null });
    const shown = await person.waitFor((message) => message.from === 'bot');
    expect(sent).toEqual({ kind: 'shown', messageId: shown.id });
    expect(shown.text).toBe('SD-1 у роботі.\nДрук');
    expect(shown.entities).toEqual([{ type: 'bold', offset: 0, length: 4 }]);
    const last = telegram.calls().at(-1);
    expect(JSON.stringify(last?.payload)).toContain('kb.0');
    expect(JSON.stringify(last?.payload)).toContain('kb.1');
  });

  it('replaces its standing card without a new message', async () => {
    const first = await messenger().show(taken('card'), { keyboardId: 'a', standing: null });
    const messageId = shownAt(first);
    const again = await messenger().show(changed('card'), { keyboardId: 'b', standing: { messageId } });
    expect(again).toEqual({ kind: 'shown', messageId });
    expect(botMessages()).toHaveLength(1);
  });

  it('that changes nothing is shown all the same', async () => {
    const messageId = shownAt(await messenger().show(taken('card'), { keyboardId: 'a', standing: null }));
    const again = await messenger().show(taken('card'), { keyboardId: 'a', standing: { messageId } });
    expect(again).toEqual({ kind: 'shown', messageId });
  });

  it('whose card is gone is sent anew', async () => {
    const again = await messenger().show(taken('card'), { keyboardId: 'a', standing: { messageId: 4711 } });
    expect(shownAt(again)).not.toBe(4711);
    expect(botMessages()).toHaveLength(1);
  });

  it('meant only for a card that stands is sent to nobody where none does', async () => {
    const show = (standing: { messageId: number } | null) =>
      messenger().show(changed('card-if-standing'), { keyboardId: 'b', standing });
    expect(await show(null)).toEqual({ kind: 'shown', messageId: null });
    expect(await show({ messageId: 4711 })).toEqual({ kind: 'shown', messageId: null });
    expect(botMessages()).toEqual([]);
    const messageId = shownAt(await messenger().show(taken('card'), { keyboardId: 'a', standing: null }));
    expect(await show({ messageId })).toEqual({ kind: 'shown', messageId });
    expect(botMessages()).toHaveLength(1);
  });

  it('quotes what it answers, and comes all the same where that is gone', async () => {
    const messageId = shownAt(await messenger().show(taken('message'), { keyboardId: 'a', standing: null }));
    const answer = (answered: number) =>
      messenger().show(changed('card-below'), { keyboardId: 'b', standing: null, answered: { messageId: answered } });
    await answer(messageId);
    expect(botMessages().at(-1)?.replyTo?.id).toBe(messageId);
    expect((await answer(4711)).kind).toBe('shown');
    expect(botMessages().at(-1)?.replyTo).toBeUndefined();
  });

  it('placed below takes the buttons off the card above', async () => {
    const messageId = shownAt(await messenger().show(taken('card-below'), { keyboardId: 'a', standing: null }));
    await messenger().show(changed('card-below'), { keyboardId: 'b', standing: { messageId } });
    const [above, below] = botMessages();
    expect(above?.id).toBe(messageId);
    expect(above?.inlineKeyboard ?? []).toEqual([]);
    expect(below?.text).toContain('SD-1');
  });
});

describe('a card that is kept in view', () => {
  const pinned = () => telegram.calls().filter(({ method }) => method.includes('hatMessage'));

  it('is pinned without a sound, and let go once it is retired', async () => {
    const placed = { ...taken('card-below'), placement: { kind: 'card-below', card: 'work:1', pinned: true } } as const;
    const messageId = shownAt(await messenger().show(placed, { keyboardId: 'a', standing: null }));
    await messenger().retire(person.id, messageId, true);
    expect(pinned().map(({ method }) => method)).toEqual(['pinChatMessage', 'unpinChatMessage']);
  });

  it('counts as shown even where it cannot be pinned', async () => {
    const sent = await messenger().show(taken('card-below'), { keyboardId: 'a', standing: null });
    expect(await messenger().retire(person.id, shownAt(sent), true)).toMatchObject({ kind: 'shown' });
  });
});

describe('what was taken back', () => {
  const withdrawal = (): WithdrawCard => ({
    ...{ kind: 'withdraw-card', chatId: person.id, language: 'uk', card: 'comment:1:2' },
    instead: { kind: 'comment-withdrawn', number: 'SD-1' },
  });

  it('is removed, and removing it again does no harm', async () => {
    const messageId = shownAt(await messenger().show(taken('message'), { keyboardId: 'a', standing: null }));
    expect(await messenger().withdraw(withdrawal(), messageId)).toEqual({ kind: 'shown', messageId: null });
    expect(botMessages()).toEqual([]);
    expect(await messenger().withdraw(withdrawal(), messageId)).toEqual({ kind: 'shown', messageId: null });
    expect(botMessages()).toEqual([]);
  });

  it('has other words where Telegram no longer lets it be removed', async () => {
    const messageId = shownAt(await messenger().show(taken('message'), { keyboardId: 'a', standing: null }));
    now += 49 * 3_600_000;
    expect(await messenger().withdraw(withdrawal(), messageId)).toEqual({ kind: 'shown', messageId: null });
    const [left] = botMessages();
    expect(left?.text).toBe('SD-1 · цю відповідь прибрали.');
    expect(left?.inlineKeyboard ?? []).toEqual([]);
  });
});

it('a file is streamed into the chat, under its own name', async () => {
  const sender = createFileSender(createTelegramClient({ token, apiRoot: telegram.apiRoot }));
  const content = new Blob(['the words in a document']).stream();
  const sent = await sender.send(person.id, { name: 'план.pdf', content });
  const shown = await person.waitFor((message) => message.from === 'bot');
  expect(sent).toEqual({ kind: 'shown', messageId: shown.id });
  expect(JSON.stringify(shown)).toContain('план.pdf');
});

describe('trouble', () => {
  it('asks to wait exactly as long as Telegram says', async () => {
    telegram.faults.add({ method: 'sendMessage', kind: '429', retryAfterSeconds: 7, times: 1 });
    const sent = await messenger().show(taken('message'), { keyboardId: 'a', standing: null });
    expect(sent).toMatchObject({ kind: 'retry', afterMs: 7000 });
  });

  it('knows a person who has blocked the bot', async () => {
    await person.block();
    expect(await messenger().show(taken('message'), { keyboardId: 'a', standing: null })).toEqual({ kind: 'blocked' });
  });

  it('repeats what Telegram failed at', async () => {
    telegram.faults.add({ method: 'sendMessage', kind: 'server-error', times: 1 });
    expect(await messenger().show(taken('message'), { keyboardId: 'a', standing: null })).toMatchObject({
      kind: 'retry',
    });
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const speaker = messenger();
    await telegram.close();
    expect(await speaker.show(taken('message'), { keyboardId: 'a', standing: null })).toMatchObject({ kind: 'retry' });
  });
});

it('streams a file out of Telegram, and knows one that is gone', async () => {
  const client = createTelegramClient({ token, apiRoot: telegram.apiRoot });
  const files = createSentFiles(client, { token, apiRoot: telegram.apiRoot });
  const bytes = new TextEncoder().encode('the words in a document');
  await person.sendDocument({ name: 'notes.txt', mime: 'text/plain', bytes });
  const updates = await client.callApi('getUpdates', {});
  const document = updates.flatMap((update) =>
    'message' in update && 'document' in update.message ? [update.message.document] : [],
  )[0];
  const opened = await files.open(document?.file_id ?? '');
  if (opened.kind !== 'opened') throw new Error(`the file is ${opened.kind}`);
  expect(await new Response(opened.content).text()).toBe('the words in a document');
  expect(await files.open('no-such-file')).toEqual({ kind: 'gone' });
});

function messenger() {
  return createTelegramMessenger({
    telegram: createTelegramClient({ token, apiRoot: telegram.apiRoot }),
    renderer: createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes: 30 }),
    clock: { now: () => 0 },
  });
}

function taken(kind: 'message' | 'card' | 'card-below'): ShowEffect {
  return effect(kind, 'new');
}

function changed(kind: 'card' | 'card-if-standing' | 'card-below'): ShowEffect {
  return { ...effect(kind, 'new'), screen: { kind: 'given-away', number: 'SD-1', why: 'declined' } };
}

function effect(kind: ShowEffect['placement']['kind'], status: 'new'): ShowEffect {
  const placement = kind === 'message' ? { kind } : { kind, card: 'work:1' };
  const typeTitle = { uk: 'Друк', en: 'Printing' };
  return {
    kind: 'show',
    chatId: person.id,
    language: 'uk',
    about: null,
    silent: false,
    screen: {
      kind: 'taken',
      ticket: { number: 'SD-1', typeTitle, status, priority: 'low', createdAt: 0, dueAt: null, summary: null },
      requesterName: null,
    },
    keyboard: {
      kind: 'buttons',
      rows: [
        [
          { kind: 'press', action: { kind: 'why-me', ticketId: 't' } },
          { kind: 'link', label: 'open-in-tracker', url: 'https://jira.example/browse/SD-1' },
        ],
        [{ kind: 'press', action: { kind: 'settings' } }],
      ],
    },
    placement,
  };
}

function botMessages() {
  return person.messages().filter(({ from }) => from === 'bot');
}

function shownAt(sent: { kind: string; messageId?: number | null }): number {
  if (typeof sent.messageId !== 'number') throw new Error(`nothing is shown: ${sent.kind}`);
  return sent.messageId;
}
