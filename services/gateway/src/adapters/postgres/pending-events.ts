import { randomUUID } from 'node:crypto';
import { ThinEvent } from '@desk/contract';
import type { Alarm } from '@desk/domain';
import { z } from 'zod';
import type { PendingEvents } from '../../ports/bot-events.ts';
import type { Database, Transaction } from './connect-database.ts';
import { Prisma } from './generated/client.ts';

const Rows = z.array(z.object({ event: z.string() }));

export function createPendingEvents(database: Database): PendingEvents {
  return {
    async listOldestOfEachKind(ofKindMax) {
      const rows = Rows.parse(await database.$queryRaw(selectOldestOfEachKind(ofKindMax)));
      return rows.map(({ event }) => ThinEvent.parse(JSON.parse(event)));
    },
    async remove(ids) {
      await database.pendingEvent.deleteMany({ where: { id: { in: [...ids] } } });
    },
  };
}

/** Within the transaction that revokes: the bot hears of it even if the gateway dies in between. */
export async function announceRevoked(transaction: Transaction, sessionIds: readonly string[], at: number) {
  await transaction.pendingEvent.createMany({
    data: sessionIds.map((sessionId) => {
      const event: ThinEvent = { kind: 'session-revoked', id: `revoked:${sessionId}`, sessionId, at };
      return { id: event.id, event: JSON.stringify(event), createdAt: new Date(at) };
    }),
    skipDuplicates: true,
  });
}

/** Within the transaction that raises them. Whose doing it is stays inside: `audit query --alarms` has it. */
export async function announceAlarms(transaction: Transaction, alarms: readonly Alarm[], now: number): Promise<void> {
  await transaction.pendingEvent.createMany({
    data: alarms.map(({ kind: alarm, count, at }) => {
      const event: ThinEvent = { kind: 'security-alarm', id: `alarm:${randomUUID()}`, alarm, count, at };
      return { id: event.id, event: JSON.stringify(event), createdAt: new Date(now) };
    }),
  });
}

/**
 * Only kinds that this version knows: what a later one left behind is that one's to deliver. A range in place of an equal
 * sign, and the kind in the order: where nearly all are of one kind, Postgres would else take the index of times alone,
 * and read the whole table for each of the others.
 */
export function selectOldestOfEachKind(ofKindMax: number): Prisma.Sql {
  const kinds = ThinEvent.options.map(({ shape }) => shape.kind.value);
  return Prisma.sql`
    select oldest.event from unnest(${kinds}::text[]) as kinds (kind)
    cross join lateral (
      select event, created_at from pending_events
      where event::json->>'kind' between kinds.kind and kinds.kind
      order by event::json->>'kind', created_at limit ${ofKindMax}
    ) as oldest
    order by oldest.created_at`;
}
