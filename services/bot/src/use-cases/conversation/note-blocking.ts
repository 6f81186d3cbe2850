import type { Plan } from '../../ports/plan.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { tellConsultations } from '../consultation/tell-consultations.ts';
import type { Turn } from '../turn.ts';
import { type CatchUp, catchUp } from './catch-up.ts';

/** Nothing is sent to someone who blocked the bot. Their tickets go on. */
export function noteBlocked() {
  return async (turn: Turn): Promise<Plan> => {
    const { known, now } = turn;
    if (known === null || known.person.blockedAt !== null) return planOf();
    const { version, ...person } = known.person;
    const blocked = { kind: 'save-person', person: { ...person, blockedAt: now }, expected: version } as const;
    const told = tellConsultations({ kind: 'person', id: person.id }, { kind: 'unreachable' });
    return joinPlans(planOf({ changes: [blocked], effects: [told] }), auditOf(turn, person.id, 'blocked'));
  };
}

/** Their tickets went on meanwhile, and they see how far. */
export function noteUnblocked(needs: CatchUp) {
  return async (turn: Turn): Promise<Plan> => {
    const { known } = turn;
    if (known === null || known.person.blockedAt === null) return planOf();
    return joinPlans(await catchUp(needs, turn), auditOf(turn, known.person.id, 'unblocked'));
  };
}

function auditOf({ now }: Turn, id: string, reason: 'blocked' | 'unblocked'): Plan {
  const person = { kind: 'person', id } as const;
  return planOf({ audit: [{ act: 'chat-blocked', actor: person, on: person, outcome: 'done', reason, at: now }] });
}
