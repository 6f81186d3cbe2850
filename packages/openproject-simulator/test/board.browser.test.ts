import { chromiumOrSkip, injections } from '@desk/testing/vitest';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { newWorkPackage, startSite } from './start-site.ts';

let browser: Browser | undefined;
/** One page for all tests: each test's site has a port, so an origin and a storage, of its own. */
let opened: Page | undefined;
const complaints: string[] = [];

async function pageOrSkip(context: TestContext): Promise<Page> {
  const { executablePath, args } = await chromiumOrSkip(context);
  if (opened) return opened;
  browser = await chromium.launch({ executablePath, args: [...args] });
  opened = await browser.newPage({ viewport: { width: 1400, height: 800 }, locale: 'en-GB' });
  opened.setDefaultTimeout(15_000);
  opened.on('pageerror', (error) => complaints.push(error.message));
  return opened;
}
afterAll(() => browser?.close());

test('the board shows what the API writes, as it is written, and acts in the name of whoever was chosen', async (context) => {
  const page = await pageOrSkip(context);
  await using site = await startSite();
  await page.goto(`${site.simulator.baseUrl}/?lang=en`);
  await page.waitForSelector('html[data-ready]');
  await site.call('POST', '/api/v3/projects/1/work_packages', newWorkPackage);
  await page.locator('[data-status="New"] [data-key="1"]').click();
  const ticket = page.getByRole('complementary', { name: '1', exact: true });
  await ticket.getByText('Since lunch.').waitFor();
  await ticket.getByText('desk-1').waitFor();

  await page.getByLabel('Acting as').first().selectOption('Iryna');
  await ticket.getByRole('button', { name: 'Internal note' }).click();
  await ticket
    .locator('input[type="file"]')
    .setInputFiles([{ name: 'router.txt', mimeType: 'text/plain', buffer: Buffer.from('off') }]);
  await ticket.locator('textarea').fill('Is the *router* on?');
  await ticket.getByRole('button', { name: 'Add note' }).click();
  await ticket.locator('.comment', { hasText: 'Is the *router* on?' }).getByText('router.txt').waitFor();
  expect(site.simulator.workPackage('1')?.comments).toMatchObject([
    { internal: true, author: { name: 'Iryna' }, files: [{ fileName: 'router.txt', contentType: 'text/plain' }] },
  ]);
  // What OpenProject does not offer is not there; what it does is.
  expect(await ticket.getByRole('button', { name: 'Show to customer' }).count()).toBe(0);
  await ticket.getByRole('button', { name: 'Empty' }).click();
  await ticket.getByRole('button', { name: 'Empty' }).click();
  await ticket.getByText('No comments yet.').waitFor();

  await ticket.getByLabel('Status', { exact: true }).selectOption('In progress');
  await page.locator('[data-status="In progress"] [data-key="1"]').waitFor();
  const statuses = ticket.getByLabel('Status', { exact: true }).locator('option');
  await statuses.filter({ hasText: /^New$/ }).waitFor({ state: 'detached' });
  await ticket.getByLabel('Assignee').selectOption('Iryna');
  await ticket.getByLabel('Priority').selectOption('Immediate');
  await site.simulator.waitFor(([workPackage]) => workPackage?.priority === 'Immediate');
  expect(site.simulator.workPackage('1')).toMatchObject({ status: 'In progress', assignee: { name: 'Iryna' } });
  await ticket.getByRole('button', { name: 'History' }).click();
  await ticket.locator('.change', { hasText: 'Priority' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a ticket is born on the board, and whoever has it is who answers', async (context) => {
  const page = await pageOrSkip(context);
  await using site = await startSite();
  await page.goto(`${site.simulator.baseUrl}/?lang=en&embed=1`);
  await page.waitForSelector('html[data-ready]');
  await page.getByRole('button', { name: 'New request' }).click();
  await page.getByLabel('Summary').fill('No sound');
  await page.getByRole('button', { name: 'Raise request' }).click();
  await page.getByRole('heading', { name: 'No sound' }).waitFor();
  expect(site.simulator.workPackage('1')).toMatchObject({ type: 'Request', priority: 'Normal' });
  site.simulator.agent('5').create({ subject: 'No light' });
  site.simulator.agent('5').assign('2', '7');
  await page.locator('[data-key="2"]').click();
  await page.locator('.panel-key', { hasText: '2' }).waitFor();
  await page.locator('.composer textarea').fill('On my way');
  await page.getByRole('button', { name: 'Send' }).click();
  const [, second] = await site.simulator.waitFor(([, other]) => other?.comments.length === 1, 15_000);
  expect(second?.comments).toMatchObject([{ internal: false, author: { name: 'Taras' } }]);
});

test('three hundred injections do nothing they say, however raw they arrive', async (context) => {
  const page = await pageOrSkip(context);
  await using site = await startSite();
  const raw = Object.values(injections).flat().join('\n');
  await site.call('POST', '/api/v3/projects/1/work_packages', { ...newWorkPackage, description: { raw } });
  await page.goto(`${site.simulator.baseUrl}/work_packages/1`);
  const ticket = page.locator('.panel');
  await ticket.getByText('desk-1').waitFor();
  await ticket.getByText('@everyone').waitFor();
  const acting = ':is(script, img, iframe, object, embed, style, link, meta, base, video, audio, details)';
  expect(await ticket.locator('.panel-body').locator(acting).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('the address that OpenProject hands out opens the ticket', async (context) => {
  const page = await pageOrSkip(context);
  await using site = await startSite();
  await site.call('POST', '/api/v3/projects/1/work_packages', newWorkPackage);
  await page.goto(`${site.simulator.baseUrl}/work_packages/1`);
  await page.getByRole('heading', { name: 'No Wi-Fi' }).waitFor();
});
