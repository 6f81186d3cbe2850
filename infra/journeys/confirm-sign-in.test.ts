import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmByMail } from '../stack/confirm-by-mail.ts';
import { type Mailbox, openMailbox } from '../stack/open-mailbox.ts';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import type { PersonInChat } from './world/person-in-chat.ts';
import { queryRows } from './world/search-tables.ts';

const mailOf = {
  olena: 'olena.koval@example.test',
  taras: 'taras.melnyk@example.test',
  iryna: 'iryna.bondar@example.test',
  mariia: 'mariia.tkachenko@example.test',
};

describe('a sign-in that is confirmed by mail', () => {
  let mailbox: Mailbox;
  let world: DeskWorld;
  beforeAll(async () => {
    mailbox = await openMailbox();
    world = await createDeskWorld({ settings: { ...confirmByMail(mailbox), SIGN_INS_PER_PERSON_PER_HOUR: '50' } });
  });
  afterAll(async () => {
    await world?.close();
    await mailbox?.close();
  });

  const sessionsOf = (employeeId: string) =>
    queryRows(world.databases.gateway, `select id from sessions where employee_id = '${employeeId}'`);

  function letterTo(person: keyof typeof mailOf): string {
    const code = mailbox.latestCode(mailOf[person]);
    if (code === null) throw new Error(`No letter came to ${person}.`);
    return code;
  }

  async function knock(person: PersonInChat): Promise<void> {
    await person.opensTheChat();
    await person.sharesTheirNumber();
    await person.sees(['Ми надіслали код', '(example.test)']);
  }

  /** @claim border With `BINDING_CONFIRMATION=email` a phone opens no session: it takes the code from the work mailbox, typed once, within 10 minutes. */
  test('opens with the code of the letter, after a wrong one and a new one, and what was written goes on', async () => {
    const { olena } = world.meet('olena');
    await olena.opensTheChat();
    await olena.writes('Після обіду зник Wi-Fi на третьому поверсі');
    await olena.sees('Спершу підтвердьте');
    await olena.sharesTheirNumber();
    await olena.sees('Ми надіслали код');
    expect(await sessionsOf('e-1001')).toEqual([]);

    await olena.writes('00000000');
    await olena.sees('Код не підійшов. Лишилося 4 спроби');
    const worthless = letterTo('olena');
    world.clock.passMinutes(1);
    await olena.presses('Надіслати новий код');
    await expect.poll(() => letterTo('olena'), { timeout: 10_000 }).not.toBe(worthless);
    await olena.writes(letterTo('olena'));
    await olena.sees('Готово, доступ підтверджено. Продовжуємо');
    await olena.sees('Після обіду зник Wi-Fi');
    expect(await sessionsOf('e-1001')).toHaveLength(1);
    await olena.account.waitFor((_, all) => all.every(({ text }) => !/^\d{8}$/.test(text)));
  });

  test('asks again 12 h later, and a restart in between loses nothing', async () => {
    const { olena } = world.meet('olena');
    const before = letterTo('olena');
    world.clock.passMinutes(12 * 60 + 1);
    await olena.writes('Є ще одне');
    await olena.sees('Написане збережено');
    await olena.sharesTheirNumber();
    await olena.sees('Ми надіслали код');
    await world.bot.goesDown();
    await world.bot.comesBack();
    expect(letterTo('olena')).not.toBe(before);
    await olena.writes(letterTo('olena'));
    await olena.sees('Готово, доступ підтверджено. Продовжуємо');
    expect(await sessionsOf('e-1001')).toHaveLength(2);
  });

  test('goes on once the mail server is back', async () => {
    const { taras } = world.meet('taras');
    mailbox.setDown(true);
    await taras.opensTheChat();
    await taras.sharesTheirNumber();
    await taras.sees('Лист із кодом не вдалося надіслати');
    mailbox.setDown(false);
    await taras.presses('Надіслати новий код');
    await taras.sees('Ми надіслали код');
    await taras.writes(letterTo('taras'));
    await taras.sees('Готово, доступ підтверджено');
  });

  test('is confirmed by a supervisor who hears the comparison code', async () => {
    const { iryna, mariia } = world.meet('iryna', 'mariia');
    await knock(mariia);
    await mariia.writes(letterTo('mariia'));
    await mariia.sees('Готово, доступ підтверджено');
    await knock(iryna);
    await iryna.presses('Попросити керівника');
    const [code = ''] = /\d{4}(?=[.]$)/.exec((await iryna.sees('код звірки')).text) ?? [];
    expect(code).toMatch(/^\d{4}$/);
    await mariia.sees('Колега просить підтвердити вхід');
    await mariia.presses('Хто чекає');
    await mariia.sees(['Ірина Бондар', 'хоче увійти', code]);
    await mariia.presses('Підтвердити');
    await mariia.sees('Вхід підтверджено');
    await iryna.sees('Керівник підтвердив ваш вхід');
    await iryna.presses('Продовжити');
    await iryna.sees('Готово, доступ підтверджено');
    expect(await sessionsOf('e-2001')).toHaveLength(1);
  });
});
