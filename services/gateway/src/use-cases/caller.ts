import type { Profile } from '@desk/domain';
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

export type Caller = ServiceCaller | PersonCaller | GrantCaller;

export function requesterOf(caller: PersonCaller): Requester {
  const { employeeId, displayName, department } = caller.profile;
  return { employeeId, displayName, department, trackerAccount: caller.trackerAccount };
}
