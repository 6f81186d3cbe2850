import { expect, it } from 'vitest';
import { createOpsServer, type OpsServerOptions } from './ops-server.ts';

const parts = { redis: 'up', gateway: 'up', telegram: 'unknown' } as const;
const queues = { assign: 'moving', timers: 'stuck' } as const;

async function look(url: string, change: Partial<OpsServerOptions> = {}) {
  const server = await createOpsServer({
    isDraining: () => false,
    schemaState: async () => 'current',
    parts: () => parts,
    queues: () => queues,
    readMetrics: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'desk_bot_draining 0\n' }),
    ...change,
  });
  return server.inject(url);
}

it('is ready while its database is there, whatever the queues do', async () => {
  const response = await look('/readyz');
  expect(response.statusCode).toBe(200);
  const facts = { database: true, migrations: true, parts, queues };
  expect(response.json()).toEqual({ status: 'ready', degraded: [], ...facts });
});

it.each(['redis', 'gateway', 'telegram'])('without %s it is ready, and poorer', async (part) => {
  const response = await look('/readyz', { parts: () => ({ ...parts, [part]: 'down' }) });
  expect([response.statusCode, response.json().degraded]).toEqual([200, [part]]);
});

it.each([
  ['away', { database: false, migrations: false }],
  ['behind', { database: true, migrations: false }],
] as const)('is not ready with a database that is %s, but alive', async (state, facts) => {
  const schemaState = async () => state;
  const response = await look('/readyz', { schemaState });
  expect([response.statusCode, response.json()]).toEqual([
    503,
    expect.objectContaining({ status: 'not-ready', ...facts }),
  ]);
  expect((await look('/healthz', { schemaState })).statusCode).toBe(200);
});

it('is not ready any more once it is on its way to stop', async () => {
  const response = await look('/readyz', { isDraining: () => true });
  expect([response.statusCode, response.json().status]).toEqual([503, 'draining']);
});

it('tells its figures as a page that a scraper reads', async () => {
  const response = await look('/metrics');
  expect(response.headers['content-type']).toMatch(/^text\/plain; version=0[.]0[.]4/);
  expect(response.body).toContain('desk_bot_draining 0');
});
