import { randomUUID } from 'node:crypto';
import { ThinEvent } from '@desk/contract';
import type { Alarm } from '@desk/domain';
import type { PendingEvents } from '../../ports/bot-events.ts';
import type { Database, Transaction } from './connect-database.ts';

export function createPendingEvents(database: Database): PendingEvents {
  return {
    async listOldest(rowsMax) {
      const rows = await database.pendingEvent.findMany({ orderBy: { createdAt: 'asc' }, take: rowsMax });
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
