import { expect, test } from 'vitest';
import { nameIds } from './name-ids.ts';

test.each([
  ['Internet problems', 'internet-problems'],
  ['Компʼютер не працює', 'kompiuter-ne-pratsiuie'],
  ['Підключення (VPN)', 'pidkliuchennia-vpn'],
  ['Доступ до Ґрунту й Їдальні', 'dostup-do-gruntu-i-idalni'],
  ['  ???  ', 'type-7'],
  ['a'.repeat(60), 'a'.repeat(40)],
])('%s becomes %s', (name, id) => {
  expect(nameIds()(name, 'type-7')).toBe(id);
});

test('one id is given once', () => {
  const name = nameIds(['other']);
  expect(['Other', 'Access', 'Access', 'Access'].map((each) => name(each, 'x'))).toEqual([
    'other-2',
    'access',
    'access-2',
    'access-3',
  ]);
});
