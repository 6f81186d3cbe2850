import { expect, it, test } from 'vitest';
import { holdsUnfolded, unfoldAddresses } from './unfold-addresses.ts';

const behind = (offset: number, length: number, address: string) => ({ offset, length, address });

test.each([
  ['Звіт тут, дивіться', [behind(5, 3, 'https://example.test/a')], 'Звіт тут ‹https://example.test/a›, дивіться'],
  ['bank.example', [behind(0, 12, 'http://evil.test/')], 'bank.example ‹http://evil.test/›'],
  ['example.test', [behind(0, 12, 'https://example.test/')], 'example.test'],
  ['👩‍💻 тут', [behind(6, 3, 'tg://resolve?domain=a')], '👩‍💻 тут ‹tg://resolve?domain=a›'],
  [
    'раз два',
    [behind(4, 3, 'https://b.test'), behind(0, 3, 'https://a.test')],
    'раз ‹https://a.test› два ‹https://b.test›',
  ],
  ['раз', [behind(0, 3, 'https://a.test'), behind(0, 3, 'https://b.test')], 'раз ‹https://a.test›'],
  ['раз', [behind(2, 5, 'https://a.test')], 'раз'],
  ['без адрес', [], 'без адрес'],
])('%j with %j reads %j', (text, hidden, shown) => {
  expect(unfoldAddresses(text, hidden, 200)).toBe(shown);
});

it('never makes words longer than may be sent', () => {
  expect(unfoldAddresses('тут і там', [behind(0, 3, `https://${'a'.repeat(80)}.test`)], 40)).toBe('тут і там');
});

test.each([
  ['тут ‹https://example.test/a›', true],
  ['тут https://example.test/a', false],
  ['менше ‹ніж› треба', false],
])('%j holds an address that was hidden: %s', (text, holds) => {
  expect(holdsUnfolded(text)).toBe(holds);
});
