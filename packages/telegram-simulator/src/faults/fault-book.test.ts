import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callBot, getUpdates } from '../../test/support/bot-client.ts';
import {
  createSteeredClock,
  createTelegramSimulator,
  type Person,
  type SteeredClock,
  type TelegramSimulator,
} from '../index.ts';

describe('scripted faults', () => {
  let clock: SteeredClock;
  let telegram: TelegramSimulator;
  let olena: Person;
  let petro: Person;

  beforeEach(async () => {
    clock = createSteeredClock();
    telegram = await createTelegramSimulator({ token: '700100:secret', limits: false, ...clock });
    olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01' });
    petro = telegram.addPerson({ name: 'Петро Бойко', phone: '+380 50 000 00 02' });
    await olena.start();
    await petro.start();
  });
  afterEach(() => telegram.close());

  const send = (to: Person, text = 'Новина') => callBot(telegram, 'sendMessage', { chat_id: to.id, text });
  const textsOf = (person: Person) => person.messages().map((message) => message.text);

  it('a 429 forbids everything until its time is over', async () => {
    telegram.faults.add({ kind: '429', retryAfterSeconds: 5, times: 1 });
    expect(await send(olena)).toMatchObject({
      status: 429,
      description: 'Too Many Requests: retry after 5',
      parameters: { retry_after: 5 },
    });
    clock.advance(2000);
    expect(await send(petro)).toMatchObject({ parameters: { retry_after: 3 } });
    clock.advance(3000);
    expect(await send(olena)).toMatchObject({ ok: true });
  });

  it('a 429 of one chat leaves the others alone', async () => {
    telegram.faults.add({ kind: '429', retryAfterSeconds: 5, perChat: true, chatId: olena.id, times: 1 });
    expect(await send(olena)).toMatchObject({ status: 429 });
    expect(await send(petro)).toMatchObject({ ok: true });
    expect(await send(olena)).toMatchObject({ status: 429 });
    clock.advance(5000);
    expect(await send(olena)).toMatchObject({ ok: true });
  });

  it('happens as often as it says, for the method and chat it names', async () => {
    telegram.faults.add({ kind: '403-blocked', method: 'sendMessage', chatId: olena.id, times: 2 });
    expect(await send(petro)).toMatchObject({ ok: true });
    expect(await callBot(telegram, 'sendChatAction', { chat_id: olena.id, action: 'typing' })).toMatchObject({
      ok: true,
    });
    expect(await send(olena)).toMatchObject({ status: 403, description: 'Forbidden: bot was blocked by the user' });
    expect(await send(olena)).toMatchObject({ status: 403 });
    expect(await send(olena)).toMatchObject({ ok: true });
  });

  it('a server error does nothing', async () => {
    telegram.faults.add({ kind: 'server-error', times: 1 });
    expect(await send(olena)).toMatchObject({ status: 500, description: 'Internal Server Error' });
    expect(textsOf(olena)).toEqual(['/start']);
  });

  it.each([
    ['after a timeout behind the send the message is there', 'timeout-after-send', ['/start', 'Новина']],
    ['after a timeout before the send it is not', 'timeout-before-send', ['/start']],
  ] as const)('%s, and the call has no answer until the caller gives up', async (_what, kind, texts) => {
    telegram.faults.add({ kind, times: 1 });
    const recorded = new Promise((resolve) => telegram.onCall(resolve));
    const gaveUp = new AbortController();
    const url = `${telegram.apiRoot}/bot${telegram.token}/sendMessage?chat_id=${olena.id}&text=${encodeURIComponent('Новина')}`;
    const pending = fetch(url, { signal: gaveUp.signal });
    expect(await recorded).toMatchObject({ method: 'sendMessage', outcome: 'no-answer' });
    gaveUp.abort();
    await expect(pending).rejects.toThrow();
    expect(textsOf(olena)).toEqual(texts);
  });

  it('a timeout can end in a reset connection', async () => {
    const inRealTime = await createTelegramSimulator({ token: '700100:secret' });
    inRealTime.faults.add({ kind: 'timeout-before-send', times: 1, resetAfterMs: 5 });
    await expect(callBot(inRealTime, 'getMe')).rejects.toThrow('fetch failed');
    expect(await callBot(inRealTime, 'getMe')).toMatchObject({ ok: true });
    await inRealTime.close();
  });

  it('a duplicate is the same update twice', async () => {
    telegram.faults.add({ kind: 'duplicate-update', chatId: olena.id, times: 1 });
    const [first, second] = await getUpdates(telegram);
    const again = await getUpdates(telegram, { offset: (second?.update_id ?? 0) + 1 });
    expect(again).toEqual([first]);
  });

  it('are all gone when cleared', async () => {
    telegram.faults.add({ kind: '429', retryAfterSeconds: 60, times: 5 });
    await send(olena);
    telegram.faults.clear();
    expect(await send(olena)).toMatchObject({ ok: true });
  });
});
