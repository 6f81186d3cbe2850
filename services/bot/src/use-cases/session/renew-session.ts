import type { OpenedSession } from '../../ports/gateway-desk.ts';
import type { Person } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { LiveDeskSession } from '../turn.ts';

/** A token lives 10 min; from this much on it is exchanged for a new one, as long as there is activity. */
const renewBeforeMs = 5 * 60_000;

export function isTokenOld(session: LiveDeskSession, now: number): boolean {
  return session.tokenExpiresAt - now < renewBeforeMs;
}

/** Enough life left for a call that begins now. */
export function isTokenUsable(session: LiveDeskSession, now: number): boolean {
  return session.tokenExpiresAt - now > 30_000;
}

export function renewed(session: LiveDeskSession, { gatewaySessionId, token, tokenExpiresAt }: OpenedSession) {
  return { ...session, gatewaySessionId, token, tokenExpiresAt };
}

/** The new token, and what the directory says of the person today. */
export function planRenewal(person: Person, session: LiveDeskSession, opened: OpenedSession, now: number): Plan {
  const { version: sessionVersion, ...kept } = renewed(session, opened);
  const { version: personVersion, ...known } = person;
  return planOf({
    changes: [
      { kind: 'save-session', session: kept, expected: sessionVersion },
      {
        kind: 'save-person',
        person: { ...known, profile: opened.profile, profileCheckedAt: now, sealedPhone: opened.sealedPhone },
        expected: personVersion,
      },
    ],
  });
}
