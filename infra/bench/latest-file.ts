import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { Row } from './row.ts';

const Run = z.object({
  /** ISO 8601. */
  at: z.string(),
  seed: z.number(),
  node: z.string(),
  cpu: z.string(),
  cores: z.number(),
  memoryGiB: z.number(),
});
type Run = z.infer<typeof Run>;

const Latest = z.object({
  rows: z.array(Row),
  /** Where and when each group was measured last. */
  runs: z.record(z.string(), Run),
});
type Latest = z.infer<typeof Latest>;

export const latestFile = join(resolve(import.meta.dirname, '..', '..'), 'bench', 'latest.json');

/** Puts the rows of a group in place of those of its last run; other groups stay. */
export async function storeRows(
  group: string,
  rows: readonly Row[],
  { seed, file = latestFile }: { readonly seed: number; readonly file?: string },
): Promise<void> {
  const before = await readLatest(file);
  const after = replaceGroup(before, group, rows, thisMachine(seed));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.next`, `${JSON.stringify(after, null, 2)}\n`);
  await rename(`${file}.next`, file);
}

export function replaceGroup(latest: Latest, group: string, rows: readonly Row[], run: Run): Latest {
  const others = latest.rows.filter((row) => row.group !== group);
  const sorted = [...others, ...rows].sort((one, another) => compareWords(one.group, another.group));
  return { rows: sorted, runs: { ...latest.runs, [group]: run } };
}

async function readLatest(file: string): Promise<Latest> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? { rows: [], runs: {} } : Latest.parse(JSON.parse(text));
}

function thisMachine(seed: number): Run {
  const cores = cpus();
  return {
    at: new Date().toISOString(),
    seed,
    node: process.version,
    cpu: cores[0]?.model ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

function compareWords(one: string, another: string): number {
  if (one === another) return 0;
  return one < another ? -1 : 1;
}
