import { expect, it } from 'vitest';
import { countEvents } from './count-events.ts';
import { createOpsServer } from './ops-server.ts';

function serverWith(database: 'up' | 'down') {
  const counts = countEvents();
  counts.add('webhook', 'stored');
  counts.add('webhook', 'stored');
  return createOpsServer({
    ping: async () => {
      if (database === 'down') throw new Error('no database');
    },
    measureBacklog: async () => {
      if (database === 'down') throw new Error('no database');
      const inbox = { count: 3, ageSeconds: 1.5 };
      return { inbox, outbox: { count: 0, ageSeconds: 0 }, auditPending: 2 };
    },
    queues: () => ({ assign: 'moving', timers: 'stuck' }),
    residentBytes: () => 1_000,
    counts,
  });
}

it('is ready while the database answers, whatever the queues do', async () => {
  const response = await serverWith('up').inject('/readyz');
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({ status: 'ready', database: true, queues: { assign: 'moving', timers: 'stuck' } });
});

it('is not ready without the database, but alive', async () => {
  const server = serverWith('down');
  expect((await server.inject('/readyz')).statusCode).toBe(503);
  expect((await server.inject('/healthz')).statusCode).toBe(200);
});

it('tells its figures', async () => {
  const { body } = await serverWith('up').inject('/metrics');
  expect(body).toContain('desk_bot_events_total{what="webhook",outcome="stored"} 2');
  expect(body).toContain('desk_bot_queue_moving{queue="timers"} 0');
  expect(body).toContain('desk_bot_resident_bytes 1000');
  expect(body).toContain('desk_bot_waiting{what="inbox"} 3');
  expect(body).toContain('desk_bot_waiting_age_seconds{what="inbox"} 1.5');
  expect(body).toContain('desk_bot_waiting{what="audit"} 2');
});

it('tells without the database what it can tell', async () => {
  const response = await serverWith('down').inject('/metrics');
  expect(response.statusCode).toBe(200);
  expect(response.body).toContain('desk_bot_resident_bytes 1000');
  expect(response.body).not.toContain('desk_bot_waiting');
});
