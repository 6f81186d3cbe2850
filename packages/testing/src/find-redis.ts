import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { MissingServer } from './missing-server.ts';

export type RedisBinary = { via: 'path' | 'apt'; command: string };

const run = promisify(execFile);
const installWithinMs = 120_000;

/** A Redis or Valkey on PATH, or Debian's package where we are root. */
export async function findRedis(report: (line: string) => void): Promise<RedisBinary> {
  const found = await onPath();
  if (found) return { via: 'path', command: found };
  if (process.getuid?.() === 0 && (await executable('/usr/bin/apt-get'))) {
    report('Redis: installing the package redis-server');
    await installPackage();
    const installed = await onPath();
    if (installed) return { via: 'apt', command: installed };
  }
  throw new MissingServer(
    'There is no Redis here.',
    'Install redis-server or valkey-server, start Docker, or set REDIS_URL to a server that runs.',
  );
}

async function onPath(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of ['redis-server', 'valkey-server']) {
      const command = join(folder, name);
      if (folder !== '' && (await executable(command))) return command;
    }
  }
  return undefined;
}

function executable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Package lists may be missing or old on a fresh machine: they are fetched only if the first try fails. */
async function installPackage(): Promise<void> {
  const options = { timeout: installWithinMs, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'];
  const first = await run('apt-get', install, options).catch(() => undefined);
  if (first) return;
  await run('apt-get', ['update', '-qq'], options).catch(() => undefined);
  await run('apt-get', install, options).catch(() => undefined);
}
