import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isRunning, stopLeftover } from './leftover-process.ts';
import { MissingServer } from './missing-server.ts';

/** What a server is for. The demo's data is kept from start to start; the others begin empty and leave nothing. */
export type Purpose = 'tests' | 'bench' | 'demo';

/** A folder for one server's data; `discard` removes it if its data is not to be kept. */
export type RunFolder = { path: string; discard(): Promise<void> };

export type RunFolderOptions = {
  purpose: Purpose;
  server: 'postgres' | 'redis' | 'slapd';
  /** Keep the data here instead. */
  dataDir?: string;
  /** Throw away what an earlier start kept. */
  fresh?: boolean;
};

const ownerFile = 'owner.pid';
export const serverPidFile = 'server.pid';
const clone = resolve(import.meta.dirname, '..', '..', '..');

/**
 * Claims a folder. A server that an earlier run left behind (its process was killed) is stopped first; a folder whose
 * owner still runs is refused.
 */
export async function claimRunFolder(options: RunFolderOptions): Promise<RunFolder> {
  const { purpose, server, dataDir, fresh = false } = options;
  if (purpose === 'demo' || dataDir !== undefined) {
    const path = dataDir ? join(resolve(dataDir), server) : join(await dataHome(), purpose, server);
    await takeOver(path, purpose);
    if (fresh) await rm(path, { recursive: true, force: true });
    await claim(path);
    return { path, discard: () => rm(join(path, ownerFile), { force: true }) };
  }
  const runs = join(await dataHome(), purpose);
  await sweep(runs);
  const path = join(runs, `${server}-${randomBytes(6).toString('hex')}`);
  await claim(path);
  return { path, discard: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

async function claim(path: string): Promise<void> {
  // 0711: PostgreSQL runs as a user of its own when we are root, and must be able to reach its folder.
  await mkdir(path, { recursive: true, mode: 0o711 });
  await writeFile(join(path, ownerFile), String(process.pid));
}

async function takeOver(path: string, purpose: Purpose): Promise<void> {
  const owner = await readPid(join(path, ownerFile));
  if (owner !== undefined && owner !== process.pid && isRunning(owner)) {
    throw new MissingServer(
      `The ${purpose} of this clone already runs (process ${owner}).`,
      `Stop it first: Ctrl-C in its terminal, or kill ${owner}.`,
    );
  }
  const server = await readPid(join(path, serverPidFile));
  if (server !== undefined) await stopLeftover(server);
}

/** Stops what runs left behind whose process was killed, and removes their data. */
async function sweep(runs: string): Promise<void> {
  for (const name of await readdir(runs).catch(() => [])) {
    const path = join(runs, name);
    const owner = await readPid(join(path, ownerFile));
    if (owner === undefined || isRunning(owner)) continue;
    const server = await readPid(join(path, serverPidFile));
    if (server !== undefined) await stopLeftover(server);
    await rm(path, { recursive: true, force: true });
  }
}

async function readPid(file: string): Promise<number | undefined> {
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

/**
 * Inside the clone, unless we are root: PostgreSQL then runs as another user, who may not be able to enter the clone
 * (under /root, say). Then the data lies under /var/lib/desk, keyed by the clone's path, and a file in the clone says so.
 */
export async function dataHome(): Promise<string> {
  const inClone = join(clone, '.desk');
  await mkdir(inClone, { recursive: true });
  if (process.getuid?.() !== 0) return inClone;
  const home = join('/var/lib/desk', cloneKey(await realpath(clone)));
  await mkdir(home, { recursive: true, mode: 0o711 });
  await writeFile(join(inClone, 'data-is-in'), `${home}\n`);
  return home;
}

/** Tells this clone's servers from another's on the same machine. */
export function cloneKey(path: string = clone): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
