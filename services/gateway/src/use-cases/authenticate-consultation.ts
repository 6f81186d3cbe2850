import type { Consultations } from '../ports/consultations.ts';
import type { Clock } from '../ports/system.ts';
import type { ConsultationCaller } from './caller.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface AuthenticateConsultationPorts {
  readonly consultations: Consultations;
  readonly clock: Clock;
}

/** A consultation by its grant, in its time. What the grant is good for, each use checks. */
export function authenticateConsultation({ consultations, clock }: AuthenticateConsultationPorts) {
  return async (grantId: string): Promise<ConsultationCaller | Refusal<'grant-refused'>> => {
    const consultation = await consultations.findByGrant(grantId);
    if (!consultation || consultation.grant.expiresAt <= clock.now()) return refuse('grant-refused');
    return { kind: 'consultation', consultation };
  };
}
