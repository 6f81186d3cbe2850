import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callBot, getUpdates, sendAsBot } from '../../test/support/bot-client.ts';
import { startWebhookServer } from '../../test/support/webhook-server.ts';
import { createTelegramSimulator, type TelegramSimulator } from '../index.ts';

describe('a restart', () => {
  let folder: string;
  let stateFile: string;
  const running: TelegramSimulator[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'telegram-simulator-'));
    stateFile = join(folder, 'telegram.ndjson');
  });
  afterEach(async () => {
    for (const telegram of running.splice(0)) await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async () => {
    const telegram = await createTelegramSimulator({ token: '700100:secret', stateFile });
    running.push(telegram);
    return telegram;
  };
  const stop = async (telegram: TelegramSimulator) => {
    running.splice(running.indexOf(telegram), 1);
    await telegram.close();
  };
  const restart = async (telegram: TelegramSimulator) => {
    await stop(telegram);
    return start();
  };

  it('keeps people, chats, keyboards, files and what the bot said of itself', async () => {
    const before = await start();
    const olena = before.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01', language: 'en' });
    const document = await olena.sendDocument({ name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('Вміст') });
    await sendAsBot(before, 'sendMessage', {
      chat_id: olena.id,
      text: 'Меню',
      reply_markup: { keyboard: [['Нова заявка']] },
    });
    await callBot(before, 'setMyCommands', { commands: [{ command: 'help', description: 'Допомога' }] });
    const chat = olena.messages();

    const after = await restart(before);
    const again = after.person(olena.id);
    expect(again).toMatchObject({ name: 'Олена Коваль', phone: '+380500000001', language: 'en' });
    expect(again?.messages()).toEqual(chat);
    expect(again?.keyboard()).toEqual([[{ text: 'Нова заявка' }]]);
    expect((await callBot(after, 'getMyCommands')).result).toEqual([{ command: 'help', description: 'Допомога' }]);
    const file = await callBot(after, 'getFile', { file_id: document.files[0]?.fileId });
    expect(file.result).toMatchObject({ file_path: 'documents/file_1.txt' });
    const download = await fetch(`${after.apiRoot}/file/bot${after.token}/documents/file_1.txt`);
    expect(await download.text()).toBe('Вміст');
  });

  it('goes on counting where it stopped, also past what was deleted or confirmed', async () => {
    const before = await start();
    const olena = before.addPerson({ name: 'Олена', phone: '+380 50 000 00 01' });
    const petro = before.addPerson({ name: 'Петро', phone: '+380 50 000 00 02' });
    await olena.start();
    const sent = await sendAsBot(before, 'sendMessage', { chat_id: olena.id, text: 'x' });
    await callBot(before, 'deleteMessage', { chat_id: olena.id, message_id: sent.message_id });
    const [update] = await getUpdates(before);
    await getUpdates(before, { offset: (update?.update_id ?? 0) + 1 });

    const after = await restart(before);
    expect(after.addPerson({ name: 'Ірина', phone: '+380 50 000 00 03' }).id).toBe(petro.id + 1);
    const message = await after.person(olena.id)?.send('Далі');
    expect(message?.id).toBe(sent.message_id + 1);
    expect(await getUpdates(after)).toMatchObject([{ update_id: (update?.update_id ?? 0) + 1 }]);
  });

  it('delivers what was waiting, to the webhook that was set', async () => {
    const webhook = await startWebhookServer();
    webhook.respond = () => 503;
    const before = await start();
    const olena = before.addPerson({ name: 'Олена', phone: '+380 50 000 00 01' });
    await callBot(before, 'setWebhook', { url: webhook.url, allowed_updates: ['message', 'callback_query'] });
    await olena.start();
    const card = await sendAsBot(before, 'sendMessage', {
      chat_id: olena.id,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'Так', callback_data: 'yes' }]] },
    });
    const { callbackQueryId } = await olena.press(card.message_id, 'Так');
    await webhook.received(2);
    await stop(before);
    const refused = webhook.deliveries.length;

    webhook.respond = () => 200;
    const after = await start();
    const deliveries = (await webhook.received(refused + 2)).slice(refused);
    expect(deliveries.map(({ update }) => update)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ message: expect.objectContaining({ text: '/start' }) }),
        expect.objectContaining({ callback_query: expect.objectContaining({ id: callbackQueryId }) }),
      ]),
    );
    expect(await callBot(after, 'answerCallbackQuery', { callback_query_id: callbackQueryId })).toMatchObject({
      ok: true,
    });
    expect(await callBot(after, 'setWebhook', { url: webhook.url })).toMatchObject({
      description: 'Webhook is already set',
    });
    expect((await callBot(after, 'getWebhookInfo')).result).toMatchObject({
      allowed_updates: ['message', 'callback_query'],
    });
    await webhook.close();
  });

  it('survives a process killed in the middle of a line', async () => {
    const before = await start();
    before.addPerson({ name: 'Олена', phone: '+380 50 000 00 01' });
    await stop(before);
    appendFileSync(stateFile, '{"kind":"person","id":"9","val');
    const after = await start();
    expect(after.people().map((person) => person.name)).toEqual(['Олена']);
  });

  it('reads a journal that was never compacted', async () => {
    const before = await start();
    const olena = before.addPerson({ name: 'Олена', phone: '+380 50 000 00 01' });
    await olena.start();
    await sendAsBot(before, 'sendMessage', { chat_id: olena.id, text: 'Вітаємо' });
    // As a killed process leaves it: a copy taken while the simulator runs.
    const copy = readFileSync(stateFile);
    await stop(before);
    writeFileSync(stateFile, copy);
    const after = await start();
    expect(
      after
        .people()[0]
        ?.messages()
        .map((message) => message.text),
    ).toEqual(['/start', 'Вітаємо']);
    expect(after.pendingUpdates()).toBe(1);
  });

  it('refuses a damaged file and names the line', async () => {
    writeFileSync(stateFile, '{"kind":"person"\n{}\n');
    await expect(start()).rejects.toThrow(/is damaged at line 1/);
  });
});
