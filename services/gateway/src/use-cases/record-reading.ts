import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/system.ts';
import type { PersonCaller } from './caller.ts';

/** Reading what is somebody else's, and trying to, is audited. */
export async function recordReading(
  { audit, clock }: { readonly audit: AuditLog; readonly clock: Clock },
  caller: PersonCaller,
  number: string,
  permitted: boolean,
): Promise<void> {
  await audit.append([
    {
      act: 'ticket-read',
      actor: { kind: 'person', id: caller.profile.employeeId },
      on: { kind: 'ticket', id: number },
      outcome: permitted ? 'done' : 'refused',
      reason: permitted ? null : 'not-permitted',
      at: clock.now(),
    },
  ]);
}
