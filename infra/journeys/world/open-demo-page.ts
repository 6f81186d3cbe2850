import type { Server } from 'node:http';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { servePage } from '../../demo/page-server.ts';
import { createPhones } from '../../demo/phones.ts';
import type { DeskWorld } from '../desk-world.ts';
import { type BoardOnPage, boardOnPage } from './board-on-page.ts';
import { type PhoneOnPage, phoneOnPage } from './phone-on-page.ts';

export interface DemoPage extends AsyncDisposable {
  readonly page: Page;
  /** The tracker's board below the phones. */
  readonly board: BoardOnPage;
  /** By the name above it. */
  phoneOf(name: string): PhoneOnPage;
  /** From the list of people. */
  addPhone(name: string): Promise<PhoneOnPage>;
}

const actWithinMs = 20_000;

/** The page of the demo over this world, in a browser. Errors of the page fail the test that uses it. */
export async function openDemoPage(
  world: DeskWorld,
  browser: Browser,
  look: BrowserContextOptions = {},
): Promise<DemoPage> {
  const phones = createPhones(world.telegram, world.organisation);
  const { kind, url: boardUrl, words } = world.tracker;
  const server = await servePage({ port: 0, boardUrl, tracker: kind, phones, startedAt: Date.now() });
  const context = await browser.newContext({
    ...{ locale: 'uk-UA', timezoneId: 'Europe/Kyiv', reducedMotion: 'reduce' },
    viewport: { width: 1600, height: 1120 },
    ...look,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(actWithinMs);
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(addressOf(server));
  const phoneOf = (name: string) => phoneOnPage(page, name);
  return {
    page,
    board: boardOnPage(page.frameLocator('#board'), words),
    phoneOf,
    async addPhone(name) {
      await page.locator('#add').click();
      await page.locator('#people').getByRole('button', { name }).click();
      await page.locator('#people').waitFor({ state: 'hidden' });
      return phoneOf(name);
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      await server.close();
      if (errors.length > 0) throw new AggregateError(errors, 'The page met errors.');
    },
  };
}

export function launchBrowser({ executablePath, args }: { executablePath: string; args: readonly string[] }) {
  return chromium.launch({ executablePath, args: [...args] });
}

function addressOf({ server }: { readonly server: Server }): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page has no port.');
  return `http://127.0.0.1:${address.port}/`;
}
