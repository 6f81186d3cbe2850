import { expect, test } from 'vitest';
import { digestDocument } from './digest-document.ts';

const document = { name: 'Desk', teams: [{ id: 'a', title: { uk: 'А', en: 'A' } }, { id: 'b' }] };

test('a document is known again however its keys are ordered', () => {
  const same = { teams: [{ title: { en: 'A', uk: 'А' }, id: 'a' }, { id: 'b' }], name: 'Desk' };
  expect(digestDocument(same)).toBe(digestDocument(document));
});

test.each([
  [{ ...document, name: 'Desk ' }],
  [{ ...document, teams: document.teams.toReversed() }],
  [{ ...document, teams: [] }],
  [null],
  [undefined],
])('another document is another: %j', (other) => {
  expect(digestDocument(other)).not.toBe(digestDocument(document));
});
