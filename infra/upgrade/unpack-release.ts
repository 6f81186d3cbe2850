import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { released } from './released.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

/**
 * The version released last, as a folder that runs with the libraries of this clone. Null where its commit is not in
 * the history: in a shallow clone, or in none.
 */
export async function unpackRelease(folder: string): Promise<string | null> {
  const git = (...args: string[]) => run('git', ['-C', root, ...args]);
  const isThere = await git('cat-file', '-e', `${released.commit}^{commit}`).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  await mkdir(folder, { recursive: true });
  const archive = join(folder, 'release.tar');
  await git('archive', '--format=tar', `--output=${archive}`, released.commit);
  await run('tar', ['-xf', archive, '-C', folder]);
  await linkLibraries(folder);
  // Its own Prisma clients, from its own schemas.
  await run(process.execPath, [join(folder, 'infra', 'prepare.ts')], { cwd: folder });
  return folder;
}

/** The links of a workspace are relative: copied, they lead to the packages of the release. */
async function linkLibraries(folder: string): Promise<void> {
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const group of ['packages', 'services']) {
    for (const name of await readdir(join(folder, group))) {
      const links = join(root, group, name, 'node_modules');
      if (!existsSync(links)) continue;
      await cp(links, join(folder, group, name, 'node_modules'), { recursive: true, verbatimSymlinks: true });
    }
  }
}
