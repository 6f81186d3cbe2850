import { createTelegramSimulator, type TelegramSimulator } from '@desk/telegram-simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announceBot, type UpdateDelivery } from './announce-bot.ts';
import { createUpdateSource } from './fetch-updates.ts';
import { createRenderer } from './render/render-screen.ts';
import { createTelegramClient } from './telegram-client.ts';

const token = '12345:an-invented-token';
let simulator: TelegramSimulator;
beforeEach(async () => {
  simulator = await createTelegramSimulator({ token, limits: false });
});
afterEach(() => simulator.close());

describe('announcing the bot', () => {
  it('names its commands in both languages and says where updates go', async () => {
    const url = 'http://127.0.0.1:9/telegram';
    const outcome = await announce({ kind: 'webhook', url, secret: 'a-secret-of-sixteen' });
    expect(outcome).toMatchObject({ kind: 'announced', me: { is_bot: true } });
    const telegram = client();
    expect(await telegram.callApi('getWebhookInfo', {})).toMatchObject({
      url,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
    const inUkrainian = await telegram.callApi('getMyCommands', { language_code: 'uk' });
    expect(inUkrainian.map(({ command }) => command)).toEqual(['start', 'help', 'privacy']);
    expect(inUkrainian[0]?.description).toBe('Почати');
  });

  it('takes an old webhook away where updates are fetched', async () => {
    await announce({ kind: 'webhook', url: 'http://127.0.0.1:9/telegram', secret: 'a-secret-of-sixteen' });
    await announce({ kind: 'polling' });
    expect((await client().callApi('getWebhookInfo', {})).url).toBe('');
    const person = simulator.addPerson({ name: 'Олена Коваль', phone: '+380500000001' });
    await person.start();
    const fetched = await createUpdateSource(client()).fetch(0);
    expect(fetched).toMatchObject({ kind: 'fetched', updates: [{ message: { text: '/start' } }] });
  });

  it('tries again what fails in passing', async () => {
    simulator.faults.add({ method: 'getMe', kind: 'server-error', times: 2 });
    expect(await announce({ kind: 'polling' })).toMatchObject({ kind: 'announced' });
  });

  it('goes on with a renewed token from the next call on', async () => {
    const options = { token: '12345:the-former-token', apiRoot: simulator.apiRoot };
    const telegram = createTelegramClient(options);
    await expect(telegram.callApi('getMe', {})).rejects.toThrow(/Unauthorized/);
    options.token = token;
    expect(await telegram.callApi('getMe', {})).toMatchObject({ is_bot: true });
  });

  it('gives up at once on a token that Telegram does not know', async () => {
    expect(await announce({ kind: 'polling' }, '999:another-invented-token')).toEqual({
      kind: 'refused',
      reason: 'not-authorised',
    });
  });
});

function announce(delivery: UpdateDelivery, withToken = token) {
  const renderer = createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes: 30 });
  return announceBot({ telegram: client(withToken), renderer, delivery, wait: async () => undefined });
}

function client(withToken = token) {
  return createTelegramClient({ token: withToken, apiRoot: simulator.apiRoot });
}
