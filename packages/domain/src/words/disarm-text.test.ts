import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { disarmLine, disarmText } from './disarm-text.ts';

describe('words beside other words', () => {
  it.each([
    ['Не працює *Wi-Fi* <b>на</b> третьому поверсі 👩‍💻', 'Не працює *Wi-Fi* <b>на</b> третьому поверсі 👩‍💻'],
    ['раз\r\nдва\rтри\n\tчотири', 'раз\nдва\nтри\n\tчотири'],
    ['рахунок \u202Efdp.exe', 'рахунок ‹U+202E›fdp.exe'],
    ['\u2067\u2066א\u2069\u2069', '‹U+2067›‹U+2066›א‹U+2069›‹U+2069›'],
    ['\u200Fשלום\u200E', '\u200Fשלום\u200E'],
    ['\u001b[31mчервоне\u0007\u009b0m\u0000', '[31mчервоне0m'],
  ])('%j is shown as %j', (text, shown) => {
    expect(disarmText(text)).toBe(shown);
  });

  it('once disarmed stay as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(disarmText(disarmText(text))).toBe(disarmText(text));
      }),
      { numRuns: 100, seed: 20_261_122 },
    );
  });
});

test.each([
  ['e-1\nadmin  telegram 1', 'e-1‹U+000A›admin  telegram 1'],
  ['e-1\r\ne-2', 'e-1‹U+000D›‹U+000A›e-2'],
  ['\u001b]0;title\u0007', '‹U+001B›]0;title‹U+0007›'],
  ['one\u2028two\u2029three\u0085four', 'one‹U+2028›two‹U+2029›three‹U+0085›four'],
  ['a\tb\u202Ec', 'a‹U+0009›b‹U+202E›c'],
])('%j in a line is shown as %j', (text, shown) => {
  expect(disarmLine(text)).toBe(shown);
});
