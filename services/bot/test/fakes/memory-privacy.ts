import type { ErasureObstacle, PersonRecords } from '../../src/ports/person-records.ts';
import type { Change } from '../../src/ports/plan.ts';
import type { PrivacyDesk } from '../../src/ports/privacy-desk.ts';
import { call, type GatewayState } from './gateway-state.ts';
import { findLive } from './memory-session-desk.ts';
import type { Tables } from './memory-tables.ts';

/** What is held of a person, as far as use cases ask: the rows themselves are for Postgres to prove. */
export function memoryPersonRecords(tables: Tables): PersonRecords {
  return {
    read: async (personId) => {
      const person = tables.people.get(personId);
      return person === undefined ? null : { person: person.profile };
    },
    findObstacles: async (personId) => obstaclesOf(tables, personId),
    findLastExport: async (personId) => tables.exports.get(personId) ?? null,
  };
}

function obstaclesOf(tables: Tables, personId: string): readonly ErasureObstacle[] {
  const consultations = [...tables.consultations.values()].map(({ consultation }) => consultation);
  const tickets = [...tables.tickets.values()].map(({ ticket }) => ticket);
  const isTalking = consultations.some((one) => one.employeeId === personId && !('endedAt' in one));
  const isSending =
    tickets.some(({ requesterId, filing }) => requesterId === personId && filing === 'accepted') ||
    [...tables.drafts.values()].some(({ draft, state }) => draft.ownerId === personId && state.kind === 'sending');
  const onShift = (tables.duties.get(personId)?.state ?? 'off-shift') !== 'off-shift';
  const isAssigned = tickets.some(
    ({ assigneeId, status }) => assigneeId === personId && status !== 'resolved' && status !== 'closed',
  );
  return [
    ...(isTalking ? (['consultation'] as const) : []),
    ...(isSending ? (['sending'] as const) : []),
    ...(onShift ? (['on-shift'] as const) : []),
    ...(isAssigned ? (['assigned'] as const) : []),
  ];
}

type Erasing = Extract<Change, { readonly kind: 'erase-person' }>;

export function eraseRows(tables: Tables, { personId }: Erasing): void {
  tables.people.delete(personId);
  tables.duties.delete(personId);
  tables.compositions.delete(personId);
  tables.exports.delete(personId);
  deleteWhere(tables.sessions, (session) => session.personId === personId);
  deleteWhere(tables.drafts, ({ draft }) => draft.ownerId === personId);
  deleteWhere(tables.outgoing, ({ comment }) => comment.authorId === personId);
  deleteWhere(tables.tickets, ({ ticket }) => ticket.requesterId === personId);
}

function deleteWhere<Row>(rows: Map<string, Row>, is: (row: Row) => boolean): void {
  for (const [id, row] of rows) if (is(row)) rows.delete(id);
}

export function memoryPrivacyDesk(gateway: GatewayState): PrivacyDesk {
  return {
    auditRetentionDays: () => 1_095,
    read: (token) =>
      call(gateway, () => {
        const live = findLive(gateway, token);
        if (live === null) return { kind: 'session-ended' } as const;
        return { kind: 'read', held: { person: { employeeId: live.employeeId } } } as const;
      }),
    erase: (token) =>
      call(gateway, () => {
        const live = findLive(gateway, token);
        if (live === null) return { kind: 'session-ended' } as const;
        for (const [id, { employeeId }] of gateway.sessions) {
          if (employeeId === live.employeeId) gateway.sessions.delete(id);
        }
        return { kind: 'erased' } as const;
      }),
  };
}
