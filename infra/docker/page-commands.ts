import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from './run-compose.ts';

const root = join(import.meta.dirname, '..', '..');
const outputBytesMax = 16 * 1024 * 1024;

export interface Ran {
  /** 0 where all of it went well. */
  readonly code: number;
  readonly output: string;
}

/** The blocks of commands below a heading of a page, down to the next heading of any kind. */
export async function readCommands(page: string, heading: string): Promise<readonly string[]> {
  const text = await readFile(join(root, page), 'utf8');
  const sections = text.split(/^#{2,4} /m);
  const section = sections.find((each) => each.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`${page} has no heading "${heading}".`);
  return [...section.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, commands = '']) => commands);
}

/** Runs commands as somebody does who types them into a shell, and stops at the first that fails. */
export function runCommands(commands: string, { cwd, withinMs }: { cwd: string; withinMs: number }): Promise<Ran> {
  const options = { cwd, env: environment, timeout: withinMs, maxBuffer: outputBytesMax };
  return new Promise((resolve, reject) => {
    execFile('bash', ['-euo', 'pipefail', '-c', commands], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, output: `${stdout}${stderr}` });
      else reject(error ?? new Error('The shell ended in an unknown way.'));
    });
  });
}
