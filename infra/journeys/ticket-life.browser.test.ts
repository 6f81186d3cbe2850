import { chromiumOrSkip } from '@desk/testing/vitest';
import type { Browser } from 'playwright-core';
import { afterAll, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileOnPage } from './world/file-on-page.ts';
import { launchBrowser, openDemoPage } from './world/open-demo-page.ts';
import { photographPage } from './world/photograph-page.ts';

/** A ticket's life on the page that a newcomer sees: the board and the phones, each hearing of the other. */
let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
});

test('a comment on the board reaches the phone, the answer reaches the board, and the end is agreed on', async (context) => {
  const chromium = await chromiumOrSkip(context);
  browser ??= launchBrowser(chromium);
  await using world = await createDeskWorld();
  await using demo = await openDemoPage(world, await browser);
  const { olena, iryna, number } = await fileOnPage(world, demo);
  await iryna.sees(`Нова заявка ${number}`);
  await iryna.presses('Узяти в роботу');

  const { board } = demo;
  await board.opens(number, 'in-progress');
  await board.comments('Перевірте, будь ласка, чи горить червоний індикатор.');
  await olena.sees(/Ірина Бондар.*Перевірте, будь ласка, чи горить червоний індикатор[.]/s);
  await board.notes('Таємниця-22: точка доступу стара.');

  await olena.repliesTo('чи горить червоний індикатор', 'Так, горить.');
  await board.showsComment('Так, горить.');
  await iryna.sees('Так, горить.');
  await olena.sees(`Додано до ${number}`);
  await photographPage(demo.page, 'ticket-life-answered');

  await board.opens(number, 'in-progress');
  await board.moves('resolved');
  await olena.sees(`${number} вирішено. Усе працює?`);
  await photographPage(demo.page, 'ticket-life-resolved');
  await olena.presses('Так, працює');
  await board.shows(number, 'closed');
  await olena.sees(new RegExp(`${number}.*закри`, 's'));
});
