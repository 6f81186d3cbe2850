import { execFile, fork } from 'node:child_process';
import http from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from './config.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const Ready = z.object({ kind: z.literal('ready'), apiRoot: z.string() });

describe('the program', () => {
  it('takes flags before the environment', () => {
    const outcome = readConfig(['--port', '0', '--limits', 'off'], {
      TELEGRAM_BOT_TOKEN: '1:x',
      TELEGRAM_SIMULATOR_PORT: '9',
      TELEGRAM_SIMULATOR_STATE: 'state.ndjson',
    });
    expect(outcome).toMatchObject({ config: { port: 0, limits: false, token: '1:x', stateFile: 'state.ndjson' } });
  });

  it('names everything that is wrong at once', () => {
    expect(readConfig(['--port', 'x'], {})).toEqual({
      kind: 'wrong',
      problems: ['port: the port is a number', 'token: a bot token is needed: --token or TELEGRAM_BOT_TOKEN'],
    });
    expect(readConfig(['--colour', 'red'], {})).toMatchObject({ kind: 'wrong' });
  });

  it('tells its parent the address, serves, and ends when asked to', async () => {
    const child = fork(MAIN, ['--port', '0', '--token', '1:x'], { silent: true });
    const { apiRoot } = Ready.parse(await new Promise((resolve) => child.once('message', resolve)));
    const response = await fetch(`${apiRoot}/bot1:x/getMe`);
    expect(await response.json()).toMatchObject({ ok: true });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('says what to do about a taken port', async () => {
    const other = http.createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const started = promisify(execFile)(process.execPath, [MAIN, '--port', String(port), '--token', '1:x']);
    await expect(started).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`port ${port} is taken. Stop what listens there, or choose another`),
    });
    await new Promise((resolve) => other.close(resolve));
  });
});
