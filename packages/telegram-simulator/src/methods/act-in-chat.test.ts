import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callBot, sendAsBot } from '../../test/support/bot-client.ts';
import { createTelegramSimulator, type Person, type TelegramSimulator } from '../index.ts';

describe('what a bot does besides sending', () => {
  let telegram: TelegramSimulator;
  let olena: Person;

  beforeAll(async () => {
    telegram = await createTelegramSimulator({ token: '700100:secret', botUsername: 'help_desk_bot', limits: false });
    olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01' });
    await olena.start();
  });
  afterAll(() => telegram.close());

  it('knows itself', async () => {
    expect((await callBot(telegram, 'getMe')).result).toMatchObject({
      id: 700_100,
      is_bot: true,
      username: 'help_desk_bot',
    });
  });

  it('describes a chat and its pinned message', async () => {
    const sent = await sendAsBot(telegram, 'sendMessage', { chat_id: olena.id, text: 'Важливе' });
    await callBot(telegram, 'pinChatMessage', { chat_id: olena.id, message_id: sent.message_id });
    expect((await callBot(telegram, 'getChat', { chat_id: olena.id })).result).toMatchObject({
      id: olena.id,
      type: 'private',
      first_name: 'Олена',
      pinned_message: { text: 'Важливе' },
    });
    await callBot(telegram, 'unpinChatMessage', { chat_id: olena.id });
    expect((await callBot(telegram, 'getChat', { chat_id: olena.id })).result).not.toHaveProperty('pinned_message');
  });

  it('reacts to a message and takes the reaction back', async () => {
    const hers = await olena.send('Дякую');
    const react = (reaction: unknown) =>
      callBot(telegram, 'setMessageReaction', { chat_id: olena.id, message_id: hers.id, reaction });
    await react([{ type: 'emoji', emoji: '👍' }]);
    expect(olena.messages().at(-1)?.reactions).toEqual(['👍']);
    await react([]);
    expect(olena.messages().at(-1)?.reactions).toEqual([]);
  });

  it('keeps commands by scope and language', async () => {
    const commands = [{ command: 'help', description: 'Допомога' }];
    await callBot(telegram, 'setMyCommands', { commands, language_code: 'uk', scope: { type: 'all_private_chats' } });
    const get = (parameters: Record<string, unknown>) => callBot(telegram, 'getMyCommands', parameters);
    expect((await get({ language_code: 'uk', scope: { type: 'all_private_chats' } })).result).toEqual(commands);
    expect((await get({ language_code: 'uk' })).result).toEqual([]);
    await callBot(telegram, 'deleteMyCommands', { language_code: 'uk', scope: { type: 'all_private_chats' } });
    expect((await get({ language_code: 'uk', scope: { type: 'all_private_chats' } })).result).toEqual([]);
  });

  it('describes itself, by language with a fallback', async () => {
    await callBot(telegram, 'setMyDescription', { description: 'Service desk' });
    await callBot(telegram, 'setMyDescription', { description: 'Служба підтримки', language_code: 'uk' });
    await callBot(telegram, 'setMyShortDescription', { short_description: 'Desk' });
    expect((await callBot(telegram, 'getMyDescription', { language_code: 'uk' })).result).toEqual({
      description: 'Служба підтримки',
    });
    expect((await callBot(telegram, 'getMyDescription', { language_code: 'pl' })).result).toEqual({
      description: 'Service desk',
    });
    expect((await callBot(telegram, 'getMyShortDescription')).result).toEqual({ short_description: 'Desk' });
  });

  it('is recorded, call by call', async () => {
    await callBot(telegram, 'sendMessage', { chat_id: olena.id, text: 'Запис' });
    const sent = olena.messages().at(-1);
    await callBot(telegram, 'sendMessage', { chat_id: 1, text: 'x' });
    expect(telegram.calls().slice(-2)).toMatchObject([
      { method: 'sendMessage', chatId: olena.id, payload: { text: 'Запис' }, outcome: 'ok', messageId: sent?.id },
      {
        method: 'sendMessage',
        chatId: 1,
        outcome: 'refused',
        errorCode: 400,
        description: 'Bad Request: chat not found',
      },
    ]);
  });

  it('remembers the last 500 messages of a chat', async () => {
    for (let count = 0; count < 510; count += 1) await olena.send(`№ ${count}`);
    const messages = olena.messages();
    expect(messages).toHaveLength(500);
    expect(messages.at(-1)?.text).toBe('№ 509');
  });
});
