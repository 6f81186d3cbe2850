import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { heapFlags } from './start-stack.ts';

it.each(['bot', 'gateway'])('runs the %s as operators do', async (name) => {
  const manifest = await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(manifest);
  expect(scripts[`start:${name}`]).toBe(`node ${heapFlags.join(' ')} services/${name}/src/main.ts`);
});
