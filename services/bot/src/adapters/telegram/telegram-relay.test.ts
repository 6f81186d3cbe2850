import { createTelegramSimulator, type Person, type TelegramSimulator } from '@desk/telegram-simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatContent } from '../../ports/consultations.ts';
import type { RelayTarget } from '../../ports/relay.ts';
import { createTelegramClient } from './telegram-client.ts';
import { createTelegramRelay } from './telegram-relay.ts';

const token = '12345:an-invented-token';
const heading = { name: 'Олена Коваль', number: 'SD-128' };
const png = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
let telegram: TelegramSimulator;
let olena: Person;
let iryna: Person;

beforeEach(async () => {
  telegram = await createTelegramSimulator({ token, limits: false });
  olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380500000001', language: 'uk' });
  iryna = telegram.addPerson({ name: 'Ірина Бондар', phone: '+380500000002', language: 'uk' });
  await olena.start();
  await iryna.start();
});
afterEach(() => telegram.close());

const relay = () => createTelegramRelay(createTelegramClient({ token, apiRoot: telegram.apiRoot }));
const to = (change: Partial<RelayTarget> = {}): RelayTarget => ({
  chatId: iryna.id,
  quote: null,
  heading: null,
  ...change,
});
const words = (text: string): ChatContent => ({ kind: 'text', text, file: null });
const fileOf = (kind: ChatContent['kind'], text: string | null, telegramFileId = 'F'): ChatContent => ({
  ...{ kind, text },
  file: { telegramFileId, name: 'a', mime: 'image/png', bytes: 1 },
});
const brought = () => iryna.messages().filter(({ from }) => from === 'bot');

describe('a message', () => {
  it('arrives as it is, styles and all, and names nobody', async () => {
    const { id } = await olena.send('Не працює *Wi-Fi*');
    const sent = await relay().copy(
      { from: { chatId: olena.id, messageId: id }, content: words('Не працює *Wi-Fi*') },
      to(),
    );
    expect(sent).toEqual({ kind: 'shown', messageId: brought().at(-1)?.id });
    expect(brought().at(-1)).toMatchObject({ text: 'Не працює *Wi-Fi*' });
  });

  it('in which an address hid goes as the words that show it, under any heading', async () => {
    const shown = 'Звіт тут ‹https://evil.example/›';
    const { id } = await olena.send('Звіт тут');
    const source = { from: { chatId: olena.id, messageId: id }, content: words(shown) };
    await relay().copy(source, to());
    expect(brought().at(-1)).toMatchObject({ text: shown });
    await relay().copy(source, to({ heading }));
    expect(brought().at(-1)).toMatchObject({ text: `Олена Коваль · SD-128\n${shown}` });
  });

  it('answers what it quotes, even when that is gone', async () => {
    const asked = await iryna.send('Який кабінет?');
    const { id } = await olena.send('305');
    const source = { from: { chatId: olena.id, messageId: id }, content: words('305') };
    await relay().copy(source, to({ quote: asked.id }));
    expect(brought().at(-1)).toMatchObject({ text: '305', replyTo: { id: asked.id } });
    expect(await relay().copy(source, to({ quote: 987_654 }))).toMatchObject({ kind: 'shown' });
  });

  it('says first whose it is to a reader of several dialogues', async () => {
    const { id } = await olena.send('**305**');
    const source = { from: { chatId: olena.id, messageId: id }, content: words('**305**') };
    await relay().copy(source, to({ heading }));
    expect(brought().at(-1)).toMatchObject({
      text: 'Олена Коваль · SD-128\n**305**',
      entities: [{ type: 'bold', offset: 0, length: 12 }],
    });
  });

  it('keeps all of its words where the heading would be too much', async () => {
    const long = 'я'.repeat(4_090);
    const { id } = await olena.send(long);
    await relay().copy({ from: { chatId: olena.id, messageId: id }, content: words(long) }, to({ heading }));
    expect(brought().at(-1)?.text).toBe(long);
  });

  it('that stands in no chat is sent as its words', async () => {
    await relay().copy({ from: null, content: words('Добрий день.') }, to());
    expect(brought().at(-1)?.text).toBe('Добрий день.');
  });

  it('that is gone did not arrive', async () => {
    const sent = await relay().copy({ from: { chatId: olena.id, messageId: 4_711 }, content: words('x') }, to());
    expect(sent.kind).toBe('refused');
  });

  it('to somebody who has blocked the bot says so', async () => {
    const { id } = await olena.send('Є хто?');
    await iryna.block();
    const sent = await relay().copy({ from: { chatId: olena.id, messageId: id }, content: words('Є хто?') }, to());
    expect(sent).toEqual({ kind: 'blocked' });
  });
});

