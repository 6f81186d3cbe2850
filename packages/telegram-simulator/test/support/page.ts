import type { Page } from 'playwright-core';

export const PATIENCE = { timeout: 8000 };

/** An address without what a reader takes for granted. */
export function plainly(address: string): string {
  return decodeURI(address)
    .replace(/^(?:https?:\/\/|mailto:|tel:)/, '')
    .replace('/?', '?')
    .replace(/\/$/, '');
}

const acting =
  '.words :is(script, img, svg, iframe, object, embed, form, input, style, link, meta, base, video, audio, details)';

/** What stands in the bubbles of a chat, how much of it could do something, and where it leads. */
export async function readWords(page: Page) {
  const words = page.locator('.words');
  return {
    texts: await words.evaluateAll((nodes) => nodes.map((node) => node.textContent)),
    acting: await page.locator(acting).count(),
    links: await words
      .locator('a')
      .evaluateAll((nodes) =>
        nodes.map((node) => ({ address: node.getAttribute('href') ?? '', words: node.textContent ?? '' })),
      ),
  };
}
