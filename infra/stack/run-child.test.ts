import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Child, runChild } from './run-child.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-run-child-'));
  await writeFile(join(folder, 'wait.ts'), 'setInterval(() => undefined, 60_000);\n');
});
afterAll(() => rm(folder, { recursive: true }));

const endings: string[] = [];
beforeEach(() => {
  endings.length = 0;
});

function run(isApart: boolean): Promise<Child> {
  const logFile = join(folder, 'wait.log');
  const onUnexpectedEnd = (ending: string) => void endings.push(ending);
  return runChild({
    ...{ name: 'child', script: join(folder, 'wait.ts'), environment: {}, logFile, isApart, onUnexpectedEnd },
    ready: async () => true,
  });
}

function leadsGroup({ pid }: Child): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

it('a child apart is in a group of its own, which Ctrl-C in our terminal does not reach', async () => {
  const [apart, beside] = await Promise.all([run(true), run(false)]);
  expect([leadsGroup(apart), leadsGroup(beside)]).toEqual([true, false]);
  await Promise.all([apart.stop(), beside.stop()]);
  expect(leadsGroup(apart)).toBe(false);
});

it('what is stopped or killed has not ended by itself; what ends otherwise has', async () => {
  const [stopped, killed, ending] = await Promise.all([run(true), run(true), run(true)]);
  await Promise.all([stopped.stop(), killed.kill()]);
  expect(endings).toEqual([]);
  process.kill(ending.pid, 'SIGINT');
  await expect.poll(() => endings, { timeout: 5_000 }).toEqual(['SIGINT']);
});
