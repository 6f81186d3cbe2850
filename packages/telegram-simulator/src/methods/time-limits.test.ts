import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callBot, sendAsBot } from '../../test/support/bot-client.ts';
import {
  createSteeredClock,
  createTelegramSimulator,
  type Person,
  type SteeredClock,
  type TelegramSimulator,
} from '../index.ts';

const HOUR_MS = 60 * 60 * 1000;

describe('time', () => {
  let clock: SteeredClock;
  let telegram: TelegramSimulator;
  let olena: Person;

  beforeEach(async () => {
    clock = createSteeredClock(Date.UTC(2026, 10, 2, 9));
    telegram = await createTelegramSimulator({ token: '700100:secret', ...clock });
    olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01' });
    await olena.start();
  });
  afterEach(() => telegram.close());

  const sendCard = () =>
    sendAsBot(telegram, 'sendMessage', {
      chat_id: olena.id,
      text: 'Картка',
      reply_markup: { inline_keyboard: [[{ text: 'Так', callback_data: 'yes' }]] },
    });

  it('a press can be answered once, within 150 seconds', async () => {
    const card = await sendCard();
    const inTime = await olena.press(card.message_id, 'Так');
    clock.advance(149_999);
    const answer = () => callBot(telegram, 'answerCallbackQuery', { callback_query_id: inTime.callbackQueryId });
    expect(await answer()).toMatchObject({ ok: true });
    expect(await answer()).toMatchObject({ ok: false });
    const late = await olena.press(card.message_id, 'Так');
    clock.advance(150_000);
    expect(await callBot(telegram, 'answerCallbackQuery', { callback_query_id: late.callbackQueryId })).toMatchObject({
      description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    });
  });

  it('a message can be deleted for 48 hours, also together with others', async () => {
    const old = await sendCard();
    clock.advance(48 * HOUR_MS - 1000);
    const young = await sendCard();
    const younger = await sendCard();
    clock.advance(1000);
    expect(await callBot(telegram, 'deleteMessage', { chat_id: olena.id, message_id: old.message_id })).toMatchObject({
      description: "Bad Request: message can't be deleted for everyone",
    });
    const ids = [young.message_id, younger.message_id, 99_999];
    expect(await callBot(telegram, 'deleteMessages', { chat_id: olena.id, message_ids: ids })).toMatchObject({
      ok: true,
    });
    expect(olena.messages().map((message) => message.id)).not.toContain(young.message_id);
    expect(
      await callBot(telegram, 'editMessageText', { chat_id: olena.id, message_id: old.message_id, text: 'Відкликано' }),
    ).toMatchObject({ ok: true });
  });

  it('a flooded chat is told how long to wait, and may go on then', async () => {
    clock.advance(2 * 60_000);
    const send = () => callBot(telegram, 'sendMessage', { chat_id: olena.id, text: 'x' });
    let answer = await send();
    for (let sent = 1; answer.ok && sent < 50; sent += 1) answer = await send();
    expect(answer).toMatchObject({
      status: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    clock.advance(1000);
    expect(await send()).toMatchObject({ ok: true });
  });
});
