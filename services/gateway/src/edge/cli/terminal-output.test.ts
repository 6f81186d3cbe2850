import { injections } from '@desk/testing/vitest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { terminalOutput } from './terminal-output.ts';

let shown: string[];
beforeEach(() => {
  shown = [];
  const show = (text: unknown) => void shown.push(String(text));
  vi.spyOn(console, 'log').mockImplementation(show);
  vi.spyOn(console, 'error').mockImplementation(show);
});
afterEach(() => {
  process.exitCode = 0;
  vi.restoreAllMocks();
});

/** @claim edge What people wrote moves no cursor and makes no second line in an operator’s terminal. */
test.each(Object.entries(injections))('%s: every line is one line, moves no cursor, and says it all', (_, texts) => {
  for (const text of texts) {
    terminalOutput.line(text);
    terminalOutput.fail(text);
  }
  expect(shown.filter((line) => /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(line))).toEqual([]);
  const read = (line: string) =>
    line.replaceAll(/‹U\+([0-9A-F]{4})›/g, (_mark, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  expect(shown.map(read)).toEqual(texts.flatMap((text) => [text, text]));
});
