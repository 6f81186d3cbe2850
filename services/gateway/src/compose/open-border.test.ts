import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@desk/logging';
import { initPki } from '@desk/pki';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBorder } from './open-border.ts';

let home: string;
let lines: string[];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-open-border-'));
  lines = [];
});
afterEach(() => rm(home, { recursive: true }));

function open(tlsDir: string | null, databaseUrl = 'postgresql://desk@127.0.0.1:5432/desk') {
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ service: 'gateway', level: 'info', destination });
  return openBorder({ tlsDir, databaseUrl }, { clock: { now: Date.now }, logger });
}

it('without TLS_DIR is open, and said to be', async () => {
  expect(await open(null)).toEqual({ kind: 'opened', tls: null });
  expect(lines).toEqual([expect.stringContaining('signed, but not encrypted')]);
});

it('names a way to the database that others can hear', async () => {
  await open(null, 'postgresql://desk:hunter2@db.company.example:5432/desk');
  expect(lines).toContainEqual(expect.stringContaining('Others on the network can hear'));
  expect(lines.join()).not.toContain('hunter2');
});

/** @claim border A gateway does not start with a certificate that is not its own. */
it("is not opened with the other zone's certificate, or with none", async () => {
  const zones = [{ service: 'bot', dir: join(home, 'dmz') }] as const;
  await initPki({ caDir: join(home, 'ca'), zones, nowMs: Date.now() });
  for (const dir of [zones[0].dir, home]) {
    const opened = await open(dir);
    if (opened.kind !== 'refused') throw new Error('The border was opened.');
    expect(opened.problems[0]).toMatch(/^TLS_DIR: .*identity[.]pem .*`pnpm desk pki renew`/);
  }
});
