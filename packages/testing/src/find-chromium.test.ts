import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findChromium } from './find-chromium.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-path-'));
  vi.stubEnv('PATH', folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('a machine without Chromium is told what to install', async () => {
  expect(await findChromium()).toEqual({
    kind: 'missing',
    reason: expect.stringContaining('install the package chromium'),
  });
});

test('only a program that can be run counts', async () => {
  const executablePath = join(folder, 'chromium');
  await writeFile(executablePath, '#!/bin/sh\n', { mode: 0o644 });
  expect((await findChromium()).kind).toBe('missing');
  await chmod(executablePath, 0o755);
  expect(await findChromium()).toMatchObject({ kind: 'found', executablePath });
});
