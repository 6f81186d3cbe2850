import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadWeights } from './load-weights.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-weights-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(yaml: string) {
  const file = join(folder, 'weights.yaml');
  await writeFile(file, yaml);
  return loadWeights(file);
}

it('weights are read as they stand', async () => {
  expect(await load('version: tickets-2\nactive: 0.4\nidle: 0.4\nclosed: 0.2\n')).toEqual({
    kind: 'loaded',
    weights: { version: 'tickets-2', active: 0.4, idle: 0.4, closed: 0.2 },
  });
});

it.each([
  ['version: 2\nactive: 0.5\nidle: 0.3\nclosed: 0.2', [/^version: /]],
  ['version: a\nactve: 0.5\nidle: many\nclosed: 0.2', [/^active: /, /^idle: /, /"actve"/]],
  ['version: a\nactive: 1.5\nidle: -0.5\nclosed: 0', [/^active, idle, closed: each/]],
  ['version: a\nactive: 0.5\nidle: 0.5\nclosed: 0.5', [/^active, idle, closed: together/]],
  ["version: ' '\nactive: 0.5\nidle: 0.3\nclosed: 0.2", [/^version: /]],
  ['version: [', [/no YAML/]],
  ['', [/^version: /, /^active: /, /^idle: /, /^closed: /]],
])('%j is refused with every wrong key by its name', async (yaml, problems) => {
  const loaded = await load(yaml);
  expect(loaded).toEqual({ kind: 'wrong', problems: problems.map((problem) => expect.stringMatching(problem)) });
});

it('a file that cannot be read is refused', async () => {
  expect(await loadWeights(join(folder, 'nowhere.yaml'))).toEqual({
    kind: 'wrong',
    problems: ['the file cannot be read'],
  });
});
