import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callBot, sendAsBot } from '../../test/support/bot-client.ts';
import { PNG_3X2 } from '../../test/support/pictures.ts';
import { startWithOlena } from '../../test/support/start-with-olena.ts';
import type { ChatMessage, Person, TelegramSimulator } from '../index.ts';

const bytes = new TextEncoder().encode('bytes');
const photo = { kind: 'photo', bytes: PNG_3X2 } as const;

describe('what one person said in the chat of another', () => {
  let telegram: TelegramSimulator;
  let olena: Person;
  let iryna: Person;

  beforeAll(async () => {
    ({ telegram, olena } = await startWithOlena());
    iryna = telegram.addPerson({ name: 'Ірина Бондар', phone: '+380 50 000 00 02' });
    await iryna.start();
  });
  afterAll(() => telegram.close());

  const copy = async (message: ChatMessage, more: Record<string, unknown> = {}) => {
    const place = { chat_id: iryna.id, from_chat_id: olena.id, message_id: message.id };
    const { message_id } = await sendAsBot(telegram, 'copyMessage', { ...place, ...more });
    return iryna.waitFor(({ id }) => id === message_id);
  };
  const copyAll = (messageIds: readonly number[], more: Record<string, unknown> = {}) =>
    callBot(telegram, 'copyMessages', {
      ...{ chat_id: iryna.id, from_chat_id: olena.id, message_ids: messageIds },
      ...more,
    });

  it.each<[string, () => Promise<ChatMessage>, Partial<ChatMessage>]>([
    ['a text', () => olena.send('Перезавантажив'), { text: 'Перезавантажив' }],
    ['a voice message', () => olena.sendVoice(bytes, { duration: 7 }), {}],
    ['a video note', () => olena.sendVideoNote(bytes), {}],
    ['a video', () => olena.sendVideo(bytes, { caption: 'Ось' }), { caption: 'Ось' }],
    ['a sticker', () => olena.sendSticker('🙏'), { sticker: '🙏' }],
    ['a place', () => olena.sendLocation(50.45, 30.52), { location: { latitude: 50.45, longitude: 30.52 } }],
    ['a dice', () => olena.sendDice(), { dice: '🎲' }],
    [
      'a contact',
      () => olena.sendContact({ name: 'Чергова', phone: '+380500000009' }),
      { contact: { phone_number: '380500000009', first_name: 'Чергова' } },
    ],
  ])('%s is copied as it is', async (_, say, seen) => {
    const said = await say();
    const shown = await copy(said);
    expect(shown).toMatchObject({ from: 'bot', ...seen, files: said.files });
  });

  it('a copy answers a message of its own chat, or none where that is gone', async () => {
    const question = await sendAsBot(telegram, 'sendMessage', { chat_id: iryna.id, text: 'Який індикатор горить?' });
    const answer = await olena.send('Червоний');
    const quote = (message_id: number) => ({ reply_parameters: { message_id, allow_sending_without_reply: true } });
    expect(await copy(answer, quote(question.message_id))).toMatchObject({
      replyTo: { id: question.message_id, kind: 'text', excerpt: 'Який індикатор горить?' },
    });
    expect(await copy(answer, quote(999_999))).not.toHaveProperty('replyTo');
  });

  it('a caption is put in the place of another, and nowhere else', async () => {
    const caption = { caption: 'Олена Коваль · SD-1' };
    expect(await copy(await olena.sendPhoto(PNG_3X2, { caption: 'Роутер' }), caption)).toMatchObject(caption);
    expect(await copy(await olena.sendSticker('👍'), caption)).toMatchObject({ sticker: '👍', caption: '' });
    expect(await copy(await olena.send('Слова'), caption)).toMatchObject({ text: 'Слова', caption: '' });
  });

  it('an album stays one, with its caption', async () => {
    const album = await olena.sendAlbum([photo, photo, photo], 'Три фото');
    const answer = await copyAll(album.map(({ id }) => id));
    expect(answer.result).toHaveLength(3);
    const copies = iryna.messages().slice(-3);
    expect(copies).toMatchObject([{ caption: 'Три фото' }, { caption: '' }, { caption: '' }]);
    const [first, ...groups] = new Set(copies.map(({ mediaGroupId }) => mediaGroupId));
    expect(groups).toEqual([]);
    expect(first).toMatch(/^\d+$/);
    expect(first).not.toBe(album[0]?.mediaGroupId);
  });

  it('a part of an album that travels alone is a message like any other', async () => {
    const [one] = await olena.sendAlbum([photo, photo]);
    await copyAll([one?.id ?? 0]);
    expect(iryna.messages().at(-1)).not.toHaveProperty('mediaGroupId');
  });

  it('what is gone is left out, and all that is gone is refused', async () => {
    const kept = await olena.send('Лишилося');
    expect((await copyAll([kept.id, kept.id + 1_000])).result).toHaveLength(1);
    expect(await copyAll([kept.id + 1_000])).toMatchObject({ error_code: 400 });
  });

  it('messages travel in the order of their chat alone', async () => {
    const [one, two] = [await olena.send('Раз'), await olena.send('Два')];
    expect(await copyAll([two.id, one.id])).toMatchObject({
      description: 'Bad Request: message identifiers must be in a strictly increasing order',
    });
    expect(await copyAll([one.id, one.id])).toMatchObject({ error_code: 400 });
  });

  it('the bot corrects its copy of a text and of a caption', async () => {
    const text = await copy(await olena.send('Прінтер'));
    const photo = await copy(await olena.sendPhoto(PNG_3X2, { caption: 'Роутир' }));
    const place = (message_id: number) => ({ chat_id: iryna.id, message_id });
    await callBot(telegram, 'editMessageText', { ...place(text.id), text: 'Принтер' });
    await callBot(telegram, 'editMessageCaption', { ...place(photo.id), caption: 'Роутер' });
    expect(iryna.messages().slice(-2)).toMatchObject([
      { text: 'Принтер', edited: true },
      { caption: 'Роутер', edited: true, files: [{ kind: 'photo' }] },
    ]);
  });
});

