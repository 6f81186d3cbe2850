import { chromiumOrSkip, injections } from '@desk/testing/vitest';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, describe, expect, type TestContext, test } from 'vitest';
import { card, fileOne, onePixel } from './board-pieces.ts';
import { startSite, type TestSite } from './start-site.ts';

let browser: Browser | undefined;
/** One page for all tests: each test's site has a port, so an origin and a storage, of its own. */
let page: Page | undefined;
const complaints: string[] = [];

async function pageOrSkip(context: TestContext): Promise<Page> {
  const { executablePath, args } = await chromiumOrSkip(context);
  if (page) return page;
  browser = await chromium.launch({ executablePath, args: [...args] });
  page = await browser.newPage({ viewport: { width: 1400, height: 800 }, locale: 'en-GB' });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return page;
}
afterAll(() => browser?.close());

interface OpenedBoard extends AsyncDisposable {
  readonly site: TestSite;
  readonly page: Page;
  /** What the page complained of. */
  readonly complaints: readonly string[];
}

async function openBoard(context: TestContext, path: string, prepare?: (site: TestSite) => void): Promise<OpenedBoard> {
  const opened = await pageOrSkip(context);
  const site = await startSite('cloud', { now: Date.now });
  prepare?.(site);
  await opened.goto(`${site.sim.baseUrl}${path}`);
  await opened.waitForSelector('html[data-ready]');
  complaints.length = 0;
  return {
    site,
    page: opened,
    complaints,
    async [Symbol.asyncDispose]() {
      await opened.goto('about:blank');
      await site.sim.close();
    },
  };
}

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

  test('three hundred injections are shown as they were written, and do nothing they say', async (context) => {
    const kinds = Object.values(injections);
    await using board = await openBoard(context, '/?lang=en#SD-1', (site) => {
      fileOne(site);
      for (const texts of kinds) site.sim.agent('iryna').comment('SD-1', texts.join('\n'));
      site.sim.agent('iryna').comment('SD-1', 'The last one.');
    });
    const { page } = board;
    await page.getByText('The last one.').waitFor();
    const shown = await page.locator('.comment').evaluateAll((nodes) => nodes.map((node) => node.textContent).join());
    const lines = kinds.flat().flatMap((text) => text.split(/\r?\n/));
    expect(lines.filter((line) => !shown.includes(line))).toEqual([]);
    const acting = ':is(script, img, iframe, object, embed, form, style, link, meta, base, video, audio, details)';
    expect(await page.locator(`.comment ${acting}`).count()).toBe(0);
    expect(board.complaints).toEqual([]);
  });

  test('a comment is changed, hidden, shown and deleted where it stands', async (context) => {
    await using board = await openBoard(context, '/?lang=en#SD-1', (site) => {
      fileOne(site);
      site.sim.agent('iryna').comment('SD-1', 'Frist');
      site.sim.agent('taras').comment('SD-1', 'Second');
    });
    const { page, site } = board;
    const comments = () => site.sim.issue('SD-1')?.comments.map(({ body, public: isPublic }) => [body, isPublic]);
    const first = page.locator('.comment', { hasText: 'Frist' });
    await first.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('New text of the comment').fill('First');
    // What another person does meanwhile redraws the list, and the half-changed text stays.
    site.sim.agent('taras').comment('SD-1', 'Third');
    await page.getByText('Third', { exact: true }).waitFor();
    await page.getByLabel('New text of the comment').press('Control+Enter');
    const changed = page.locator('.comment', { hasText: 'First' });
    await changed.getByRole('button', { name: 'Hide from customer' }).click();
    await changed.locator('.mark-internal').waitFor();
    expect(comments()).toEqual([
      ['First', false],
      ['Second', true],
      ['Third', true],
    ]);
    await changed.getByRole('button', { name: 'Show to customer' }).click();
    await changed.locator('.mark-public').waitFor();
    const second = page.locator('.comment', { hasText: 'Second' });
    await second.getByRole('button', { name: 'Delete' }).click();
    await second.getByRole('button', { name: 'Keep it' }).click();
    await second.getByRole('button', { name: 'Delete' }).click();
    expect(comments()).toHaveLength(3);
    await second.getByRole('button', { name: 'Delete' }).click();
    await second.waitFor({ state: 'detached' });
    expect(comments()).toEqual([
      ['First', true],
      ['Third', true],
    ]);
    expect(board.complaints).toEqual([]);
  });

  test('files go with a reply, and are shown in it', async (context) => {
    await using board = await openBoard(context, '/?lang=en#SD-1', fileOne);
    const { page, site } = board;
    await page.locator('input[type="file"]').setInputFiles([
      { name: 'photo.gif', mimeType: 'image/gif', buffer: onePixel },
      { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('oops') },
      { name: 'switch.log', mimeType: 'text/plain', buffer: Buffer.from('port 14 is down') },
    ]);
    await page.getByRole('button', { name: 'Remove file: wrong.txt' }).click();
    await page.fill('.composer textarea', 'See both');
    await page.getByRole('button', { name: 'Send' }).click();
    const comment = page.locator('.comment');
    await comment.getByText('switch.log').waitFor();
    expect(await comment.locator('.prose').textContent()).toBe('See both');
    expect(await comment.locator('.file').count()).toBe(2);
    expect(await page.locator('.composer .chip').count()).toBe(0);
    expect(site.sim.issue('SD-1')).toMatchObject({
      attachments: [
        { filename: 'photo.gif', mimeType: 'image/gif', size: onePixel.length, public: true },
        { filename: 'switch.log', public: true },
      ],
    });
    expect(board.complaints).toEqual([]);
  });

  test('a customer raises a request at the portal, and it opens', async (context) => {
    await using board = await openBoard(context, '/?lang=en');
    const { page, site } = board;
    await page.getByRole('button', { name: 'New request' }).click();
    await page.selectOption('select[aria-label="Request type"]', 'Purchase');
    expect(await page.locator('select[aria-label="Priority"]').count()).toBe(0);
    await page.selectOption('select[aria-label="Request type"]', 'Internet problems');
    await page.getByLabel('Summary').fill('No sound');
    await page.getByLabel('Description').fill('Since lunch');
    await page.selectOption('select[aria-label="Priority"]', 'High');
    await page.getByRole('button', { name: 'Raise request' }).click();
    await page.getByRole('heading', { name: 'No sound' }).waitFor();
    await page.waitForSelector(card('New', 'SD-1'));
    expect(site.sim.issue('SD-1')).toMatchObject({
      reporter: { id: 'olena' },
      description: 'Since lunch',
      priority: 'High',
      requestTypeName: 'Internet problems',
    });
    expect(board.complaints).toEqual([]);
  });

  test('participants are added and taken away', async (context) => {
    await using board = await openBoard(context, '/?lang=en#SD-1', fileOne);
    const { page, site } = board;
    await page.selectOption('select[aria-label="Add a participant"]', 'taras');
    await page.getByRole('button', { name: 'Remove participant: Taras Hnatiuk' }).waitFor();
    expect(site.sim.issue('SD-1')?.participants).toMatchObject([{ id: 'taras' }]);
    await page.getByRole('button', { name: 'Remove participant: Taras Hnatiuk' }).click();
    await page.locator('.participants .chip').waitFor({ state: 'detached' });
    expect(site.sim.issue('SD-1')?.participants).toEqual([]);
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
