import type { AuditLog } from '../ports/audit-log.ts';
import type { RestoredGateway } from '../ports/restoring.ts';
import type { Clock } from '../ports/system.ts';

export interface RestoreGatewayPorts {
  readonly restored: RestoredGateway;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export type RestoreGatewayOutcome =
  | { readonly kind: 'at-work' }
  | { readonly kind: 'restored'; readonly sessions: number };

const sessionsPerStep = 500;
const stepsMax = 200;

/**
 * After the gateway's database was restored to an earlier point, before it starts: who may act is decided anew. A
 * session that was taken back since the point would live again.
 */
export function restoreGateway({ restored, audit, clock }: RestoreGatewayPorts) {
  return async (operator: string): Promise<RestoreGatewayOutcome> => {
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
    return { kind: 'restored', sessions };
  };
}
