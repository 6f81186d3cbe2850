import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, type TestContext, test, vi } from 'vitest';
import { chromiumPath } from './config.ts';
import { startSite, type TestSite } from './start-site.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

vi.setConfig({ testTimeout: 20_000, hookTimeout: 30_000 });

let browser: Browser | undefined;
beforeAll(async () => {
  if (existsSync(chromiumPath)) browser = await chromium.launch({ executablePath: chromiumPath, args: flags });
});
afterAll(() => browser?.close());

interface OpenedBoard extends AsyncDisposable {
  readonly site: TestSite;
  readonly page: Page;
  /** What the page complained of. */
  readonly complaints: readonly string[];
}

async function openBoard(context: TestContext, path: string, prepare?: (site: TestSite) => void): Promise<OpenedBoard> {
  if (!browser) return context.skip(`no Chromium at ${chromiumPath}`);
  const site = await startSite('cloud', { now: Date.now });
  prepare?.(site);
  const page = await browser.newPage({ viewport: { width: 1400, height: 800 }, locale: 'en-GB' });
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`${site.sim.baseUrl}${path}`);
  await page.waitForSelector('html[data-ready]');
  return {
    site,
    page,
    complaints,
    async [Symbol.asyncDispose]() {
      await page.close();
      await site.sim.close();
    },
  };
}

function fileOne({ sim }: TestSite): void {
  const iryna = sim.agent('iryna');
  iryna.createIssue({ summary: 'Wi-Fi is gone', description: 'Third floor', reporterId: 'olena', priority: 'High' });
}

const card = (status: string, key: string) => `[data-status="${status}"] [data-key="${key}"]`;

