import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';

test('on a weekend people are told when somebody will be there, and Monday’s first gets it', async () => {
  await using world = await createDeskWorld({ officeHours: true });
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = world.meet('olena', 'iryna');
  world.clock.passUntil('Sun 12:00');
  await olena.signsIn();
  await olena.files({ text: 'Не працює принтер.', type: 'Принтер не друкує' });
  await olena.sees([`Заявку ${number} створено`, 'Зараз на зміні нікого немає', 'завтра о 09:00']);

  world.clock.passUntil('Mon 09:01');
  await iryna.comesOnShift();
  await iryna.sees(`Нова заявка ${number}`);
  await olena.sees('Спеціаліст — Ірина Бондар');
});

test('the end of working hours ends the shift, and what comes after waits', async () => {
  await using world = await createDeskWorld({ officeHours: true });
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = world.meet('olena', 'iryna');
  world.clock.passUntil('Thu 17:40');
  await iryna.comesOnShift();
  expect(iryna.hasInChat('Зміна завершиться о 18:00.')).toBe(true);
  await olena.signsIn();
  await olena.files({ text: 'Не працює принтер.', type: 'Принтер не друкує' });
  await iryna.sees(`Нова заявка ${number}`);

  world.clock.passMinutes(21);
  const ended = await iryna.sees('Робочий час закінчився, зміну завершено.');
  expect(ended.text).toContain('Відкриті заявки залишаються за вами: 1');
  await olena.files({ text: 'Не вмикається сканер.', type: 'Інша проблема' });
  await olena.sees([`Заявку ${world.tracker.numberOf(2)} створено`, 'Зараз на зміні нікого немає']);
  expect(iryna.hasInChat(`Нова заявка ${world.tracker.numberOf(2)}`)).toBe(false);
});
