import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const installWithinMs = 240_000;

/** The first of `names` that is an executable on PATH, or in one of the other folders. */
export async function findOnPath(
  names: readonly string[],
  others: readonly string[] = [],
): Promise<string | undefined> {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...others]) {
    for (const name of names) {
      const command = join(folder, name);
      if (folder !== '' && (await isExecutable(command))) return command;
    }
  }
  return undefined;
}

/** Whether packages can be installed here without asking anybody: root on Debian or its like. */
export async function canInstallPackages(): Promise<boolean> {
  return process.getuid?.() === 0 && (await isExecutable('/usr/bin/apt-get'));
}

/**
 * Package lists may be missing or old on a fresh machine: they are fetched only if the first try fails. Whether it
 * worked, the caller finds out by looking for the program.
 */
export async function installDebianPackage(name: string): Promise<void> {
  const options = { timeout: installWithinMs, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const install = ['install', '-y', '-qq', '--no-install-recommends', name];
  const first = await run('apt-get', install, options).catch(() => undefined);
  if (first) return;
  await run('apt-get', ['update', '-qq'], options).catch(() => undefined);
  await run('apt-get', install, options).catch(() => undefined);
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
