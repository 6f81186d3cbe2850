import { disarmText } from '@desk/domain';
import { createLogger } from '@desk/logging';
import { injections } from '@desk/testing/vitest';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { showWiki } from '../../test/jira/show-wiki.ts';
import { findActingWords, findMentions } from '../../test/openproject/acting-words.ts';
import { showHtml } from '../../test/openproject/show-html.ts';
import { textToAdf } from './jira/adf.ts';
import { flavours } from './jira/flavour.ts';
import { plainText as jiraText } from './jira/plain-text.ts';
import { markdownToText, textToMarkdown } from './openproject/markdown.ts';
import { plainText as openProjectText } from './openproject/plain-text.ts';

/** A blank line parts paragraphs, however many there are; the ends of a text are nobody's words. */
const inParagraphs = (text: string) => text.replaceAll(/\n{2,}/g, '\n\n');
/** A page shows white space at the ends of its lines to nobody. */
const byLine = (text: string) =>
  text
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{2,}/g, '\n\n')
    .trim();

describe.each(Object.entries(injections))('%s', (_, texts) => {
  it('is bare text in Jira Cloud: no node but paragraphs and line breaks, and no mark', () => {
    for (const words of texts) {
      const { content } = textToAdf(jiraText(words));
      for (const block of content) {
        expect(Object.keys(block).toSorted()).toEqual(['content', 'type']);
        for (const node of block.content) {
          expect(node).toEqual(node.type === 'text' ? { type: 'text', text: node.text } : { type: 'hardBreak' });
        }
      }
      const shown = content.map((block) => block.content.map((node) => ('text' in node ? node.text : '\n')).join(''));
      expect(shown.join('\n\n')).toBe(inParagraphs(disarmText(words)));
    }
  });

  it('shows as itself in the wiki markup of Data Center, which finds nothing to do in it', () => {
    for (const words of texts) {
      const written = flavours['data-center'].writeText(jiraText(words));
      expect(showWiki(String(written))).toEqual({ text: disarmText(words), acting: [] });
      expect(flavours['data-center'].readText(written)).toBe(disarmText(words));
    }
  });

  it('shows as itself in the Markdown of OpenProject, which makes no tag, link, value or mention of it', () => {
    for (const words of texts) {
      const written = textToMarkdown(openProjectText(words));
      const page = micromark(written, {
        ...{ allowDangerousHtml: true, allowDangerousProtocol: true },
        ...{ extensions: [gfm()], htmlExtensions: [gfmHtml()] },
      });
      const { text, acting } = showHtml(page);
      expect(acting).toEqual([]);
      expect(findActingWords(text)).toEqual([]);
      expect(findMentions(written)).toEqual([]);
      expect(byLine(text.replaceAll('\u2060', ''))).toBe(byLine(disarmText(words).replaceAll('\u2060', '')));
      expect(markdownToText(written)).toBe(disarmText(words).trim());
    }
  });

  it('is one line of a log, which moves no cursor and reads as it was, or is redacted', () => {
    for (const words of texts) {
      const lines: string[] = [];
      const logger = createLogger({
        service: 'x',
        level: 'info',
        destination: { write: (line) => void lines.push(line) },
      });
      logger.info('Somebody wrote.', { detail: words });
      expect(lines).toHaveLength(1);
      const [line = ''] = lines;
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      const { detail } = JSON.parse(line);
      if (!String(detail).includes('[redacted]')) expect(detail).toBe(words);
    }
  });
});
