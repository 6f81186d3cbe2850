import { existsSync } from 'node:fs';
import { injections } from '@desk/testing/vitest';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chromiumPath } from './config.ts';
import { newWorkPackage, startSite } from './start-site.ts';

const switches = 'no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-sync';

vi.setConfig({ testTimeout: 20_000, hookTimeout: 30_000 });

let browser: Browser | undefined;
let page: Page | undefined;
const complaints: string[] = [];

beforeAll(async () => {
  if (!existsSync(chromiumPath)) return;
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: switches.split(' ').map((name) => `--${name}`),
  });
  page = await browser.newPage({ viewport: { width: 1400, height: 800 }, locale: 'en-GB' });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(() => browser?.close());

test('the board shows what the API writes, as it is written, and acts in the name of whoever was chosen', async (context) => {
  if (!page) return context.skip(`no Chromium at ${chromiumPath}`);
  await using site = await startSite();
  await page.goto(`${site.simulator.baseUrl}/?lang=en`);
  await page.waitForSelector('html[data-ready]');
  await site.call('POST', '/api/v3/projects/1/work_packages', newWorkPackage);
  await page.getByRole('button', { name: 'No Wi-Fi' }).click();
  const ticket = page.getByRole('dialog', { name: '#1 No Wi-Fi' });
  await ticket.getByText('Since lunch.').waitFor();
  await ticket.getByText('desk-1').waitFor();

  await ticket.getByLabel('You are').selectOption('Iryna');
  await ticket.getByLabel('Comment').fill('Is the router on?');
  await ticket.getByLabel('Internal').check();
  await ticket.getByRole('button', { name: 'Add' }).click();
  await ticket.getByText('Is the router on?').waitFor();
  expect(site.simulator.workPackage('1')?.comments).toMatchObject([{ internal: true, author: { name: 'Iryna' } }]);

  await ticket.getByRole('combobox').first().selectOption('In progress');
  await site.simulator.waitFor(([workPackage]) => workPackage?.status === 'In progress');
  await ticket.getByRole('combobox').first().selectOption('New');
  await ticket.getByRole('alert').waitFor();
  expect(site.simulator.workPackage('1')?.status).toBe('In progress');
  await page.keyboard.press('Escape');
  await page.locator('.column', { hasText: 'In progress · 1' }).waitFor();
  expect(complaints).toEqual([]);
});

test('three hundred injections do nothing they say, however raw they arrive', async (context) => {
  if (!page) return context.skip(`no Chromium at ${chromiumPath}`);
  await using site = await startSite();
  const raw = Object.values(injections).flat().join('\n');
  await site.call('POST', '/api/v3/projects/1/work_packages', { ...newWorkPackage, description: { raw } });
  await page.goto(`${site.simulator.baseUrl}/work_packages/1`);
  const ticket = page.getByRole('dialog', { name: '#1 No Wi-Fi' });
  await ticket.getByText('desk-1').waitFor();
  await ticket.getByText('@everyone').waitFor();
  const acting = ':is(script, img, iframe, object, embed, style, link, meta, base, video, audio, details)';
  expect(await ticket.locator(acting).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('the address that OpenProject hands out opens the ticket', async (context) => {
  if (!page) return context.skip(`no Chromium at ${chromiumPath}`);
  await using site = await startSite();
  await site.call('POST', '/api/v3/projects/1/work_packages', newWorkPackage);
  await page.goto(`${site.simulator.baseUrl}/work_packages/1`);
  await page.getByRole('dialog', { name: '#1 No Wi-Fi' }).waitFor();
});
