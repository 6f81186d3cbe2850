import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callBot, getUpdates, sendAsBot } from '../test/support/bot-client.ts';
import { startWebhookServer, type WebhookServer } from '../test/support/webhook-server.ts';
import { createTelegramSimulator, type TelegramSimulator } from './index.ts';

const TOKEN = '700100:simulator-secret';
const OLENA = { name: 'Олена Коваль', phone: '+380 50 000 00 01' };

describe('a bot and a person talk', () => {
  let telegram: TelegramSimulator;
  let webhook: WebhookServer;

  beforeEach(async () => {
    telegram = await createTelegramSimulator({ token: TOKEN });
    webhook = await startWebhookServer();
  });
  afterEach(async () => {
    await telegram.close();
    await webhook.close();
  });

  it('brings what a person writes to the webhook, with the secret, and the answer back to the phone', async () => {
    const olena = telegram.addPerson(OLENA);
    await callBot(telegram, 'setWebhook', { url: webhook.url, secret_token: 'a-secret_1' });
    await olena.start('from-poster');

    const [delivery] = await webhook.received(1);
    expect(delivery?.headers['x-telegram-bot-api-secret-token']).toBe('a-secret_1');
    expect(delivery?.update).toMatchObject({
      message: {
        text: '/start from-poster',
        entities: [{ type: 'bot_command', offset: 0, length: 6 }],
        from: { id: olena.id, is_bot: false, first_name: 'Олена', last_name: 'Коваль', language_code: 'uk' },
        chat: { id: olena.id, type: 'private' },
      },
    });

    const sent = await sendAsBot(telegram, 'sendMessage', {
      chat_id: olena.id,
      text: 'Вітаємо!',
      reply_markup: { inline_keyboard: [[{ text: 'Почати', callback_data: 'begin' }]] },
    });
    const shown = await olena.waitFor((message) => message.text === 'Вітаємо!');
    expect(shown).toMatchObject({ id: sent.message_id, from: 'bot', buttons: ['Почати'] });

    const { callbackQueryId } = await olena.press(shown.id, 'Почати');
    const deliveries = await webhook.received(2);
    expect(deliveries[1]?.update).toMatchObject({ callback_query: { id: callbackQueryId, data: 'begin' } });
    await callBot(telegram, 'answerCallbackQuery', { callback_query_id: callbackQueryId, text: 'Гаразд' });
    expect(await olena.waitForAnswer(callbackQueryId)).toMatchObject({ text: 'Гаразд', showAlert: false });

    await callBot(telegram, 'editMessageText', { chat_id: olena.id, message_id: shown.id, text: 'Починаємо' });
    expect(await olena.waitFor((message) => message.edited)).toMatchObject({ text: 'Починаємо', buttons: [] });
    await callBot(telegram, 'deleteMessage', { chat_id: olena.id, message_id: shown.id });
    expect(olena.messages().map((message) => message.text)).toEqual(['/start from-poster']);
  });

  it('hands updates out by getUpdates and forgets those an offset confirms', async () => {
    const olena = telegram.addPerson(OLENA);
    await olena.start();
    await olena.send('Не працює принтер');
    const updates = await getUpdates(telegram);
    expect(updates).toHaveLength(2);
    expect(telegram.pendingUpdates()).toBe(2);
    expect(await getUpdates(telegram, { offset: (updates[1]?.update_id ?? 0) + 1 })).toEqual([]);
    expect(telegram.pendingUpdates()).toBe(0);
    expect(olena.messages().every((message) => message.seen)).toBe(true);
  });

  it('lets the bot fetch a file a person sent', async () => {
    const olena = telegram.addPerson(OLENA);
    await olena.sendDocument({ name: 'звіт.txt', mime: 'text/plain', bytes: new TextEncoder().encode('Вміст') });
    const [update] = await getUpdates(telegram);
    expect(update).toMatchObject({
      message: { document: { file_name: 'звіт.txt', mime_type: 'text/plain', file_size: 10 } },
    });
    const fileId = olena.messages()[0]?.files[0]?.fileId;
    const file = await callBot(telegram, 'getFile', { file_id: fileId });
    expect(file.result).toMatchObject({ file_path: 'documents/file_1.txt', file_size: 10 });
    const response = await fetch(`${telegram.apiRoot}/file/bot${TOKEN}/documents/file_1.txt`);
    expect(await response.text()).toBe('Вміст');
  });

  it('refuses a wrong token and an unknown method', async () => {
    expect(await callBot({ apiRoot: telegram.apiRoot, token: '1:wrong' }, 'getMe')).toMatchObject({
      status: 401,
      ok: false,
      description: 'Unauthorized',
    });
    expect(await callBot(telegram, 'sendNothing')).toMatchObject({
      status: 404,
      ok: false,
      description: 'Not Found: method not found',
    });
  });
});
