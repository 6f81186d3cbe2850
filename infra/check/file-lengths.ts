import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepResult } from './run-step.ts';

const linesMax = 300;
const skippedFolders = new Set(['node_modules', 'generated', 'locales', '.desk', '.turbo']);

/** A file that must be scrolled to be understood is two files. Tables (`*.table.ts`) and texts may be longer. */
export async function checkFileLengths(root: string): Promise<StepResult> {
  const tooLong: string[] = [];
  const files = glob(['packages/**/*.ts', 'services/**/*.ts', 'infra/**/*.ts', '*.ts'], {
    cwd: root,
    exclude: (path) => skippedFolders.has(path.split('/').at(-1) ?? ''),
  });
  for await (const file of files) {
    if (file.endsWith('.table.ts')) continue;
    const lines = (await readFile(join(root, file), 'utf8')).split('\n').length - 1;
    if (lines > linesMax) tooLong.push(`${file}: ${lines} lines, ${linesMax} at most`);
  }
  return { passed: tooLong.length === 0, output: tooLong.sort().join('\n') };
}
