import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callBot, getUpdates, type ReceivedUpdate, sendAsBot } from '../../test/support/bot-client.ts';
import { PNG_3X2 } from '../../test/support/pictures.ts';
import { createTelegramSimulator, type Person, type TelegramSimulator } from '../index.ts';

describe('what a person can do', () => {
  let telegram: TelegramSimulator;
  let olena: Person;
  let petro: Person;

  beforeEach(async () => {
    telegram = await createTelegramSimulator({ token: '700100:secret' });
    olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01' });
    petro = telegram.addPerson({ name: 'Петро Бойко', phone: '380500000002', language: 'en', id: 42 });
    await olena.start();
    await confirmAll();
  });
  afterEach(() => telegram.close());

  const confirmAll = async (): Promise<ReceivedUpdate[]> => {
    const updates = await getUpdates(telegram);
    const last = updates.at(-1);
    if (last) await getUpdates(telegram, { offset: last.update_id + 1 });
    return updates;
  };
  const ask = (markup: Record<string, unknown>, text = 'Питання') =>
    sendAsBot(telegram, 'sendMessage', { chat_id: olena.id, text, reply_markup: markup });

  it('accounts have the given or the next free id, and an international number', () => {
    expect(petro).toMatchObject({ id: 42, phone: '+380500000002' });
    expect(() => telegram.addPerson({ name: 'Двійник', phone: '+380 50 000 00 03', id: 42 })).toThrow(
      'already a person',
    );
  });

  it('shares the own contact in answer to the button that asks for it', async () => {
    const question = await ask({
      keyboard: [[{ text: 'Поділитися номером', request_contact: true }]],
      one_time_keyboard: true,
    });
    expect(olena.keyboard()).toEqual([[{ text: 'Поділитися номером', requestContact: true }]]);
    await olena.pressKeyboard('Поділитися номером');
    expect(olena.keyboard()).toBeUndefined();
    expect(await confirmAll()).toMatchObject([
      {
        message: {
          contact: { phone_number: '380500000001', first_name: 'Олена', last_name: 'Коваль', user_id: olena.id },
          reply_to_message: { message_id: question.message_id },
        },
      },
    ]);
  });

  it('can send and forward someone else’s contact', async () => {
    await olena.sendContact(petro);
    await olena.forwardContact(petro);
    await olena.sendContact({ name: 'Хтось', phone: '+380 50 000 00 09' });
    const [sent, forwarded, card] = await confirmAll();
    expect(sent).toMatchObject({ message: { contact: { user_id: 42 }, from: { id: olena.id } } });
    expect(sent).not.toHaveProperty('message.forward_origin');
    expect(forwarded).toMatchObject({
      message: { contact: { user_id: 42 }, forward_origin: { type: 'user', sender_user: { id: 42 } } },
    });
    expect(card).not.toHaveProperty('message.contact.user_id');
  });

  it('presses a button by its label or its data, and a tampered client any data', async () => {
    const card = await ask({
      inline_keyboard: [
        [
          { text: 'Так', callback_data: 'yes:1' },
          { text: 'Сайт', url: 'https://example.org' },
        ],
      ],
    });
    await olena.press(card.message_id, 'Так');
    await olena.press(card.message_id, 'yes:1');
    await olena.pressForged('admin:1');
    await expect(olena.press(card.message_id, 'Ні')).rejects.toThrow('has no button "Ні"; it has: [Так] [Сайт]');
    await expect(olena.press(card.message_id, 'Сайт')).rejects.toThrow('tells the bot nothing');
    expect(await confirmAll()).toMatchObject([
      { callback_query: { data: 'yes:1', from: { id: olena.id }, message: { message_id: card.message_id } } },
      { callback_query: { data: 'yes:1' } },
      { callback_query: { data: 'admin:1' } },
    ]);
  });

  it('edits an own message, not the bot’s', async () => {
    const own = await olena.send('Прінтер');
    const foreign = await ask({ remove_keyboard: true });
    await confirmAll();
    expect(await olena.edit(own.id, 'Принтер')).toMatchObject({ text: 'Принтер', edited: true });
    expect(await confirmAll()).toMatchObject([
      { edited_message: { message_id: own.id, text: 'Принтер', edit_date: expect.any(Number) } },
    ]);
    await expect(olena.edit(foreign.message_id, 'x')).rejects.toThrow('not the person');
  });

  it('edits a caption as a caption', async () => {
    const photo = await olena.sendPhoto(PNG_3X2, { caption: 'до' });
    expect(await olena.edit(photo.id, 'після')).toMatchObject({ caption: 'після', text: '' });
  });

  it('sends an album as separate updates with one group id', async () => {
    await olena.sendAlbum(
      [
        { kind: 'photo', bytes: PNG_3X2 },
        { kind: 'document', name: 'a.pdf', mime: 'application/pdf', bytes: PNG_3X2 },
      ],
      'Двоє',
    );
    const updates = await confirmAll();
    expect(updates).toMatchObject([
      { message: { photo: [{ width: 3, height: 2 }], caption: 'Двоє' } },
      { message: { document: { file_name: 'a.pdf' } } },
    ]);
    expect(JSON.stringify(updates).match(/"media_group_id":"(\d+)"/g)).toHaveLength(2);
    expect(
      new Set(
        olena
          .messages()
          .slice(-2)
          .map((message) => message.mediaGroupId),
      ).size,
    ).toBe(1);
  });

  it('sends voice, video, video notes, stickers and places', async () => {
    await olena.sendVoice(PNG_3X2, { duration: 3 });
    await olena.sendVideo(PNG_3X2);
    await olena.sendVideoNote(PNG_3X2);
    await olena.sendSticker('🎉');
    await olena.sendLocation(50.45, 30.52);
    expect(await confirmAll()).toMatchObject([
      { message: { voice: { duration: 3 } } },
      { message: { video: {} } },
      { message: { video_note: {} } },
      { message: { sticker: { emoji: '🎉' } } },
      { message: { location: { latitude: 50.45 } } },
    ]);
  });

  it('replies to a message, which travels along one level deep', async () => {
    const first = await olena.send('Перше');
    const second = await olena.send('Друге', { replyTo: first.id });
    await olena.send('Третє', { replyTo: second.id });
    const third = (await confirmAll()).at(-1);
    expect(third).toMatchObject({ message: { reply_to_message: { text: 'Друге' } } });
    expect(third).not.toHaveProperty('message.reply_to_message.reply_to_message');
  });

  it('sends a text beyond 4096 characters as several messages', async () => {
    await olena.send(`${'а'.repeat(4000)} ${'б'.repeat(200)}`);
    const texts = olena
      .messages()
      .slice(-2)
      .map((message) => message.text.length);
    expect(texts).toEqual([4000, 200]);
  });

  it('tells the bot of a block and its end, and writes nothing in between', async () => {
    await olena.block();
    await expect(olena.send('x')).rejects.toThrow('unblock');
    await olena.start();
    expect(await confirmAll()).toMatchObject([
      {
        my_chat_member: { new_chat_member: { status: 'kicked', until_date: 0 }, old_chat_member: { status: 'member' } },
      },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
      { message: { text: '/start' } },
    ]);
  });

  it('writes in a group where the bot is', async () => {
    const group = telegram.addGroup('Відділ продажу', [olena, petro]);
    await group.send(petro, 'Бот, допоможи');
    expect(await confirmAll()).toMatchObject([
      { my_chat_member: { chat: { id: group.id, type: 'group' }, new_chat_member: { status: 'member' } } },
      { message: { group_chat_created: true } },
      { message: { text: 'Бот, допоможи', chat: { title: 'Відділ продажу' }, from: { id: 42, language_code: 'en' } } },
    ]);
    await sendAsBot(telegram, 'sendMessage', { chat_id: group.id, text: 'Пишіть мені в приватний чат' });
    expect(await group.waitFor((message) => message.from === 'bot')).toMatchObject({
      text: 'Пишіть мені в приватний чат',
    });
    const outsider = telegram.addPerson({ name: 'Сторонній', phone: '+380 50 000 00 04' });
    await expect(group.send(outsider, 'x')).rejects.toThrow('not a member');
  });

  it('waits for a message, and says what the chat shows when none comes', async () => {
    const waiting = olena.waitFor((message) => message.text === 'Готово');
    await callBot(telegram, 'sendMessage', { chat_id: olena.id, text: 'Готово' });
    expect(await waiting).toMatchObject({ from: 'bot', text: 'Готово' });
    await ask({ inline_keyboard: [[{ text: 'Так', callback_data: 'y' }]] });
    await expect(olena.waitFor((message) => message.text === 'Ніколи', 20)).rejects.toThrow(
      /within 20 ms\. The chat shows:\n {2}\d+ me: \/start\n {2}\d+ bot: Готово\n {2}\d+ bot: Питання \[Так\]/,
    );
  });
});
