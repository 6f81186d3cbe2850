import type { Acquaintance } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import { leaveTeams } from '../assignment/leave-team.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { tellConsultations } from '../consultation/tell-consultations.ts';
import { planSessionEnd, type SessionEnding } from './plan-session-end.ts';

/** Somebody is to be let in no more: their session ends, and so does what they are in the middle of. */
export function planDismissal(
  { person: { id, profile }, session }: Pick<Acquaintance, 'person' | 'session'>,
  { now, limits }: Omit<SessionEnding, 'news'>,
): Plan {
  const told = tellConsultations({ kind: 'person', id }, { kind: 'dismissed' });
  return joinPlans(
    session === null ? planOf() : planSessionEnd(session, 'revoked', { now, limits, news: null }),
    planOf({ effects: [told, ...leaveTeams(id, profile, null)] }),
  );
}
