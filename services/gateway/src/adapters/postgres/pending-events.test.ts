import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { aUuid } from '../../../test/fakes/system.ts';
import { connectDatabase, type DatabaseConnection } from './connect-database.ts';
import { Prisma } from './generated/client.ts';
import { createPendingEvents, selectOldestOfEachKind } from './pending-events.ts';

const Plan = z.array(z.object({ 'QUERY PLAN': z.string() }));

let connection: DatabaseConnection;
beforeAll(async () => {
  connection = connectDatabase((await testDatabase('gateway')).url);
  const { database } = connection;
  await database.$executeRaw`insert into pending_events (id, event, created_at)
    select 'e-' || number, json_build_object('kind', 'person-erased', 'id', 'e-' || number, 'employeeId', 'e-1', 'at', 1),
      to_timestamp(number)
    from generate_series(1, 5000) as number`;
  // As Postgres sees it, they are all of one kind: the plan has to be right for the others as well.
  await database.$executeRaw`analyze pending_events`;
  const revoked = { kind: 'session-revoked', id: 'r-1', sessionId: aUuid(1), at: 1 };
  const later = { kind: 'of-a-later-version', id: 'l-1' };
  await database.pendingEvent.createMany({
    data: [revoked, later].map((event) => ({ id: event.id, event: JSON.stringify(event), createdAt: new Date() })),
  });
});
afterAll(() => connection.close());

it('finds the oldest of each kind by the index, whatever else there is', async () => {
  const { database } = connection;
  const said = await database.$queryRaw(Prisma.sql`explain (costs off) ${selectOldestOfEachKind(100)}`);
  const plan = Plan.parse(said).map((line) => line['QUERY PLAN'].trim());
  expect(plan).toContain('->  Index Scan using pending_events_kind_created_at_idx on pending_events');
  // One sort, of what was found; none of all that a kind has.
  expect(plan.filter((line) => line.startsWith('Sort Key') || line.includes('Seq Scan'))).toEqual([
    'Sort Key: pending_events.created_at',
  ]);
});

it('lists one session that ended beside 5,000 of another kind, and nothing of a kind it does not know', async () => {
  const events = await createPendingEvents(connection.database).listOldestOfEachKind(100);
  expect(events.map(({ id }) => id)).toEqual([...Array.from({ length: 100 }, (_, order) => `e-${order + 1}`), 'r-1']);
});
