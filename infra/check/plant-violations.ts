import { cp, mkdir, readdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { root } from './run-step.ts';

const rootFiles = [
  ...[
    '.dependency-cruiser.cjs',
    'biome.json',
    'knip.json',
    'package.json',
    'pnpm-workspace.yaml',
    'tsconfig.base.json',
  ],
  ...['.gitignore', 'vitest.config.ts', 'infra/check/no-ambient.grit'],
];
/** Neither tests nor what only tests use: they take long to be looked at, and nothing is planted there. */
const leftOut = new Set(['node_modules', 'prisma', '.turbo', 'test']);
const leftOutName = /[.]test[.]ts$|-simulator$/;

/** A copy of the workspace's sources under `copy`, with `files` added. The work tree itself is never touched. */
export async function plantViolations(copy: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const file of rootFiles) await cp(join(root, file), join(copy, file));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const kind of ['packages', 'services']) {
    for (const name of await readdir(join(root, kind))) {
      if (isSource(name)) await copyProject(join(kind, name), copy);
    }
  }
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await writeFile(join(copy, file), `${text}\n`);
  }
}

/** Libraries are linked to where they are installed; our own packages to their copies, or rules would see two trees. */
async function copyProject(project: string, copy: string): Promise<void> {
  await cp(join(root, project), join(copy, project), {
    recursive: true,
    filter: (source) => isSource(basename(source)),
  });
  const installed = join(root, project, 'node_modules');
  const linked = join(copy, project, 'node_modules');
  for (const name of await installedNames(installed)) {
    await mkdir(dirname(join(linked, name)), { recursive: true });
    const real = await realpath(join(installed, name));
    const target = name.startsWith('@desk/') ? join(copy, real.slice(root.length)) : real;
    await symlink(target, join(linked, name));
  }
}

function isSource(name: string): boolean {
  return !leftOut.has(name) && !leftOutName.test(name);
}

async function installedNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith('.')) continue;
    if (!name.startsWith('@')) names.push(name);
    else for (const scoped of await readdir(join(folder, name))) names.push(`${name}/${scoped}`);
  }
  return names;
}
