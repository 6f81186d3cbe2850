import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { compileCache } from './run-child.ts';
import { heapFlags } from './start-stack.ts';

it.each(['bot', 'gateway'])('runs the %s as operators do', async (name) => {
  const root = join(import.meta.dirname, '..', '..');
  const manifest = await readFile(join(root, 'package.json'), 'utf8');
  const kept = `NODE_COMPILE_CACHE=${relative(root, compileCache)}`;
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(manifest);
  expect(scripts[`start:${name}`]).toBe(`${kept} node ${heapFlags.join(' ')} services/${name}/src/main.ts`);
});
