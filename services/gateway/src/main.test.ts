import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { gatewayEnvironment, startGateway, type WholeGateway } from '../test/whole/start-gateway.ts';

const main = join(import.meta.dirname, 'main.ts');
/** Where `pnpm start:gateway` keeps what Node has compiled: half of what a process takes to start. */
const compileCache = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'node-compile');
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

function run(environment: Readonly<Record<string, string>>) {
  const env = { ...environment, NODE_COMPILE_CACHE: compileCache };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({ code, said: said.join('') }));
  return { child, lines: createInterface({ input: child.stdout }), ended };
}

describe('the process', () => {
  let environment: Readonly<Record<string, string>>;
  let whole: WholeGateway;
  beforeAll(async () => {
    whole = await startGateway();
    environment = { ...gatewayEnvironment(whole), LOG_LEVEL: 'info' };
  });
  afterAll(() => whole.gateway.close());

  it('names everything that is missing, in one look', async () => {
    const { code, said } = await run({}).ended;
    expect(code).toBe(78);
    expect(said).toMatch(/^The gateway cannot start:\n- /);
    expect(said).toContain('DATABASE_URL is missing.');
    expect(said).toContain('TRACKER is missing.');
  });

  it.each<[string, Record<string, string>, string]>([
    ['keys', { KEYS_DIR: '/no/such/folder' }, 'pnpm desk keys init'],
    ['catalogue', { CATALOGUE_FILE: '/no/such/file' }, 'CATALOGUE_FILE /no/such/file: the file cannot be read'],
    ['tracker map', { TRACKER_MAP_FILE: '/no/such/file' }, 'TRACKER_MAP_FILE /no/such/file: the file cannot be read'],
    ['database', { DATABASE_URL: 'postgresql://desk:hunter2@127.0.0.1:9/desk' }, 'DATABASE_URL: '],
  ])('names a missing %s, and no secret', async (_, change, line) => {
    const { code, said } = await run({ ...environment, ...change }).ended;
    expect(code).toBe(78);
    expect(said).toContain(line);
    expect(said).not.toContain('hunter2');
  });

  it('names a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { code, said } = await run({ ...environment, GATEWAY_PORT: port }).ended;
    taken.close();
    expect([code, said]).toEqual([78, expect.stringContaining(`Port ${port} cannot be opened (EADDRINUSE).`)]);
  });

  it('starts, answers, and stops when it is told to', async () => {
    const { child, lines, ended } = run(environment);
    for await (const line of lines) {
      const { message, opsPort } = JSON.parse(line);
      if (message !== 'The gateway listens.') continue;
      expect((await fetch(`http://127.0.0.1:${opsPort}/readyz`)).status).toBe(200);
      child.kill('SIGTERM');
    }
    expect(await ended).toEqual({ code: 0, said: '' });
  });
});
