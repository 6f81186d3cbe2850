import { expect, it } from 'vitest';
import { loadPrivacyNote, readPrivacyNote } from './load-privacy-note.ts';

it('reads the words of both languages', () => {
  const note = { uk: 'Питання: dpo@company.example', en: 'Questions: dpo@company.example' };
  expect(readPrivacyNote(`uk: "${note.uk}"\nen: "${note.en}"\n`)).toEqual({ kind: 'loaded', note });
});

it.each([
  ['one language alone', 'uk: Текст', 'en: '],
  ['a third language', 'uk: Текст\nen: Text\nde: Text', 'Unrecognized key'],
  ['more than fits into the message', `uk: ${'я'.repeat(1_501)}\nen: Text`, 'uk: '],
  ['no words', 'uk: ""\nen: Text', 'uk: '],
  ['no YAML', 'uk: [', 'Flow sequence'],
])('says what is wrong with %s', (_, yaml, problem) => {
  expect(readPrivacyNote(yaml)).toMatchObject({ kind: 'wrong', problems: [expect.stringContaining(problem)] });
});

it('says that a file is not there', async () => {
  expect(await loadPrivacyNote('/nowhere/note.yaml')).toEqual({ kind: 'wrong', problems: ['the file cannot be read'] });
});
