import { type AuditEntry, type AuditObject, supervises } from '@desk/domain';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

/** The teams whose tickets, people and figures this person may see. */
export function supervisedTeams({ person: { profile } }: SignedInTurn): readonly string[] {
  return profile.teams.filter((team) => supervises(profile, team));
}

/** Reading others' data leaves a trace, one for each team. */
export function readingOf(
  { person, now }: SignedInTurn,
  teams: readonly string[],
  reason: string,
): readonly AuditEntry[] {
  return teams.map((id) => ({
    act: 'queue-read',
    actor: { kind: 'person', id: person.id },
    on: { kind: 'team', id },
    outcome: 'done',
    reason,
    at: now,
  }));
}

/** Not of a team that this person supervises. */
export function refuseAccess(turn: SignedInTurn, on: AuditObject): Plan {
  return planOf({
    effects: [notice(turn, { kind: 'not-for-you' })],
    audit: [
      {
        act: 'access-refused',
        actor: { kind: 'person', id: turn.person.id },
        on,
        outcome: 'refused',
        reason: 'not-supervised',
        at: turn.now,
      },
    ],
  });
}
