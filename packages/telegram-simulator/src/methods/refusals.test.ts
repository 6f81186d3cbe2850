import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callBot, sendAsBot } from '../../test/support/bot-client.ts';
import { oneButton, REFUSALS, type RefusalWorld } from '../../test/support/refusals.table.ts';
import { createTelegramSimulator } from '../index.ts';

describe('Telegram refuses in its own words', () => {
  let world: RefusalWorld;

  beforeAll(async () => {
    const telegram = await createTelegramSimulator({ token: '700100:secret', limits: false });
    const olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01' });
    const stranger = telegram.addPerson({ name: 'Незнайомець', phone: '+380 50 000 00 02' });
    const her = await olena.start();
    const card = await sendAsBot(telegram, 'sendMessage', {
      chat_id: olena.id,
      text: 'Картка',
      reply_markup: oneButton({ callback_data: 'yes' }),
    });
    const keyboard = await sendAsBot(telegram, 'sendMessage', {
      chat_id: olena.id,
      text: 'Клавіатура',
      reply_markup: { keyboard: [['Нова заявка']] },
    });
    const group = telegram.addGroup('Відділ', [olena]);
    world = {
      telegram,
      olena,
      stranger,
      group,
      cardId: card.message_id,
      keyboardId: keyboard.message_id,
      herId: her.id,
    };
  });
  afterAll(() => world.telegram.close());

  it.each(REFUSALS)('%s (%s)', async (_rule, method, parameters, code, description) => {
    const answer = await callBot(world.telegram, method, parameters(world));
    expect(answer).toMatchObject({ ok: false, status: code, error_code: code });
    if (typeof description === 'string') expect(answer.description).toBe(description);
    else expect(answer.description).toMatch(description);
  });

  it('refuses everything to a chat whose person has blocked the bot', async () => {
    const petro = world.telegram.addPerson({ name: 'Петро', phone: '+380 50 000 00 03' });
    await petro.start();
    await petro.block();
    for (const method of ['sendMessage', 'sendChatAction', 'editMessageText', 'deleteMessage']) {
      const answer = await callBot(world.telegram, method, {
        chat_id: petro.id,
        text: 'x',
        action: 'typing',
        message_id: 1,
      });
      expect(answer).toMatchObject({ error_code: 403, description: 'Forbidden: bot was blocked by the user' });
    }
    await petro.unblock();
    expect(await callBot(world.telegram, 'sendMessage', { chat_id: petro.id, text: 'x' })).toMatchObject({ ok: true });
  });
});
