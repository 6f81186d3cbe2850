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
  const { olena, iryna } = await fileOnPage(world, demo);
  await iryna.sees('Нова заявка SD-1');
  await iryna.presses('Узяти в роботу');

  const { board } = demo;
  const openCard = () => board.locator('[data-status="In Progress"] [data-key="SD-1"]').click();
  await openCard();
  await board.locator('.composer textarea').fill('Перевірте, будь ласка, чи горить червоний індикатор.');
  await board.getByRole('button', { name: 'Надіслати' }).click();
  await olena.sees(/Ірина Бондар.*Перевірте, будь ласка, чи горить червоний індикатор[.]/s);
  await board.getByRole('button', { name: 'Внутрішня нотатка' }).click();
  await board.locator('.composer textarea').fill('Таємниця-22: точка доступу стара.');
  await board.getByRole('button', { name: 'Додати нотатку' }).click();
  await board.locator('.comment', { hasText: 'Таємниця-22' }).waitFor();

  await olena.repliesTo('чи горить червоний індикатор', 'Так, горить.');
  await board.locator('.comment', { hasText: 'Так, горить.' }).waitFor();
  await iryna.sees('Так, горить.');
  await olena.sees('Додано до SD-1');
  await photographPage(demo.page, 'ticket-life-answered');

  await openCard();
  await board.locator('select[aria-label="Статус"]').selectOption('Resolved');
  await olena.sees('SD-1 вирішено. Усе працює?');
  await photographPage(demo.page, 'ticket-life-resolved');
  await olena.presses('Так, працює');
  await board.locator('[data-status="Closed"] [data-key="SD-1"]').waitFor();
  await olena.sees(/SD-1.*закри/s);
});