describe('a file', () => {
  it('has the heading in its caption', async () => {
    const { id } = await olena.sendPhoto(png, { caption: 'Ось' });
    const source = { from: { chatId: olena.id, messageId: id }, content: fileOf('photo', 'Ось') };
    await relay().copy(source, to({ heading }));
    expect(brought().at(-1)).toMatchObject({ caption: 'Олена Коваль · SD-128\nОсь' });
  });

  it('whose caption hid an address shows it', async () => {
    const { id } = await olena.sendPhoto(png, { caption: 'Ось' });
    const shown = 'Ось ‹https://evil.example/›';
    await relay().copy({ from: { chatId: olena.id, messageId: id }, content: fileOf('photo', shown) }, to());
    expect(brought().at(-1)).toMatchObject({ caption: shown });
  });

  it('that takes no caption comes without a heading', async () => {
    const { id } = await olena.sendSticker('👍');
    const source = {
      from: { chatId: olena.id, messageId: id },
      content: { kind: 'sticker', text: '👍', file: null } as const,
    };
    expect(await relay().copy(source, to({ heading }))).toMatchObject({ kind: 'shown' });
  });
});

describe('an album', () => {
  it('arrives as one, its parts in their order', async () => {
    const parts = await olena.sendAlbum(
      [
        { kind: 'photo', bytes: png },
        { kind: 'photo', bytes: png },
      ],
      'Два знімки',
    );
    const sources = parts.map(({ id }, index) => ({
      from: { chatId: olena.id, messageId: id },
      content: fileOf('photo', index === 0 ? 'Два знімки' : null),
    }));
    const sent = await relay().copyAlbum(sources, to());
    expect(sent).toEqual({
      kind: 'shown-all',
      messageIds: brought()
        .slice(-2)
        .map(({ id }) => id),
    });
    const groups = brought()
      .slice(-2)
      .map(({ mediaGroupId }) => mediaGroupId);
    expect(groups[0]).toBeDefined();
    expect(groups[1]).toBe(groups[0]);
  });

  it('says whose it is, and answers what it quotes', async () => {
    const asked = await iryna.send('Покажіть, будь ласка.');
    const parts = await olena.sendAlbum([
      { kind: 'photo', bytes: png },
      { kind: 'photo', bytes: png },
    ]);
    const fileIds = parts.map((part) => part.files[0]?.fileId ?? '');
    const sources = parts.map(({ id }, index) => ({
      from: { chatId: olena.id, messageId: id },
      content: fileOf('photo', null, fileIds[index]),
    }));
    const sent = await relay().copyAlbum(sources, to({ heading, quote: asked.id }));
    expect(sent.kind).toBe('shown-all');
    expect(brought().at(-2)).toMatchObject({ caption: 'Олена Коваль · SD-128', replyTo: { id: asked.id } });
  });
});

describe('a correction', () => {
  it('changes the words of the copy, twice without harm', async () => {
    const { id } = await olena.send('третій');
    const source = { from: { chatId: olena.id, messageId: id }, content: words('третій') };
    const sent = await relay().copy(source, to({ heading }));
    const copy = { chatId: iryna.id, messageId: sent.kind === 'shown' ? (sent.messageId ?? 0) : 0 };
    for (const _ of [1, 2]) {
      expect(await relay().edit(copy, { content: words('другий'), heading })).toMatchObject({ kind: 'shown' });
    }
    expect(brought().at(-1)?.text).toBe('Олена Коваль · SD-128\nдругий');
  });

  it('changes a caption', async () => {
    const { id } = await olena.sendPhoto(png, { caption: 'Ось' });
    const sent = await relay().copy(
      { from: { chatId: olena.id, messageId: id }, content: fileOf('photo', 'Ось') },
      to(),
    );
    const copy = { chatId: iryna.id, messageId: sent.kind === 'shown' ? (sent.messageId ?? 0) : 0 };
    await relay().edit(copy, { content: fileOf('photo', 'Ось тут'), heading: null });
    expect(brought().at(-1)?.caption).toBe('Ось тут');
  });
});
