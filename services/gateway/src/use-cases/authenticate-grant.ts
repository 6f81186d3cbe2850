import type { FilingGrants } from '../ports/desk-tickets.ts';
import type { Clock } from '../ports/system.ts';
import type { GrantCaller } from './caller.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface AuthenticateGrantPorts {
  readonly grants: FilingGrants;
  readonly clock: Clock;
}

/** A grant in its time. What it is good for, exactly one body, the filing itself checks. */
export function authenticateGrant({ grants, clock }: AuthenticateGrantPorts) {
  return async (id: string): Promise<GrantCaller | Refusal<'grant-refused'>> => {
    const grant = await grants.find(id);
    if (!grant || grant.expiresAt <= clock.now()) return refuse('grant-refused');
    return { kind: 'grant', grant };
  };
}
