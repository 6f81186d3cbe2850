import { expect, it } from 'vitest';
import { createOpsServer, type OpsServerOptions } from './ops.ts';

function start(change: Partial<OpsServerOptions> = {}) {
  const server = createOpsServer({
    databaseAnswers: async () => true,
    trackerState: async () => 'up',
    directorySnapshotAt: () => 1_000,
    residentBytes: () => 123,
    counts: new Map([
      ['fileTicket 201', 3],
      ['fileTicket 503', 1],
    ]),
    ...change,
  });
  return (url: string) => server.inject({ method: 'GET', url });
}

it('is up as long as it answers', async () => {
  const get = start({ databaseAnswers: async () => false });
  expect((await get('/healthz')).json()).toEqual({ status: 'up' });
});

it('is ready with its database, whatever the tracker does', async () => {
  const ready = await start({ trackerState: async () => 'down' })('/readyz');
  expect([ready.statusCode, ready.json()]).toEqual([
    200,
    { status: 'ready', database: true, tracker: 'down', directorySnapshotAt: 1_000 },
  ]);
  const not = await start({ databaseAnswers: async () => false })('/readyz');
  expect([not.statusCode, not.json().status]).toEqual([503, 'not-ready']);
});

it('counts its answers for the scraper', async () => {
  const { payload, headers } = await start()('/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain/);
  expect(payload.split('\n')).toEqual(
    expect.arrayContaining([
      'desk_gateway_requests_total{endpoint="fileTicket",status="201"} 3',
      'desk_gateway_requests_total{endpoint="fileTicket",status="503"} 1',
      'desk_gateway_resident_bytes 123',
    ]),
  );
});
