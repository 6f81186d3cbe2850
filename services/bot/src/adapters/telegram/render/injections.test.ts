import { disarmText } from '@desk/domain';
import { injections } from '@desk/testing/vitest';
import { describe, expect, it, test } from 'vitest';
import type { Screen } from '../../../ports/screen.ts';
import { press } from '../../../use-cases/show-screen.ts';
import { renderKeyboard } from './render-keyboard.ts';
import { renderReportFile } from './render-report.ts';
import { createRenderer } from './render-screen.ts';
import type { RichText } from './rich-text.ts';
import { examples, now, report } from './screen-examples.table.ts';

const renderer = createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes: 30 });
const languages = ['uk', 'en'] as const;
/** Each of the three hundred is seen in every so manieth screen, and each screen with every so manieth of them. */
const stride = 7;

/** Where words of people, of files and of the catalogue stand in a screen. */
const wordsOfPeople: ReadonlySet<string> = new Set([
  ...['text', 'preview', 'priorityReason', 'summary', 'description', 'words', 'comment', 'files', 'uk', 'en'],
  ...['name', 'requesterName', 'authorName', 'displayName', 'assigneeName', 'specialistName', 'contact'],
]);

/** The screen with these words wherever somebody's stand. */
function saying(words: string, value: unknown, key = ''): unknown {
  if (typeof value === 'string') return wordsOfPeople.has(key) && value !== '' ? words : value;
  if (Array.isArray(value)) return value.map((item) => saying(words, item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, saying(words, part, name)]));
}

/** As long as the words in every character, and harmless: what is done to it for its length is done to them. */
function harmless(words: string): string {
  return words.replaceAll(/[\s\S]/gu, (character) => (character.length === 1 ? 'Ω' : '𝛀'));
}

/** What is to be read where the harmless words stand. */
function instead(rendered: string, words: string): string {
  return rendered.replaceAll(/[Ω𝛀]+/gu, (part) => disarmText(words.slice(0, part.length)));
}

function styled({ text, entities }: RichText): readonly string[] {
  return entities.map(({ type, offset, length }) => `${type}: ${text.slice(offset, offset + length)}`);
}

const screens = Object.values(examples).filter(
  (screen) => JSON.stringify(saying('Ω', screen)) !== JSON.stringify(screen),
);

function render(words: string, screen: Screen, language: 'uk' | 'en'): RichText {
  // The same screen in everything but its words.
  const said = saying(words, screen) as Screen;
  return renderer.render(said, renderer.rendering(language, now));
}

/**
 * @claim edge Three hundred injections stand in every message as they were written: no markup, no link, no mention, no
 * formula in a report. (ASVS 1.1.2, 1.2.10, 1.3.5)
 */
describe.each(Object.entries(injections))('%s', (_, texts) => {
  it('stands in every screen as it was written, and styles, links and mentions nothing', () => {
    for (const [place, screen] of screens.entries()) {
      for (const [at, words] of texts.entries()) {
        if ((place + at) % stride !== 0) continue;
        const language = languages[at % 2] ?? 'uk';
        const [rendered, expected] = [render(words, screen, language), render(harmless(words), screen, language)];
        expect(rendered.text).toBe(instead(expected.text, words));
        expect(styled(rendered)).toEqual(styled(expected).map((part) => instead(part, words)));
      }
    }
  });

  it('leaves no formula in a report, and every cell as it was', () => {
    const to = renderer.rendering('uk', now);
    for (const words of texts) {
      const byType = [{ title: { uk: words, en: words }, filed: 2, resolved: 1 }];
      const [, row] = cellsOf(new TextDecoder().decode(renderReportFile({ ...report, byType }, to)));
      const [cell = ''] = row ?? [];
      expect(cell).not.toMatch(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/);
      expect(cell.replace(/^'/, '')).toBe(words.replace(/^'/, ''));
    }
  });

  it('stays on its button, in one line, and decides nothing of what it does', () => {
    const to = renderer.rendering('uk', now);
    for (const words of texts) {
      const button = press({ kind: 'set-off-shift', personId: 'p-1' }, { about: words });
      const keyboard = renderKeyboard({ kind: 'buttons', rows: [[button]] }, 'id', to);
      expect(keyboard).toEqual({
        inline_keyboard: [[{ text: expect.not.stringMatching(/[\p{Cc}\u202a-\u202e]/u), callback_data: 'id.0' }]],
      });
    }
  });
});

test('there are three hundred, each once', () => {
  const all = Object.values(injections).flat();
  expect(new Set(all).size).toBe(300);
});

/** RFC 4180, as a spreadsheet reads it. */
function cellsOf(csv: string): readonly (readonly string[])[] {
  const cell = /(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/gy;
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of csv.replace(/^\uFEFF/, '').matchAll(cell)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\n') rows.push([]);
  }
  return rows;
}
