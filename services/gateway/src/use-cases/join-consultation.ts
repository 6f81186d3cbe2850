import type { AuditLog } from '../ports/audit-log.ts';
import type { Consultation, Consultations } from '../ports/consultations.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketReader } from '../ports/tracker.ts';
import type { ConsultationAsked } from './open-consultation.ts';
import { mayBeConsulted } from './policy.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { refusedEntry, ticketEntry } from './ticket-entry.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface JoinConsultationPorts {
  readonly reader: TicketReader;
  readonly consultations: Consultations;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly weigh: WeighTicket;
}

export type JoinConsultationOutcome =
  | { readonly kind: 'joined' }
  | Refusal<'not-permitted' | 'not-found' | 'tracker-down'>;

/** Records that a specialist of the ticket's team is consulted, which is a right to the ticket from then on. */
export function joinConsultation(ports: JoinConsultationPorts) {
  return async (asked: ConsultationAsked): Promise<JoinConsultationOutcome> => {
    const { caller, number, consultationId } = asked;
    const { reader, consultations, clock, weigh } = ports;
    const { profile } = caller;
    const consultation = await consultations.find(consultationId);
    if (consultation?.number !== number) return refuse('not-found');
    if (consultation.specialistIds.includes(profile.employeeId)) return { kind: 'joined' };

    const read = await reader.read(number);
    if (read.kind !== 'read') return refuseTrouble(read);
    const { rights } = await weigh(read.ticket, caller);
    const at = clock.now();
    const isTheirs = consultation.employeeId === profile.employeeId;
    if (isTheirs || isOver(consultation, at) || !mayBeConsulted(profile, rights)) return refuseRight(asked);

    const entry = ticketEntry({ caller, number, act: 'consultation-joined', reason: consultationId }, at);
    const outcome = await consultations.join(consultationId, { employeeId: profile.employeeId, at }, entry);
    return outcome === 'joined' ? { kind: 'joined' } : refuseRight(asked);
  };

  async function refuseRight({ caller, number }: ConsultationAsked): Promise<Refusal<'not-permitted'>> {
    await ports.audit.append([refusedEntry({ caller, number, reason: 'join-consultation' }, ports.clock.now())]);
    return refuse('not-permitted');
  }
}

function isOver({ closedRevision, grant }: Consultation, now: number): boolean {
  return closedRevision !== null || grant.expiresAt <= now;
}
