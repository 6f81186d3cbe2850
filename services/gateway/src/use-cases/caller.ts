import type { Profile } from '@desk/domain';
import type { Consultation } from '../ports/consultations.ts';
import type { FilingGrant, Requester } from '../ports/desk-tickets.ts';

/** The service itself: no person behind the call. */
export interface ServiceCaller {
  readonly kind: 'service';
}

/** A person with a live session. */
export interface PersonCaller {
  readonly kind: 'person';
  readonly sessionId: string;
  readonly profile: Profile;
  readonly trackerAccount: string | null;
}

/** A filing that was accepted earlier, and may be finished without its session. */
export interface GrantCaller {
  readonly kind: 'grant';
  readonly grant: FilingGrant;
}

/** A consultation that was opened earlier, and is documented whether or not its people's sessions last. */
export interface ConsultationCaller {
  readonly kind: 'consultation';
  readonly consultation: Consultation;
}

export type Caller = ServiceCaller | PersonCaller | GrantCaller | ConsultationCaller;

export function requesterOf(caller: PersonCaller): Requester {
  const { employeeId, displayName, department } = caller.profile;
  return { employeeId, displayName, department, trackerAccount: caller.trackerAccount };
}
