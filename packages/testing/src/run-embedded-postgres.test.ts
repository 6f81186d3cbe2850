import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRunning } from './leftover-process.ts';
import { runEmbeddedPostgres } from './run-embedded-postgres.ts';
import { claimRunFolder, dataHome, type RunFolderOptions } from './run-folder.ts';

let dataDir: string;
let options: RunFolderOptions;

beforeEach(async () => {
  dataDir = join(await dataHome(), `embedded-test-${randomBytes(4).toString('hex')}`);
  options = { purpose: 'tests', server: 'postgres', dataDir };
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Starts the server, asks it, stops it. */
async function ask(sql: string): Promise<unknown[]> {
  const folder = await claimRunFolder(options);
  const server = await runEmbeddedPostgres('tests', folder);
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
    await server.stop();
    await folder.discard();
  }
}

test('its data is there at the next start', async () => {
  await ask('CREATE TABLE kept AS SELECT 7 AS id');
  expect(await ask('SELECT id FROM kept')).toEqual([{ id: 7 }]);
});

test('an interrupted first start does not stand in the way of the next', async () => {
  const unfinished = join(dataDir, 'postgres', 'data.unfinished');
  await mkdir(unfinished, { recursive: true, mode: 0o711 });
  await writeFile(join(unfinished, 'PG_VERSION'), '18');
  expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a server that outlived its killed owner is stopped by the next start, and its data is kept', async () => {
  const source = (file: string) => JSON.stringify(join(import.meta.dirname, file));
  const owner = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { claimRunFolder } from ${source('run-folder.ts')};
     import { runEmbeddedPostgres } from ${source('run-embedded-postgres.ts')};
     import { readFileSync } from 'node:fs';
     const folder = await claimRunFolder(${JSON.stringify(options)});
     await runEmbeddedPostgres('demo', folder);
     process.stdout.write(readFileSync(folder.path + '/server.pid', 'utf8'));
     process.kill(process.pid, 'SIGKILL');`,
  ]);
  let output = '';
  owner.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  await once(owner, 'close');
  const orphan = Number(output);
  expect(isRunning(orphan)).toBe(true);
  expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(isRunning(orphan)).toBe(false);
});

test('a folder whose owner still runs is refused, with who it is', async () => {
  const folder = await claimRunFolder(options);
  await writeFile(join(folder.path, 'owner.pid'), String(process.ppid));
  await expect(claimRunFolder(options)).rejects.toThrow(`already runs (process ${process.ppid})`);
});
