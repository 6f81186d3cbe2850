import { describe, expect, it } from 'vitest';
import { parseHtml } from './parse-html.ts';

describe('HTML', () => {
  it.each([
    ['<b>а</b><i>б</i>', 'аб', ['bold 0+1', 'italic 1+1']],
    ['<b>а <i>б</i></b>', 'а б', ['italic 2+1', 'bold 0+3']],
    ['&lt;b&gt; &amp; &quot;x&quot; &#1111; &copy;', '<b> & "x" ї &copy;', []],
    ['<a href="https://example.org/?a=1&amp;b=2">тут</a>', 'тут', ['text_link 0+3 https://example.org/?a=1&b=2']],
    ['<a>тут</a>', 'тут', []],
    ['<pre><code class="language-ts">let a</code></pre>', 'let a', ['pre 0+5 ts']],
    ['<code>a</code>', 'a', ['code 0+1']],
    ['<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', 'ab', ['spoiler 0+1', 'spoiler 1+1']],
    ['<blockquote expandable>a</blockquote>', 'a', ['expandable_blockquote 0+1']],
    ['<B>a</b>', 'a', ['bold 0+1']],
    ['<b></b>a', 'a', []],
  ])('%s', (source, text, entities) => {
    const outcome = parseHtml(source);
    if (outcome.kind === 'wrong') throw new Error(outcome.reason);
    expect(outcome.text).toBe(text);
    expect(
      outcome.entities.map(({ type, offset, length, url, language }) =>
        [type, `${offset}+${length}`, url ?? language].filter((part) => part !== undefined).join(' '),
      ),
    ).toEqual(entities);
  });

  it.each([
    ['<b>a', `Can't find end tag corresponding to start tag "b"`],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['ї<h1>a</h1>', 'Unsupported start tag "h1" at byte offset 2'],
    ['1 < 2', 'Unclosed start tag at byte offset 2'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('%s is refused', (source, reason) => {
    expect(parseHtml(source)).toEqual({ kind: 'wrong', reason: `can't parse entities: ${reason}` });
  });
});
