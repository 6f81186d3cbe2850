import type { ChatMessage } from '@desk/telegram-simulator';
import { describe, expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { auditOfBot, queryRows } from './world/search-tables.ts';

/** Both logs are looked through every few seconds. */
const alarmWithinMs = 40_000;
const sharedPhone = '+380500000031';
const twins = [
  { employeeId: 'e-7001', displayName: 'Галина Перша', phones: [sharedPhone] },
  { employeeId: 'e-7002', displayName: 'Галина Друга', phones: [sharedPhone] },
];

describe('somebody who has no access', () => {
  const cases = [
    ['not in the staff list', { name: 'Денис Мандрівник', phone: '+380500000099' }, 'phone-unknown'],
    ['one of two with the same number', { name: 'Галина Перша', phone: sharedPhone }, 'phone-ambiguous'],
    ['no longer employed', { name: 'Петро Романюк', phone: '+380500000008' }, 'person-inactive'],
  ] as const;

  test.each(cases)('%s: refused politely, and the reason is told inside alone', async (_, who, reason) => {
    await using world = await createDeskWorld({ newcomers: twins });
    const stranger = world.meetOther(who);
    await stranger.opensTheChat();
    await stranger.sees('Вітаємо');
    await stranger.sharesTheirNumber();
    const refusal = await stranger.sees('Не вдалося підтвердити доступ');
    const code = codeIn(refusal);
    expect(refusal.text.replace(code, 'CODE')).toBe(
      'Не вдалося підтвердити доступ за цим номером. Так буває, наприклад, коли в кадровій базі записано інший.\n' +
        'Напишіть, будь ласка, на help@example.test і вкажіть код CODE: за ним вашу спробу швидко знайдуть.',
    );
    expect(await refusalsInside(world, code)).toEqual([{ reason }]);
    const entry = { act: 'sign-in-refused', outcome: 'refused', reason };
    // Chained a moment after it was done.
    await expect.poll(() => auditInside(world, code), { timeout: 10_000 }).toEqual([entry]);
    expect(await auditOfBot(world.databases.bot)).toContainEqual(
      expect.stringMatching(/sign-in-refused.*access-refused/s),
    );
    await stranger.account.waitFor((_message, all) => all.every(({ contact }) => contact === undefined));
  });

  /** @claim audit An alarm reaches the supervisors in Telegram, with how often, and without whose doing it was. */
  test('may try again, what they write is not taken for a ticket, and a supervisor hears of it', async () => {
    await using world = await createDeskWorld({ settings: { ALARM_REFUSALS_PER_10_MINUTES: '2' } });
    const { mariia } = world.meet('mariia');
    await mariia.signsIn();
    const stranger = world.meetOther({ name: 'Денис Мандрівник', phone: '+380500000099' });
    await stranger.opensTheChat();
    await stranger.sharesTheirNumber();
    const first = codeIn(await stranger.sees('Не вдалося підтвердити доступ'));
    await stranger.writes('Зламався принтер');
    await stranger.sees('Спершу підтвердьте, будь ласка, що ви працюєте в нас');
    await stranger.sharesTheirNumber();
    const second = codeIn(await stranger.sees('Не вдалося підтвердити доступ'));
    expect(second).not.toBe(first);
    expect(world.tracker.tickets()).toEqual([]);
    // At night there is another alarm before it: that the supervisor herself has signed in.
    const alarm = await mariia.sees('Відмов за 10 хвилин:', alarmWithinMs);
    expect(alarm.text).toMatch(/^Незвична активність\n.*Відмов за 10 хвилин: \d/);
    expect(alarm.text).not.toMatch(/Мандрівник|00099/);
  });
});

/** @claim border Somebody else’s contact card, or a forwarded one, signs nobody in. */
describe('a contact that is not the sender’s own', () => {
  test('somebody else’s card is refused, and its number is not kept in the chat', async () => {
    await using world = await createDeskWorld();
    const { olena, taras } = world.meet('olena', 'taras');
    await taras.opensTheChat();
    await taras.sees('Вітаємо');
    await taras.does((phone) => phone.sendContact(olena.account));
    await taras.sees('Потрібен саме ваш номер');
    await taras.account.waitFor((_message, all) => all.every(({ contact }) => contact === undefined));
    expect(await auditOfBot(world.databases.bot)).toContainEqual(
      expect.stringMatching(/sign-in-refused.*someone-elses/s),
    );
    expect(await queryRows(world.databases.gateway, 'select id from sessions')).toEqual([]);
  });

  test('a forwarded one is refused, also when it is the sender’s own', async () => {
    await using world = await createDeskWorld();
    const { olena, taras } = world.meet('olena', 'taras');
    await olena.signsIn();
    await taras.opensTheChat();
    await taras.sees('Вітаємо');
    await taras.does((phone) => phone.forwardContact(olena.account));
    await taras.sees('Чужі й переслані контакти не підходять');
    await taras.does((phone) => phone.sendContact({ phone: phone.phone, name: phone.name }));
    await taras.sees('Потрібен саме ваш номер');
    expect(await queryRows(world.databases.gateway, 'select employee_id from sessions')).toEqual([
      { employee_id: 'e-1001' },
    ]);
    await taras.sharesTheirNumber();
    await taras.sees('Готово, доступ підтверджено');
  });
});

function codeIn({ text }: ChatMessage): string {
  const code = /код ([0-9A-Z]{6})/.exec(text)?.[1];
  if (code === undefined) throw new Error(`No code in: ${text}`);
  return code;
}

function refusalsInside(world: DeskWorld, code: string) {
  const statement = 'select reason from sign_in_refusals where reference_code = $1';
  return queryRows(world.databases.gateway, statement, [code]);
}

function auditInside(world: DeskWorld, code: string) {
  const statement = `select act, outcome, reason from audit_log where "on" like '%' || $1 || '%'`;
  return queryRows(world.databases.gateway, statement, [code]);
}
