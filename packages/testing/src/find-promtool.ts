import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canInstallPackages, findOnPath } from './install-debian-package.ts';
import { dataHome } from './run-folder.ts';

const run = promisify(execFile);
const fetchWithinMs = 120_000;

/** Prometheus' own tool, which checks and tries its rules; undefined where it is not. */
export async function findPromtool(): Promise<string | undefined> {
  return findOnPath(['promtool'], [await toolFolder()]);
}

/**
 * Brings the tool where it is missing and Debian's packages can be had: out of its package, which is not installed,
 * because it would start a server.
 */
export async function ensurePromtool(report: (line: string) => void): Promise<void> {
  if ((await findPromtool()) || !(await canInstallPackages())) return;
  report('Prometheus: fetching promtool');
  const folder = await mkdtemp(join(tmpdir(), 'desk-promtool-'));
  try {
    const options = { cwd: folder, timeout: fetchWithinMs };
    await run('apt-get', ['download', '-qq', 'prometheus'], options).catch(async () => {
      await run('apt-get', ['update', '-qq'], options);
      await run('apt-get', ['download', '-qq', 'prometheus'], options);
    });
    const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.deb'));
    await run('dpkg-deb', ['-x', name, '.'], options);
    const tool = join(await toolFolder(), 'promtool');
    await mkdir(await toolFolder(), { recursive: true });
    await copyFile(join(folder, 'usr', 'bin', 'promtool'), tool);
    await chmod(tool, 0o755);
  } catch {
    // Without it the tests that need it skip themselves, with a line.
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function toolFolder(): Promise<string> {
  return join(await dataHome(), 'tools');
}
