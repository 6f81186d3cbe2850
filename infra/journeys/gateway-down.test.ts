import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { meetAtWork } from './world/file-ticket.ts';

const acceptedLater = 'Заявку прийнято. Система заявок зараз не відповідає, тому номер надішлемо трохи пізніше.';

test('the gateway away at Send and back within the session: the number follows by itself', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = await meetAtWork(world);
  await world.gateway.goesDown();
  await olena.files({ text: 'Не підключається VPN.', type: 'Робота з дому (VPN)' });
  await olena.sees(acceptedLater);
  await world.gateway.comesBack();
  world.clock.passMinutes(1);
  await olena.sees([`Заявку ${number} створено`, 'Спеціаліст — Ірина Бондар']);
  expect(world.tracker.tickets()).toHaveLength(1);
});

test('away until the session has ended: a draft again, sign in and send', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await world.gateway.goesDown();
  await olena.files({ text: 'Не підключається VPN.', type: 'Робота з дому (VPN)' });
  await olena.sees(acceptedLater);
  world.clock.passMinutes(45);
  await world.gateway.comesBack();

  const asked = await olena.sees('Заявку «Робота з дому (VPN)» ще не надіслано');
  expect(asked.text).toContain('Підтвердьте, будь ласка, що це ви, і натисніть «Надіслати».');
  await olena.sharesTheirNumber();
  const review = await olena.sees('Перевірте, будь ласка');
  expect(review.text).toContain('«Не підключається VPN.»');
  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  expect(world.tracker.tickets()).toHaveLength(1);
});

test('away at the door: people are asked to come again in a minute, and then get in', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await world.gateway.goesDown();
  await olena.opensTheChat();
  await olena.sharesTheirNumber();
  await olena.sees('Зараз не вдається звірити номер');
  await world.gateway.comesBack();
  await olena.sharesTheirNumber();
  await olena.sees('Готово, доступ підтверджено');
});
