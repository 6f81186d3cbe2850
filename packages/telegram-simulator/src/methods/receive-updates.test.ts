import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callBot, getUpdates } from '../../test/support/bot-client.ts';
import { startWebhookServer, type WebhookServer } from '../../test/support/webhook-server.ts';
import { createTelegramSimulator, type Person, type TelegramSimulator } from '../index.ts';

describe('the webhook over real connections', () => {
  let telegram: TelegramSimulator;
  let webhook: WebhookServer;
  let olena: Person;

  beforeEach(async () => {
    telegram = await createTelegramSimulator({ token: '700100:secret' });
    webhook = await startWebhookServer();
    olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01' });
  });
  afterEach(async () => {
    await telegram.close();
    await webhook.close();
  });

  it('is set, described and deleted in Telegram’s words', async () => {
    const set = { url: webhook.url, max_connections: 7, allowed_updates: ['message', 'no_such_type'] };
    expect(await callBot(telegram, 'setWebhook', set)).toMatchObject({ result: true, description: 'Webhook was set' });
    expect(await callBot(telegram, 'setWebhook', set)).toMatchObject({
      result: true,
      description: 'Webhook is already set',
    });
    expect((await callBot(telegram, 'getWebhookInfo')).result).toEqual({
      url: webhook.url,
      has_custom_certificate: false,
      pending_update_count: 0,
      max_connections: 7,
      allowed_updates: ['message'],
    });
    expect(await callBot(telegram, 'deleteWebhook')).toMatchObject({ description: 'Webhook was deleted' });
    expect(await callBot(telegram, 'deleteWebhook')).toMatchObject({ description: 'Webhook is already deleted' });
  });

  it('excludes getUpdates', async () => {
    await callBot(telegram, 'setWebhook', { url: webhook.url });
    expect(await callBot(telegram, 'getUpdates')).toMatchObject({
      status: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    });
  });

  it('is tried again at once after a failure, which getWebhookInfo names', async () => {
    webhook.respond = () => (webhook.deliveries.length === 1 ? 500 : 200);
    await callBot(telegram, 'setWebhook', { url: webhook.url });
    await olena.start();
    const [first, second] = await webhook.received(2);
    expect(second?.update).toEqual(first?.update);
    expect((await callBot(telegram, 'getWebhookInfo')).result).toMatchObject({
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    });
    expect(telegram.webhookFailures()).toHaveLength(1);
  });

  it('counts what it delivered', async () => {
    await callBot(telegram, 'setWebhook', { url: webhook.url });
    await olena.start();
    await olena.waitFor((message) => message.seen);
    expect(telegram.deliveryStatistics()).toEqual({
      delivered: 1,
      failedAttempts: 0,
      expired: 0,
      duplicated: 0,
      pending: 0,
    });
  });

  it('goes on undisturbed when the same webhook is set again', async () => {
    webhook.respond = () => undefined;
    await callBot(telegram, 'setWebhook', { url: webhook.url });
    await olena.start();
    const [delivery] = await webhook.received(1);
    await callBot(telegram, 'setWebhook', { url: webhook.url });
    delivery?.answer(200);
    await olena.waitFor((message) => message.seen);
    expect(webhook.deliveries).toHaveLength(1);
    expect(telegram.pendingUpdates()).toBe(0);
  });

  it('drops what was pending when asked to', async () => {
    await olena.start();
    await callBot(telegram, 'setWebhook', { url: webhook.url, drop_pending_updates: true });
    await olena.send('Нове');
    const [first] = await webhook.received(1);
    expect(first?.update).toMatchObject({ message: { text: 'Нове' } });
  });

  it('may answer with a method call', async () => {
    webhook.respond = () => undefined;
    await callBot(telegram, 'setWebhook', { url: webhook.url });
    await olena.start();
    const [delivery] = await webhook.received(1);
    const reply = JSON.stringify({ method: 'sendMessage', chat_id: olena.id, text: 'Відповідь' });
    delivery?.answer(200, { 'content-type': 'application/json' }, reply);
    expect(await olena.waitFor((message) => message.from === 'bot')).toMatchObject({ text: 'Відповідь' });
  });

  it('gets along with a bot that hangs up while it waits', async () => {
    const ended = new Promise((resolve) => telegram.onCall((call) => call.method === 'getUpdates' && resolve(call)));
    const { hostname, port } = new URL(telegram.apiRoot);
    const socket = connect(Number(port), hostname);
    // Both requests in one packet: the first answer says that the second is under way.
    const request = (call: string) => `GET /bot${telegram.token}/${call} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`;
    socket.write(request('getMe') + request('getUpdates?timeout=30'));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    await ended;
    await olena.start();
    expect(await getUpdates(telegram)).toHaveLength(1);
  });

  it('takes the parameters of a call from a form or the query as well', async () => {
    await olena.start();
    const path = `${telegram.apiRoot}/bot${telegram.token}`;
    const markup = JSON.stringify({ inline_keyboard: [[{ text: 'Так', callback_data: 'y' }]] });
    const form = new URLSearchParams({ chat_id: String(olena.id), text: 'Форма', reply_markup: markup });
    await fetch(`${path}/sendMessage`, { method: 'POST', body: form });
    await fetch(`${path}/SENDMESSAGE?chat_id=${olena.id}&text=${encodeURIComponent('Запит')}`);
    expect(olena.messages().slice(-2)).toMatchObject([{ text: 'Форма', buttons: ['Так'] }, { text: 'Запит' }]);
  });
});
