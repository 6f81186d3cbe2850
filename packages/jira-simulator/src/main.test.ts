import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, test } from 'vitest';
import { dataCenterOptions } from '../test/start-site.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jira-simulator-main-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(config: unknown) {
  const file = join(folder, `${randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(config));
  return spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--config', file]);
}

async function readFailure(config: unknown): Promise<{ code: unknown; message: string }> {
  const child = start(config);
  let message = '';
  child.stderr.on('data', (chunk: Buffer) => {
    message += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code, message };
}

// Each starts a process of its own, and none waits for another's.
test.concurrent('it says where it listens, serves, and stops on SIGTERM', async ({ expect }) => {
  const child = start(dataCenterOptions);
  const [line] = await once(createInterface(child.stdout), 'line');
  const { listening, flavour }: { listening: string; flavour: string } = JSON.parse(String(line));
  expect(flavour).toBe('data-center');
  expect((await fetch(`${listening}/simulator/state`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test.concurrent('a taken port is named with its remedy', async ({ expect }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const { code, message } = await readFailure({ ...dataCenterOptions, port });
  other.close();
  expect(code).toBe(1);
  expect(message).toContain(`127.0.0.1:${port} is taken. Stop what listens there, or set another "port"`);
});

test.concurrent('a wrong configuration is explained field by field', async ({ expect }) => {
  const { code, message } = await readFailure({ ...dataCenterOptions, projectKey: 'sd', credentials: {} });
  expect(code).toBe(1);
  expect(message).toContain('projectKey');
  expect(message).toContain('credentials.personalAccessToken');
});
