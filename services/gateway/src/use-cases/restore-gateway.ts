import type { AuditLog } from '../ports/audit-log.ts';
import type { PersonRecords } from '../ports/person-records.ts';
import type { RestoredGateway } from '../ports/restoring.ts';
import type { Clock } from '../ports/system.ts';

export interface RestoreGatewayPorts {
  readonly restored: RestoredGateway;
  readonly records: Pick<PersonRecords, 'findByBotId' | 'erase'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export type RestoreGatewayOutcome =
  | { readonly kind: 'at-work' }
  | { readonly kind: 'restored'; readonly sessions: number; readonly erased: number };

const sessionsPerStep = 500;
const stepsMax = 200;

/**
 * After the gateway's database was restored to an earlier point, before it starts: who may act is decided anew. A
 * session that was taken back since the point would live again. Whoever was erased since is erased again: the bot's log
 * says who, by ids that the restored database still resolves.
 */
export function restoreGateway({ restored, records, audit, clock }: RestoreGatewayPorts) {
  return async (operator: string, erasedIds: readonly string[]): Promise<RestoreGatewayOutcome> => {
    if ((await restored.countWorkers()) > 0) return { kind: 'at-work' };
    const at = clock.now();
    let sessions = 0;
    for (let step = 1; step <= stepsMax; step += 1) {
      const ended = await restored.endSessions({ operator, at }, sessionsPerStep);
      sessions += ended;
      if (ended < sessionsPerStep) break;
    }
    const actor = { kind: 'operator', name: operator } as const;
    const on = { kind: 'configuration', id: 'database' } as const;
    await audit.append([{ act: 'database-restored', actor, on, outcome: 'done', reason: null, at }]);
    let erased = 0;
    for (const id of erasedIds) {
      const employeeId = await records.findByBotId(id);
      if (employeeId === null) continue;
      await records.erase({ employeeId, by: actor, at });
      erased += 1;
    }
    return { kind: 'restored', sessions, erased };
  };
}
