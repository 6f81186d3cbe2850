import { type Alarm, type AlarmLimits, detectAlarms } from '@desk/domain';
import type { AuditWatch } from '../../ports/audit-watch.ts';
import type { Clock } from '../../ports/system.ts';

export interface WatchAuditPorts {
  readonly watch: AuditWatch;
  readonly clock: Clock;
  readonly limits: AlarmLimits;
}

const looksMax = 20;

/** Looks through all that is fresh in both logs; the alarms that were raised. What is left is looked at the next time. */
export function watchAudit({ watch, clock, limits }: WatchAuditPorts) {
  return async (): Promise<readonly Alarm[]> => {
    const alarms: Alarm[] = [];
    for (let count = 0; count < looksMax; count += 1) {
      const look = await watch.look((entries) => detectAlarms(entries, limits), clock.now());
      alarms.push(...look.alarms);
      if (!look.more) break;
    }
    return alarms;
  };
}
