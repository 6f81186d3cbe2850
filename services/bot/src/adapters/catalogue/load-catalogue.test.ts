import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue, readCatalogue } from './load-catalogue.ts';

const samples = join(import.meta.dirname, '..', '..', '..', '..', '..', 'infra', 'catalogue');

describe.each([
  ['it-desk.yaml', ['it-support', 'infrastructure']],
  ['university.yaml', ['edebo-sector', 'distance-learning-centre', 'computing-centre', 'digitalisation-department']],
])('the sample %s', (name, teams) => {
  it('is a catalogue as it stands', async () => {
    const loaded = await loadCatalogue(join(samples, name));
    if (loaded.kind === 'wrong') throw new Error(loaded.problems.join('\n'));
    expect(loaded.catalogue.teams.map(({ id }) => id)).toEqual(teams);
    expect(loaded.catalogue.requestTypes.some(({ quick }) => quick)).toBe(true);
    expect(loaded.catalogue.requestTypes.map(({ id }) => id)).toContain('other');
  });
});

describe('a catalogue', () => {
  it.each([
    ['has a type of no team', (yaml: string) => yaml.replace('team: infrastructure', 'team: nobody'), /team/i],
    ['has a word nobody knows', (yaml: string) => `${yaml}\nbonus: 1\n`, /bonus|Unrecognized/],
    ['has a time that YAML reads as a number', (yaml: string) => yaml.replace("'09:00'", '9'), /quoted time|string/],
    ['is no YAML', () => 'teams: [', /./],
    ['is empty', () => '', /./],
  ])('that %s is refused with its place', async (_, spoil, words) => {
    const yaml = await readFile(join(samples, 'it-desk.yaml'), 'utf8');
    const read = readCatalogue(spoil(yaml));
    expect(read).toMatchObject({ kind: 'wrong' });
    expect(read.kind === 'wrong' && read.problems.join('\n')).toMatch(words);
  });

  it('that cannot be read is refused', async () => {
    expect(await loadCatalogue('/no/such/file.yaml')).toMatchObject({ kind: 'wrong' });
  });
});
