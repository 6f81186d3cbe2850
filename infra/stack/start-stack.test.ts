import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileCache } from './run-child.ts';
import { nodeFlags } from './start-stack.ts';

const root = join(import.meta.dirname, '..', '..');

describe.each(['bot', 'gateway'] as const)('the %s', (name) => {
  it('runs here as operators start it', async () => {
    const manifest = await readFile(join(root, 'package.json'), 'utf8');
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(manifest);
    const environment = `NODE_COMPILE_CACHE=${relative(root, compileCache)} MALLOC_ARENA_MAX=2`;
    const command = `node ${nodeFlags[name].join(' ')} services/${name}/src/main.ts`;
    expect(scripts[`start:${name}`]).toBe(`${environment} ${command}`);
  });

  it('finds in its image what was compiled under the flags that it has there, the same ones', async () => {
    const image = await readFile(join(root, 'infra', 'docker', `${name}.Dockerfile`), 'utf8');
    const [, compiledUnder] = /FLAGS="(.*)"/.exec(image) ?? [];
    const [, command = ''] = /^CMD (\[[^\]]*\])/m.exec(image) ?? [];
    expect(compiledUnder?.split(' ')).toEqual(nodeFlags[name]);
    expect(JSON.parse(command.replace('\\\n', ''))).toEqual([
      'node',
      ...nodeFlags[name],
      `services/${name}/src/main.ts`,
    ]);
    expect(image).toContain('ENV MALLOC_ARENA_MAX=2');
  });
});