describe('a quote says what it is of', () => {
  let telegram: TelegramSimulator;
  let olena: Person;

  beforeAll(async () => {
    ({ telegram, olena } = await startWithOlena());
  });
  afterAll(() => telegram.close());

  it.each<[string, () => Promise<ChatMessage>, object]>([
    ['a photo', () => olena.sendPhoto(PNG_3X2), { kind: 'photo', excerpt: '', photoId: expect.any(String) }],
    ['a captioned photo', () => olena.sendPhoto(PNG_3X2, { caption: 'Роутер' }), { kind: 'photo', excerpt: 'Роутер' }],
    ['a voice message', () => olena.sendVoice(bytes), { kind: 'voice', excerpt: '' }],
    ['a sticker', () => olena.sendSticker('🔥'), { kind: 'sticker', excerpt: '🔥' }],
    ['a place', () => olena.sendLocation(50.45, 30.52), { kind: 'location', excerpt: '' }],
    [
      'a document',
      () => olena.sendDocument({ name: 'звіт.pdf', mime: 'application/pdf', bytes }),
      { kind: 'document', excerpt: 'звіт.pdf' },
    ],
    [
      'a contact',
      () => olena.sendContact({ name: 'Чергова Служба', phone: '+380500000009' }),
      { kind: 'contact', excerpt: 'Чергова Служба' },
    ],
  ])('%s', async (_, say, quote) => {
    const said = await say();
    const answers = [
      await olena.send('Так', { replyTo: said.id }),
      await olena.sendSticker('👍', { replyTo: said.id }),
      await olena.sendLocation(50.45, 30.52, { replyTo: said.id }),
      await olena.sendContact({ name: 'Хтось', phone: '+380500000008' }, { replyTo: said.id }),
      ...(await olena.sendAlbum([photo, photo], 'Обидва', { replyTo: said.id })),
    ];
    for (const { replyTo } of answers) expect(replyTo).toMatchObject({ id: said.id, ...quote });
  });
});
