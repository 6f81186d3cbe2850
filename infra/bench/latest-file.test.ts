import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storeRows } from './latest-file.ts';
import { rowOf } from './row.ts';

const rowsOf = (group: string, ...values: number[]) =>
  values.map((value) => rowOf(group, { name: `number ${value}`, value, unit: 'ms' }));

test('a group takes the place of its last run and leaves the others alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'desk-latest-'));
  try {
    const file = join(folder, 'bench', 'latest.json');
    await storeRows('main-job', rowsOf('main-job', 1, 2), { seed: 1, file });
    await storeRows('chaos/filing', rowsOf('chaos/filing', 3), { seed: 2, file });
    await storeRows('main-job', rowsOf('main-job', 4), { seed: 5, file });

    const latest = JSON.parse(await readFile(file, 'utf8'));
    expect(latest.rows).toEqual([...rowsOf('chaos/filing', 3), ...rowsOf('main-job', 4)]);
    expect(latest.runs['main-job']).toMatchObject({ seed: 5, node: process.version });
    expect(latest.runs['chaos/filing']).toMatchObject({ seed: 2 });
  } finally {
    await rm(folder, { recursive: true });
  }
});
