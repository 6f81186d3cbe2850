import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets, plain, secret, secretFilesOf } from './index.ts';

let folder: string;
let file: string;
let now = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-secrets-'));
  file = join(folder, 'token');
  now = 0;
  await writeFile(file, 'first-value\n');
});
afterEach(() => rm(folder, { recursive: true }));

const open = () =>
  openSecrets({ files: { TOKEN: file }, isUsable: (_, value) => value.length > 4, now: () => now, overlapMs: 60_000 });

describe('a secret in a file', () => {
  it('is what the file says now, and the former one counts beside it for a while', async () => {
    const secrets = await open();
    expect([secrets.current('TOKEN', 'given'), secrets.former('TOKEN')]).toEqual(['first-value', null]);
    await writeFile(file, 'second-value');
    expect(await secrets.look()).toEqual([{ name: 'TOKEN', kind: 'changed' }]);
    expect([secrets.current('TOKEN', 'given'), secrets.former('TOKEN')]).toEqual(['second-value', 'first-value']);
    expect(await secrets.look()).toEqual([]);
    now = 60_000;
    expect(secrets.former('TOKEN')).toBeNull();
  });

  it.each([
    ['is empty', () => writeFile(file, ' \n')],
    ['is gone', () => rm(file)],
    ['holds what cannot be one', () => writeFile(file, 'x')],
  ])('stays as it was where the file %s', async (_, spoil) => {
    const secrets = await open();
    await spoil();
    expect(await secrets.look()).toEqual([{ name: 'TOKEN', kind: 'unusable' }]);
    expect(secrets.current('TOKEN', 'given')).toBe('first-value');
    await writeFile(file, 'second-value');
    expect(await secrets.look()).toEqual([{ name: 'TOKEN', kind: 'changed' }]);
  });

  it('is as it was given where there is no file', async () => {
    const secrets = await openSecrets({ files: {}, isUsable: () => true, now: () => now });
    expect([secrets.current('TOKEN', 'given'), secrets.former('TOKEN')]).toEqual(['given', null]);
  });
});

it('follows the files of secrets alone', () => {
  const settings = { TOKEN: secret('Token.', 'x'), OTHER: secret('Other.', 'x'), PORT: plain('Port.', '1', '1') };
  const environment = { TOKEN_FILE: '/t', OTHER: 'value', OTHER_FILE: '', PORT_FILE: '/p' };
  expect(secretFilesOf(settings, environment)).toEqual({ TOKEN: '/t' });
});
