import { chromiumOrSkip } from '@desk/testing/vitest';
import type { Browser } from 'playwright-core';
import { afterAll, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { createdFor, fileOnPage } from './world/file-on-page.ts';
import { launchBrowser, openDemoPage } from './world/open-demo-page.ts';
import { photographPage, takePicture } from './world/photograph-page.ts';

/** A consultation on the page that a newcomer sees: two phones that talk, and the ticket that keeps it. */
let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
});

const ask = 'Звʼязатися зі спеціалістом онлайн';

test('asked for with one button, talked through with a picture and a quote, ended, rated, and kept on the board', async (context) => {
  const chromium = await chromiumOrSkip(context);
  browser ??= launchBrowser(chromium);
  await using world = await createDeskWorld();
  await using demo = await openDemoPage(world, await browser);
  const taras = demo.phoneOf('Тарас Мельник');
  const { olena, iryna, number } = await fileOnPage(world, demo);
  await olena.presses(ask);
  await iryna.sees(/Запит на онлайн-консультацію.*Олена Коваль/s);
  await photographPage(demo.page, 'consultation-offered');
  await iryna.presses('Прийняти');
  await iryna.sees('На звʼязку Олена Коваль');
  await olena.sees('На звʼязку Ірина Бондар');

  await taras.signsIn();
  await taras.writes('Принтер у бухгалтерії жує папір.');
  await taras.seesButton('Принтер не друкує');
  await taras.presses('Принтер не друкує');
  await taras.presses('Надіслати');
  await taras.sees(createdFor(world.tracker.numberOf(2), 'Ірина Бондар'));
  await taras.presses(ask);
  await taras.sees('Ваше місце в черзі: 1.');

  const picture = { name: 'роутер.jpg', mimeType: 'image/jpeg', buffer: await takePicture(await browser) };
  await olena.attaches('Фото або відео', [picture], 'Горить червоний індикатор.');
  await iryna.repliesTo('Горить червоний індикатор.', 'Це точка доступу. Вимкніть її, будь ласка, на десять секунд.');
  await olena.sees('Вимкніть її, будь ласка, на десять секунд.');
  await olena.writes('Увімкнула. Світиться зелений, Wi-Fi є!');
  await iryna.sees('Світиться зелений');
  await demo.board.opens(number);
  await demo.board.showsComment('Світиться зелений');
  await photographPage(demo.page, 'consultation');

  await olena.presses('Завершити розмову');
  await olena.sees(`Розмову завершено, вона збережеться в заявці ${number}.`);
  await olena.presses('5');
  await olena.sees('Дякуємо за оцінку: 5 з 5.');
  await iryna.sees(/Запит на онлайн-консультацію.*Тарас Мельник/s);
  await demo.board.opens(number);
  await demo.board.showsComment('Оцінка: 5 з 5.');
  await photographPage(demo.page, 'consultation-rated');
});
