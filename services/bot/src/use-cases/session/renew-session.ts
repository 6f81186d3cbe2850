import type { OpenedSession } from '../../ports/gateway-desk.ts';
import type { Person } from '../../ports/people.ts';
import type { DelayedEffect, Plan } from '../../ports/plan.ts';
import { leaveTeams } from '../assignment/leave-team.ts';
import { planOf } from '../compose-plan.ts';
import { newsOfRole } from '../consultation/tell-consultations.ts';
import type { LiveDeskSession } from '../turn.ts';

/** How long a token is good for, as the contract says. */
const tokenMs = 10 * 60_000;
/** From 3 to 5 min after it was made it is exchanged for a new one, as long as there is activity. */
const renewBeforeMsMin = 5 * 60_000;
const renewSpreadMs = 2 * 60_000;

export function isTokenOld(session: LiveDeskSession, now: number): boolean {
  return session.tokenExpiresAt - now < renewBeforeMs(session);
}

/** Who begin a shift together do not renew together: each session has a moment of its own, by the random end of its id. */
function renewBeforeMs({ id }: Pick<LiveDeskSession, 'id'>): number {
  const share = Number.parseInt(id.slice(-8), 16) / 2 ** 32;
  return renewBeforeMsMin + Math.floor(share * renewSpreadMs);
}

/** Whether the person did anything since the token was made. */
export function hasActedSinceRenewal({ lastActivityAt, tokenExpiresAt }: LiveDeskSession): boolean {
  return lastActivityAt > tokenExpiresAt - tokenMs;
}

/**
 * The gateway counts from the last renewal, the bot from the last word: without this look back what was said just after
 * a renewal would not count there, and the session would end up to 5 min early in the middle of somebody's work.
 */
export function lookBackLater(session: { readonly id: string; readonly personId: string }, now: number): DelayedEffect {
  const effect = { kind: 'renew-session', sessionId: session.id, personId: session.personId } as const;
  return { kind: 'delayed', dueAt: now + tokenMs - renewBeforeMs(session) + 1_000, effect };
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
    effects: [
      lookBackLater(session, now),
      ...newsOfRole(person.id, person.profile, opened.profile),
      ...leaveTeams(person.id, person.profile, opened.profile),
    ],
  });
}