describe('the board in a browser', () => {
  test('an empty board says so, and a new request appears by itself', async (context) => {
    await using board = await openBoard(context, '/?lang=en');
    const { page, site } = board;
    await page.getByText('No requests yet').waitFor();
    const key = await site.file();
    await page.waitForSelector(card('New', key));
    const text = await page.textContent(card('New', key));
    expect(text).toContain('Wi-Fi is gone');
    expect(text).toContain('Medium');
    expect(board.complaints).toEqual([]);
  });

  test('a person acts as a chosen agent: status, assignee, priority, a reply and a note', async (context) => {
    await using board = await openBoard(context, '/?lang=en', fileOne);
    const { page, site } = board;
    await page.selectOption('.top select', 'taras');
    await page.click(card('New', 'SD-1'));
    await page.getByRole('heading', { name: 'Wi-Fi is gone' }).waitFor();
    await page.selectOption('select[aria-label="Status"]', 'In Progress');
    await page.waitForSelector(card('In Progress', 'SD-1'));
    await page.selectOption('select[aria-label="Assignee"]', 'iryna');
    await page.selectOption('select[aria-label="Priority"]', 'Highest');
    await page.fill('textarea', 'We are on it');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Customer can see this').waitFor();
    await page.getByRole('button', { name: 'Internal note' }).click();
    await page.fill('textarea', 'Switch in room 3.14');
    await page.keyboard.press('Control+Enter');
    await page.locator('.mark-internal').waitFor();
    await site.sim.waitFor(([issue]) => issue?.comments.length === 2 && issue.priority === 'Highest', 15_000);
    expect(site.sim.issue('SD-1')).toMatchObject({
      status: 'In Progress',
      assignee: { id: 'iryna' },
      comments: [
        { body: 'We are on it', public: true, author: { id: 'taras' } },
        { body: 'Switch in room 3.14', public: false, author: { id: 'taras' } },
      ],
    });
    await page.getByRole('button', { name: 'History' }).click();
    await page.locator('.change').first().waitFor();
    expect(await page.locator('.change').allInnerTexts()).toHaveLength(3);
    expect(board.complaints).toEqual([]);
  });

  test('a half-written reply survives what others do to the issue', async (context) => {
    await using board = await openBoard(context, '/?lang=en#SD-1', fileOne);
    const { page, site } = board;
    await page.fill('textarea', 'half-written');
    site.sim.agent('taras').comment('SD-1', 'Meanwhile');
    await page.getByText('Meanwhile').waitFor();
    expect(await page.inputValue('textarea')).toBe('half-written');
  });

  test('files are shown and downloaded', async (context) => {
    await using board = await openBoard(context, '/?lang=en#SD-1', (site) => {
      fileOne(site);
      site.sim.agent('olena').attach('SD-1', { filename: 'photo.gif', mimeType: 'image/gif', content: onePixel });
      site.sim.agent('iryna').attach('SD-1', { filename: 'switch.log', content: 'port 14 is down', public: false });
    });
    const { page } = board;
    const picture = page.locator('.file-picture img');
    const width = () => picture.evaluate((image) => Reflect.get(image, 'naturalWidth'));
    await expect.poll(width, { timeout: 10_000 }).toBe(1);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('switch.log').click()]);
    expect(download.suggestedFilename()).toBe('switch.log');
    expect(board.complaints).toEqual([]);
  });

  test('text from outside is text, never markup', async (context) => {
    await using board = await openBoard(context, '/?lang=en#SD-1', ({ sim }) => {
      const markup = '<img src=x onerror="document.title=1">';
      sim.agent('iryna').createIssue({ summary: markup, description: markup, labels: ['<b>'] });
      sim.agent('iryna').comment('SD-1', markup);
    });
    const { page } = board;
    await page.locator('.comment').waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.locator('.panel-summary').textContent()).toContain('<img');
    expect(board.complaints).toEqual([]);
  });

  test('language and theme are switched and kept', async (context) => {
    await using board = await openBoard(context, '/', fileOne);
    const { page } = board;
    await page.getByText('Request board').waitFor();
    await page.click('[aria-label="Language"]');
    await page.getByText('Дошка заявок').waitFor();
    await page.click('[aria-label="Темна тема"]');
    await page.reload();
    await page.waitForSelector('html[data-ready][data-theme="dark"][lang="uk"]');
    expect(await page.textContent('[data-status="Waiting for customer"] h2')).toContain('Очікує заявника');
  });

  test('embedded it has no header, and the panel names who acts', async (context) => {
    await using board = await openBoard(context, '/?embed=1&lang=uk#SD-1', fileOne);
    const { page } = board;
    await page.getByRole('heading', { name: 'Wi-Fi is gone' }).waitFor();
    expect(await page.locator('.top').count()).toBe(0);
    expect(await page.locator('.panel-head select').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('.panel').count()).toBe(0);
  });

  test('the search leaves what matches', async (context) => {
    await using board = await openBoard(context, '/?lang=en', (site) => {
      fileOne(site);
      site.sim.agent('iryna').createIssue({ summary: 'Printer jams' });
    });
    const { page } = board;
    await page.fill('input[type="search"]', 'printer');
    expect(await page.locator('.card').allInnerTexts()).toEqual([expect.stringContaining('Printer jams')]);
    await page.fill('input[type="search"]', 'nothing like it');
    await page.getByText('Nothing matches this search.').waitFor();
  });

  test('an outage is shown, and ends', async (context) => {
    await using board = await openBoard(context, '/?lang=en', fileOne);
    const { page, site } = board;
    site.sim.down('503');
    await page.getByText('a simulated outage').waitFor();
    await site.sim.up();
    await page.getByText('a simulated outage').waitFor({ state: 'detached' });
  });

  test('a board that lost its connection says so and catches up', async (context) => {
    await using board = await openBoard(context, '/?lang=en', fileOne);
    const { page, site } = board;
    site.sim.down();
    await page.getByText('The connection to the board is lost').waitFor();
    site.sim.agent('iryna').transition('SD-1', 'Resolved');
    await site.sim.up();
    await page.waitForSelector(card('Resolved', 'SD-1'));
    await page.getByText('The connection to the board is lost').waitFor({ state: 'detached' });
  });
});

const onePixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
