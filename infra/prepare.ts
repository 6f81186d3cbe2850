import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * Runs after every install: generates each service's Prisma client, unless its schema and Prisma are the same as last
 * time. Run it by hand after changing a schema: `node infra/prepare.ts`.
 */
const root = resolve(import.meta.dirname, '..');
const services = ['bot', 'gateway'];
const run = promisify(execFile);

await Promise.all(services.map(generateClient));

async function generateClient(service: string): Promise<void> {
  const home = join(root, 'services', service);
  const schemaFile = join(home, 'prisma', 'schema.prisma');
  if (!existsSync(schemaFile)) return;

  const prisma = createRequire(join(home, 'package.json')).resolve('prisma/package.json');
  const fingerprint = createHash('sha256')
    .update(await readFile(schemaFile))
    .update(await readFile(prisma))
    .digest('hex');
  const stamp = join(root, '.desk', `prisma-client-${service}.sha256`);
  const generated = join(home, 'src', 'adapters', 'postgres', 'generated', 'client.ts');
  if (existsSync(generated) && (await readFile(stamp, 'utf8').catch(() => '')) === fingerprint) return;

  const cli = join(prisma, '..', 'build', 'index.js');
  await run(process.execPath, [cli, 'generate', '--schema', schemaFile, '--no-hints'], {
    cwd: home,
    // Generating needs no schema engine, but the CLI downloads one unless it is told of some program in its place.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
  }).catch((error) => {
    throw new Error(`The Prisma client of ${service} was not generated: ${error.stderr || error.message}`);
  });
  await mkdir(join(root, '.desk'), { recursive: true });
  await writeFile(stamp, fingerprint);
}
