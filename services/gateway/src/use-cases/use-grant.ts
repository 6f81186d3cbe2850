import type { AuditLog } from '../ports/audit-log.ts';
import type { Consultation, Consultations } from '../ports/consultations.ts';
import type { Clock } from '../ports/system.ts';
import type { ConsultationCaller } from './caller.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refusedEntry } from './ticket-entry.ts';

export interface UseGrantPorts {
  readonly consultations: Consultations;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** What a grant is used on. */
export interface GrantUse {
  readonly caller: ConsultationCaller;
  readonly number: string;
  readonly consultationId: string;
}

export type GrantedUse = { readonly kind: 'granted'; readonly consultation: Consultation } | Refusal<'grant-refused'>;

/**
 * A grant is good for its own consultation and its own ticket. The consultation is as it is now: another call under the
 * same grant may have closed it since this one began.
 */
export async function useGrant(ports: UseGrantPorts, use: GrantUse): Promise<GrantedUse> {
  const { caller, number, consultationId } = use;
  const { id } = caller.consultation;
  const consultation = await ports.consultations.find(id);
  if (consultation?.id === consultationId && consultation.number === number) return { kind: 'granted', consultation };
  return refuseGrant(ports, caller, 'grant-of-another');
}

/** `reason`: a code of what it was used for beyond what it is good for. */
export async function refuseGrant(
  { audit, clock }: Pick<UseGrantPorts, 'audit' | 'clock'>,
  { consultation }: ConsultationCaller,
  reason: string,
): Promise<Refusal<'grant-refused'>> {
  const { number } = consultation;
  await audit.append([refusedEntry({ caller: { kind: 'service' }, number, reason }, clock.now())]);
  return refuse('grant-refused');
}
