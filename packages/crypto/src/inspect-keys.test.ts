import { chmod, copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { initKeys } from './create-keys.ts';
import { describeKeys } from './describe-keys.ts';
import { inspectKeys } from './inspect-keys.ts';

const madeAt = Date.UTC(2026, 10, 2, 9, 0, 0);

let home: string;
let dmzDir: string;
let internalDir: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-keys-'));
  dmzDir = join(home, 'dmz');
  internalDir = join(home, 'internal');
  await initKeys({ dmzDir, internalDir, nowMs: madeAt });
});

afterEach(() => rm(home, { recursive: true }));

/** The file of a folder whose name ends so. */
async function fileIn(dir: string, folder: string, ending: string): Promise<string> {
  const name = (await readdir(join(dir, folder))).find((each) => each.endsWith(ending));
  if (name === undefined) throw new Error(`expected a file ${ending} in ${folder}`);
  return join(dir, folder, name);
}

describe('an inspection of keys', () => {
  test('finds nothing where they are as they were made', async () => {
    expect(await inspectKeys({ dir: dmzDir, zone: 'dmz' })).toEqual([]);
    expect(await inspectKeys({ dir: internalDir, zone: 'internal' })).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>, RegExp, RegExp]>([
    ['a folder that is not there', () => rm(dmzDir, { recursive: true }), /is no folder/, /KEYS_DIR is the folder/],
    [
      'no sealing key',
      () => rm(join(dmzDir, 'sealing'), { recursive: true }),
      /no such key file can be read/,
      /keys init/,
    ],
    [
      'a key that others read',
      async () => chmod(await fileIn(dmzDir, 'sealing', '.key'), 0o644),
      /may be read by everybody/,
      /^chmod 600 .*\.key$/,
    ],
    [
      'a peer that others write',
      async () => chmod(await fileIn(dmzDir, 'peers', '.jwk'), 0o666),
      /may be written by everybody/,
      /^chmod 644 .*\.jwk$/,
    ],
    [
      "this zone's own key as its peer",
      async () => {
        const own = await fileIn(dmzDir, 'signing', '.public.jwk');
        await copyFile(own, join(dmzDir, 'peers', basename(own)));
      },
      /is a key of this zone itself/,
      /copy the other service's/,
    ],
    [
      'a public half of another key',
      async () => {
        const [own, other] = [
          await fileIn(dmzDir, 'signing', '.public.jwk'),
          await fileIn(internalDir, 'signing', '.public.jwk'),
        ];
        const { x } = JSON.parse(await readFile(other, 'utf8'));
        await writeFile(own, JSON.stringify({ ...JSON.parse(await readFile(own, 'utf8')), x }));
      },
      /is the public half of none of the keys/,
      /Restore both halves/,
    ],
    [
      'no key of the other zone',
      async () => rm(await fileIn(dmzDir, 'peers', '.jwk')),
      /no such key file/,
      /Copy the other service's/,
    ],
    [
      'a sealing key that is cut off',
      async () => writeFile(await fileIn(dmzDir, 'sealing', '.key'), 'abc'),
      /is not a sealing key/,
      /restore this file/,
    ],
  ])('says what to do about %s', async (_, plant, problem, remedy) => {
    await plant();
    expect(await inspectKeys({ dir: dmzDir, zone: 'dmz' })).toEqual([
      {
        file: expect.stringContaining(dmzDir),
        problem: expect.stringMatching(problem),
        remedy: expect.stringMatching(remedy),
      },
    ]);
  });

  test('finds keys of the inside in the DMZ', async () => {
    const stray = (await inspectKeys({ dir: internalDir, zone: 'dmz' })).filter(({ problem }) =>
      /the inside/.test(problem),
    );
    expect(stray.map(({ file }) => file.slice(internalDir.length + 1).split('/')[0])).toEqual([
      'phones',
      'tokens',
      'secrets',
    ]);
  });

  test('never tells what is in a key', async () => {
    const file = await fileIn(dmzDir, 'sealing', '.key');
    const secret = await readFile(file, 'utf8');
    await writeFile(file, `${secret.trim()}x`);
    expect(JSON.stringify(await inspectKeys({ dir: dmzDir, zone: 'dmz' }))).not.toContain(secret.trim());
  });
});

describe('the ages of keys', () => {
  test('are whole days by the time in their ids, and the newest of a folder is in use', async () => {
    await writeFile(join(dmzDir, 'sealing', '20240101t000000z-bot-aaaaaa.key'), 'old');
    await writeFile(join(dmzDir, 'sealing', 'by-hand.key'), 'other');
    const nowMs = madeAt + 2.5 * 86_400_000;
    const facts = await describeKeys({ dir: dmzDir, nowMs });
    const sealing = facts.filter(({ folder }) => folder === 'sealing');
    expect(sealing.map(({ ageDays, isCurrent }) => [ageDays, isCurrent])).toEqual([
      [1038, false],
      [2, false],
      [null, true],
    ]);
    expect(facts.filter(({ folder }) => folder === 'signing')).toMatchObject([{ ageDays: 2, isCurrent: true }]);
    expect(await describeKeys({ dir: join(home, 'nowhere'), nowMs })).toEqual([]);
  });
});
