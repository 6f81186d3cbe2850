import type { SessionAnswer } from '@desk/contract';
import type { LiveSession, Profile } from '@desk/domain';
import type { SessionPerson, StoredSession } from '../ports/session-store.ts';
import type { TrackerPeople } from '../ports/tracker.ts';
import { permissionsOf } from './policy.ts';

export function profileOf(person: SessionPerson, people: TrackerPeople): Profile {
  const { employeeId, displayName, position, department, role, teams, trackerAccount } = person;
  return {
    employeeId,
    displayName,
    position,
    department,
    role,
    teams,
    permissions: permissionsOf(role),
    trackerProfileUrl: trackerAccount === null ? null : people.profileUrl(trackerAccount),
  };
}

export function presentSession(
  stored: StoredSession & { readonly session: LiveSession },
  issued: { readonly token: string; readonly expiresAt: number },
  people: TrackerPeople,
): SessionAnswer {
  const profile = profileOf(stored.person, people);
  return {
    session: {
      id: stored.session.id,
      token: issued.token,
      tokenExpiresAt: issued.expiresAt,
      endsAt: stored.session.endsAt,
    },
    person: {
      ...profile,
      teams: [...profile.teams],
      permissions: [...profile.permissions],
      sealedPhone: stored.sealedPhone,
    },
  };
}
