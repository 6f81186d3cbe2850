import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** Saves the page in both languages, light and dark, to the folder in DESK_SCREENSHOTS; does nothing without one. */
export async function photographPage(page: Page, name: string): Promise<void> {
  const folder = process.env.DESK_SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  for (const [language, other] of [
    ['uk', 'English'],
    ['en', 'Українська'],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const board = page.frameLocator('#board');
      await board.locator(`html[data-ready][data-theme="${colorScheme}"][lang="${language}"]`).waitFor();
      await page.mouse.move(0, 0);
      await page.evaluate('scrollTo(0, 0)');
      for (const frame of page.frames()) await frame.evaluate(painted);
      await page.screenshot({ path: join(folder, `${name}-${language}-${colorScheme}.png`) });
    }
    await page.getByRole('button', { name: other }).click();
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Frames of another host are painted by themselves, after the page around them. */
const painted = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))';

const router = `
  <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 320" width="480" height="320">
    <rect width="480" height="320" fill="#cfd6dd"/><rect y="214" width="480" height="106" fill="#a98f72"/>
    <g stroke="#22262c" stroke-width="10" stroke-linecap="round"><path d="M120 172V52M240 172V40M360 172V52"/></g>
    <rect x="70" y="166" width="340" height="66" rx="14" fill="#2c323a"/>
    <g fill="#3f8f57"><circle cx="112" cy="200" r="6"/><circle cx="146" cy="200" r="6"/></g>
    <circle cx="180" cy="200" r="9" fill="#e5533d"/><circle cx="180" cy="200" r="17" fill="#e5533d" opacity=".3"/>
  </svg>`;

/** A picture as a phone would take it: a router with a red light. */
export async function takePicture(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 480, height: 320 } });
  try {
    await page.setContent(`<style>body{margin:0}</style>${router}`);
    return await page.screenshot({ type: 'jpeg', quality: 70 });
  } finally {
    await page.close();
  }
}
