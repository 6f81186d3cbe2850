import { expect, it } from 'vitest';
import { createOpsServer, type OpsServerOptions } from './ops.ts';

const parts = { tracker: 'up', directory: 'up', bot: 'unknown' } as const;

async function look(url: string, change: Partial<OpsServerOptions> = {}) {
  const server = await createOpsServer({
    isDraining: () => false,
    schemaState: async () => 'current',
    parts: async () => parts,
    directorySnapshotAt: () => 1_000,
    readMetrics: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'desk_gateway_draining 0\n' }),
    ...change,
  });
  return server.inject({ method: 'GET', url });
}

it('is ready with its database', async () => {
  const response = await look('/readyz');
  const facts = { database: true, migrations: true, parts, directorySnapshotAt: 1_000 };
  expect([response.statusCode, response.json()]).toEqual([200, { status: 'ready', degraded: [], ...facts }]);
});

it.each(['tracker', 'directory', 'bot'])('without the %s it is ready, and poorer', async (part) => {
  const response = await look('/readyz', { parts: async () => ({ ...parts, [part]: 'down' }) });
  expect([response.statusCode, response.json().degraded]).toEqual([200, [part]]);
});

it.each([
  ['away', { database: false, migrations: false }],
  ['behind', { database: true, migrations: false }],
] as const)('is not ready with a database that is %s, but alive', async (state, facts) => {
  const schemaState = async () => state;
  const response = await look('/readyz', { schemaState });
  expect(response.statusCode).toBe(503);
  expect(response.json()).toMatchObject({ status: 'not-ready', ...facts });
  expect((await look('/healthz', { schemaState })).json()).toEqual({ status: 'up' });
});

it('is not ready any more once it is on its way to stop', async () => {
  const response = await look('/readyz', { isDraining: () => true });
  expect([response.statusCode, response.json().status]).toEqual([503, 'draining']);
});

it('tells its figures as a page that a scraper reads', async () => {
  const response = await look('/metrics');
  expect(response.headers['content-type']).toMatch(/^text\/plain; version=0[.]0[.]4/);
  expect(response.payload).toContain('desk_gateway_draining 0');
});
