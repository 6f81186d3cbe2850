import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSavedReplies, readSavedReplies } from './load-saved-replies.ts';

const sample = join(import.meta.dirname, '../../../../../infra/catalogue/saved-replies.yaml');
const reply = (change: string) => `replies:\n  - { id: a, title: { uk: А, en: A }, ${change} }`;

describe('saved replies', () => {
  it('of the sample are all there, in both languages', async () => {
    const loaded = await loadSavedReplies(sample);
    expect(loaded).toMatchObject({ kind: 'loaded' });
    expect(loaded.kind === 'loaded' ? loaded.replies.map(({ id }) => id) : []).toContain('need-details');
  });

  it('are for all teams unless they name some', () => {
    const text = 'text: { uk: Так, en: Yes }';
    expect(readSavedReplies(reply(text))).toMatchObject({ replies: [{ id: 'a', teams: null }] });
    expect(readSavedReplies(reply(`${text}, teams: [network]`))).toMatchObject({ replies: [{ teams: ['network'] }] });
  });

  it.each([
    { yaml: 'replies: [', names: '' },
    { yaml: reply('text: { uk: Так }'), names: 'replies.0.text.en' },
    { yaml: reply('text: { uk: "{імʼя}", en: "{name}" }'), names: '{name}' },
    { yaml: `${reply('text: { uk: Так, en: Yes }')}\n${reply('text: { uk: Ні, en: No }').slice(9)}`, names: 'twice' },
    { yaml: reply('text: { uk: Так, en: Yes }, note: x'), names: 'note' },
  ])('that are wrong are named with their place: $names', ({ yaml, names }) => {
    const loaded = readSavedReplies(yaml);
    expect(loaded.kind).toBe('wrong');
    expect(JSON.stringify(loaded)).toContain(names);
  });

  it('that cannot be read say so', async () => {
    expect(await loadSavedReplies('/nowhere.yaml')).toEqual({ kind: 'wrong', problems: ['the file cannot be read'] });
  });
});
