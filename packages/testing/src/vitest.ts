import { inject, type TestContext } from 'vitest';
import { type Chromium, findChromium } from './find-chromium.ts';
import { findSlapd } from './find-slapd.ts';
import { MissingServer } from './missing-server.ts';

export { injections } from './injections.table.ts';
export { bearsWhatever, type ListenerBounds } from './listener-conformance.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the run's global setup hosts the test servers. */
    deskTestServers: string;
  }
}

/** `bot` and `gateway`: with that service's migrations applied. `empty`: with nothing in it. */
export type TestDatabaseKind = 'bot' | 'gateway' | 'empty';

/**
 * A PostgreSQL database for this test file alone, on the server of the whole run. Call it in `beforeAll`; nothing has
 * to be cleaned up afterwards, but close your own connections.
 */
export async function testDatabase(kind: TestDatabaseKind): Promise<{ url: string }> {
  return { url: String((await ask(`databases/${kind}`)).url) };
}

/**
 * The Redis of the whole run, with a key prefix for this test file alone (BullMQ: `prefix`, ioredis: `keyPrefix`). A
 * test that flushes or stops Redis takes a server of its own: `startRedis({ purpose: 'tests', exclusive: true })`; one
 * in which Redis goes away and comes back puts a gate before it: `openNetworkGate(url)`.
 */
export async function testRedis(): Promise<{ url: string; prefix: string }> {
  const { url, prefix } = await ask('redis');
  return { url: String(url), prefix: String(prefix) };
}

/** The machine's Chromium; without one the test that asks is skipped, and says so. Call it first thing in each test. */
export async function chromiumOrSkip({ skip }: TestContext): Promise<Extract<Chromium, { kind: 'found' }>> {
  const chromium = await findChromium();
  return chromium.kind === 'found' ? chromium : skip(chromium.reason);
}

/** Why no test can have an LDAP server here, for the line that says so; null where `startSlapd` will give one. */
export async function whyNoSlapd(): Promise<string | null> {
  try {
    await findSlapd();
    return null;
  } catch (error) {
    if (!(error instanceof MissingServer)) throw error;
    return `no LDAP server here: ${error.remedy}`;
  }
}

async function ask(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${inject('deskTestServers')}/${path}`, { method: 'POST' });
  if (!response.ok) throw new Error(await response.text());
  const found: unknown = await response.json();
  return { ...(typeof found === 'object' ? found : {}) };
}
