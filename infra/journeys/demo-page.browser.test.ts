import { chromiumOrSkip } from '@desk/testing/vitest';
import type { Browser } from 'playwright-core';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { createdFor } from './world/file-on-page.ts';
import { type DemoPage, launchBrowser, openDemoPage } from './world/open-demo-page.ts';
import { photographPage, takePicture } from './world/photograph-page.ts';
import { document, photo } from './world/sample-files.ts';

/** The main journeys with clicks and keys alone, on the page that a newcomer sees. */
let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
});

async function launched(context: TestContext): Promise<Browser> {
  const chromium = await chromiumOrSkip(context);
  browser ??= launchBrowser(chromium);
  return browser;
}

async function open(context: TestContext, world: DeskWorld): Promise<DemoPage> {
  return openDemoPage(world, await launched(context));
}

test('sign in, file with two files: assigned on the board, told on the specialist’s phone', async (context) => {
  await using world = await createDeskWorld();
  await using demo = await open(context, world);
  const [olena, iryna] = [demo.phoneOf('Олена Коваль'), demo.phoneOf('Ірина Бондар')];
  const number = world.tracker.numberOf(1);
  await iryna.signsIn();
  await iryna.goesOnShift();

  await olena.signsIn();
  const picture = { name: 'роутер.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) };
  await olena.attaches('Фото або відео', [picture], 'Після обіду зник Wi-Fi на третьому поверсі.');
  await olena.sees('Файли: 1');
  const page = { name: document.name, mimeType: document.mime, buffer: Buffer.from(document.bytes) };
  await olena.attaches('Файл', [page]);
  await olena.sees('Файли: 2');
  await olena.presses('Проблеми з інтернетом');
  await olena.sees(/Перевірте, будь ласка.*Файли: 2/s);
  await olena.presses('Надіслати');
  await olena.sees(createdFor(number, 'Ірина Бондар'));

  await iryna.sees(`Нова заявка ${number} · пріоритет середній`);
  const card = await demo.board.shows(number, 'new');
  await card.getByText('Після обіду зник Wi-Fi на третьому поверсі.').waitFor();
  await demo.board.showsAssignee(number, 'Ірина Бондар');
  await iryna.presses('Узяти в роботу');
  await demo.board.opens(number, 'in-progress');
  await demo.board.showsFile(document.name);
  await olena.sees(`${number}: в роботі`);
});

test('who is refused: a stranger, with a code, and somebody with another’s contact', async (context) => {
  await using world = await createDeskWorld();
  await using demo = await open(context, world);
  const stranger = await demo.addPhone('Денис Мандрівник');
  await stranger.opensTheChat();
  await stranger.sharesTheirNumber();
  const refusal = await stranger.sees('Не вдалося підтвердити доступ за цим номером.');
  expect(await refusal.textContent()).toMatch(/help@example[.]test і вкажіть код [0-9A-Z]{6}/);

  const taras = demo.phoneOf('Тарас Мельник');
  await taras.opensTheChat();
  await taras.sees('Вітаємо');
  await taras.sendsContactOf('Олена Коваль');
  await taras.sees('Чужі й переслані контакти не підходять.');
});

test('half an hour idle in a draft: one tap, and it goes on', async (context) => {
  await using world = await createDeskWorld();
  await using demo = await open(context, world);
  const olena = demo.phoneOf('Олена Коваль');
  await olena.signsIn();
  await olena.writes('Принтер жує папір.');
  await olena.seesButton('Принтер не друкує');
  await olena.presses('Принтер не друкує');
  await olena.sees('Перевірте, будь ласка');
  world.clock.passMinutes(31);
  await olena.writes('Кабінет 214.');
  await olena.sees('Минуло 30 хвилин без дій');
  await olena.sharesTheirNumber();
  await olena.sees(/Перевірте, будь ласка.*Принтер жує папір.*Кабінет 214/s);
  await olena.presses('Надіслати');
  const number = world.tracker.numberOf(1);
  await olena.sees(`Заявку ${number} створено`);
  await demo.board.shows(number);
});

test('the tracker down and back: accepted, and the number follows', async (context) => {
  await using world = await createDeskWorld();
  await using demo = await open(context, world);
  const olena = demo.phoneOf('Олена Коваль');
  await olena.signsIn();
  await olena.writes('Не відкривається програма.');
  await olena.seesButton('Помилка в програмі');
  await olena.presses('Помилка в програмі');
  await olena.sees('Перевірте, будь ласка');
  world.tracker.goesAway();
  await olena.presses('Надіслати');
  await olena.sees('Заявку прийнято. Система заявок зараз не відповідає');
  await world.tracker.comesBack();
  world.clock.passMinutes(1);
  const number = world.tracker.numberOf(1);
  await olena.sees(`Заявку ${number} створено`);
  await demo.board.shows(number);
});

test('*Not mine* goes to the next', async (context) => {
  await using world = await createDeskWorld();
  await using demo = await open(context, world);
  const taras = demo.phoneOf('Тарас Мельник');
  const [iryna, andrii] = [demo.phoneOf('Ірина Бондар'), demo.phoneOf('Андрій Лисенко')];
  await iryna.signsIn();
  await iryna.goesOnShift();
  await taras.signsIn();
  await taras.writes('Не вмикається монітор.');
  await taras.seesButton('Компʼютер не працює');
  await taras.presses('Компʼютер не працює');
  await taras.presses('Надіслати');
  const number = world.tracker.numberOf(1);
  await iryna.sees(`Нова заявка ${number}`);
  await andrii.signsIn();
  await andrii.goesOnShift();
  await iryna.presses('Не моє');
  await iryna.sees(`${number} передано іншому спеціалісту.`);
  await andrii.sees('Колега не може її взяти.');
  await taras.sees('Спеціаліст — Андрій Лисенко');
});

test('nobody on shift, then somebody comes', async (context) => {
  await using world = await createDeskWorld();
  await using demo = await open(context, world);
  const [olena, iryna] = [demo.phoneOf('Олена Коваль'), demo.phoneOf('Ірина Бондар')];
  await iryna.signsIn();
  await olena.signsIn();
  await olena.writes('Не працює принтер.');
  await olena.seesButton('Принтер не друкує');
  await olena.presses('Принтер не друкує');
  await olena.presses('Надіслати');
  const number = world.tracker.numberOf(1);
  await olena.sees(new RegExp(`Заявку ${number} створено.*Зараз на зміні нікого немає`, 's'));
  await iryna.goesOnShift();
  await iryna.sees(`Нова заявка ${number}`);
  await olena.sees('Спеціаліст — Ірина Бондар');
});

test('a busy morning: two employees, two specialists, each with a ticket of their own', async (context) => {
  await using world = await createDeskWorld();
  await using demo = await open(context, world);
  const [olena, taras] = [demo.phoneOf('Олена Коваль'), demo.phoneOf('Тарас Мельник')];
  const [iryna, andrii] = [demo.phoneOf('Ірина Бондар'), demo.phoneOf('Андрій Лисенко')];
  const [first, second] = [world.tracker.numberOf(1), world.tracker.numberOf(2)];
  world.clock.passUntil('Tue 10:15');
  await iryna.signsIn();
  await iryna.goesOnShift();
  await olena.signsIn();
  const picture = { name: 'роутер.jpg', mimeType: 'image/jpeg', buffer: await takePicture(await launched(context)) };
  await olena.attaches('Фото або відео', [picture], 'Після обіду зник Wi-Fi на третьому поверсі.');
  await olena.seesButton('Проблеми з інтернетом');
  await olena.presses('Проблеми з інтернетом');
  await olena.sees('Перевірте, будь ласка');
  await olena.presses('Надіслати');
  await olena.sees(createdFor(first, 'Ірина Бондар'));

  await andrii.signsIn();
  await andrii.goesOnShift();
  await taras.signsIn();
  await taras.picks('Налаштування');
  await taras.presses('English');
  await taras.sees('From now on we write in English.');
  await taras.writes('The printer in accounting chews paper.');
  await taras.seesButton('Printer does not print');
  await taras.presses('Printer does not print');
  await taras.sees('Please check');
  await taras.presses('Send');
  await taras.sees(new RegExp(`${second} is created.*Андрій Лисенко`, 's'));
  await andrii.sees(`Нова заявка ${second}`);
  await andrii.presses('Узяти в роботу');
  await demo.board.shows(second, 'in-progress');
  await taras.sees(`${second}: in progress`);
  await demo.board.shows(first, 'new');
  await photographPage(demo.page, 'busy-morning');
});

test('the page speaks both languages, the board with it, and remembers', async (context) => {
  await using world = await createDeskWorld();
  await using demo = await open(context, world);
  await demo.page.getByRole('button', { name: 'English' }).click();
  await demo.page.getByRole('button', { name: 'Add a phone' }).waitFor();
  await demo.board.frame.getByText('No requests yet').waitFor();
  await demo.page.reload();
  await demo.page.getByRole('button', { name: 'Українська' }).click();
  await demo.board.frame.getByText('Заявок поки немає').waitFor();
  expect(await demo.page.locator('.phone').count()).toBe(4);
});
