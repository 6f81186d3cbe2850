import type { Grant } from '@desk/contract';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Consultations } from '../ports/consultations.ts';
import type { Clock, Ids } from '../ports/system.ts';
import type { TicketReader } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import { grantLimits } from './grant-limits.ts';
import { mayConsult } from './policy.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { refusedEntry, ticketEntry } from './ticket-entry.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface OpenConsultationPorts {
  readonly reader: TicketReader;
  readonly consultations: Consultations;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly weigh: WeighTicket;
}

/** A consultation as a person asks for it, or takes part in it. */
export interface ConsultationAsked {
  readonly caller: PersonCaller;
  readonly number: string;
  readonly consultationId: string;
}

export type OpenConsultationOutcome =
  | { readonly kind: 'opened'; readonly grant: Grant }
  | Refusal<'not-permitted' | 'not-found' | 'tracker-down'>;

/** Records a consultation and gives out the grant that documents it. The same one, for the same person, is the same grant. */
export function openConsultation(ports: OpenConsultationPorts) {
  return async (asked: ConsultationAsked): Promise<OpenConsultationOutcome> => {
    const { caller, number, consultationId } = asked;
    const { reader, consultations, clock, ids, weigh } = ports;
    const { employeeId } = caller.profile;
    const known = await consultations.find(consultationId);
    if (known) return known.number === number && known.employeeId === employeeId ? opened(known) : refuseRight(asked);

    const read = await reader.read(number);
    if (read.kind !== 'read') return refuseTrouble(read);
    const { rights } = await weigh(read.ticket, caller);
    if (!mayConsult(caller.profile, rights)) return refuseRight(asked);

    const at = clock.now();
    const grant = { id: ids.uuid(), expiresAt: at + grantLimits.lifetimeMs };
    const outcome = await consultations.open(
      { id: consultationId, number, employeeId, grant, at },
      ticketEntry({ caller, number, act: 'consultation-opened', reason: consultationId }, at),
    );
    if (outcome.kind === 'full' || outcome.consultation.employeeId !== employeeId) return refuseRight(asked);
    return opened(outcome.consultation);
  };

  async function refuseRight({ caller, number }: ConsultationAsked): Promise<Refusal<'not-permitted'>> {
    await ports.audit.append([refusedEntry({ caller, number, reason: 'open-consultation' }, ports.clock.now())]);
    return refuse('not-permitted');
  }
}

function opened({ grant }: { readonly grant: Grant }): OpenConsultationOutcome {
  return { kind: 'opened', grant };
}
