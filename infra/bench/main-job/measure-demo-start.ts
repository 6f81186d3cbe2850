import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { runDemo } from './run-demo.ts';

/** Seconds from the command to a page that answers. */
export interface DemoStarts {
  /** Of a fresh clone, with whatever the package manager's cache holds. */
  readonly firstSeconds: number;
  /** Of the same clone again. */
  readonly secondSeconds: number;
}

const root = resolve(import.meta.dirname, '..', '..', '..');
const firstWithinMs = 300_000;
const secondWithinMs = 60_000;

/** Clones the last commit beside us and starts its demo twice; null, with the reason said, where that cannot be done. */
export async function measureDemoStart({ say, opened }: Bench): Promise<DemoStarts | null> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-fresh-clone-'));
  const clone = join(folder, 'desk');
  const remove = async () => {
    const data = await readFile(join(clone, '.desk', 'data-is-in'), 'utf8').catch(() => '');
    for (const path of [data.trim(), folder]) if (path !== '') await rm(path, { recursive: true, force: true });
  };
  opened.add(remove);
  try {
    await promisify(execFile)('git', ['clone', '--quiet', root, clone]);
    say('Demo: first start of a fresh clone');
    const firstSeconds = await runDemo({ clone, withinMs: firstWithinMs, opened });
    say('Demo: second start');
    const secondSeconds = await runDemo({ clone, withinMs: secondWithinMs, opened });
    return { firstSeconds, secondSeconds };
  } catch (error) {
    say(`Demo: not measured. ${error instanceof Error ? error.message : String(error)}`);
    return null;
  } finally {
    await remove();
  }
}
