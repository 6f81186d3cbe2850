import { judgeSession } from '@desk/domain';
import type { Consultations } from '../../ports/consultations.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Ledger, Plan } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { isTokenOld } from '../session/renew-session.ts';

interface Needs {
  readonly consultations: Consultations;
  readonly people: People;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** Waiting and talking at one time. */
const openMax = 2_000;
const peoplePerCommit = 50;

/** Whoever waits in line or talks is active, without a word of theirs to the desk: their sessions stay alive. */
export function keepSessions({ consultations, people, ledger, clock, policy }: Needs) {
  return async (): Promise<{ readonly kept: number }> => {
    const now = clock.now();
    const open = await consultations.listOpen(openMax);
    const ids = [...new Set(open.flatMap(({ consultation }) => [consultation.employeeId, ...talkerOf(consultation)]))];
    let kept = 0;
    for (let at = 0; at < ids.length; at += peoplePerCommit) {
      const known = await Promise.all(ids.slice(at, at + peoplePerCommit).map((id) => people.findById(id)));
      const plans = known.flatMap((each) => (each === null ? [] : touch(each, now, policy)));
      kept += plans.length;
      if (plans.length > 0) await ledger.commit(joinPlans(...plans), { kind: 'job', name: 'keep-sessions' });
    }
    return { kept };
  };
}

function talkerOf(consultation: Awaited<ReturnType<Consultations['listOpen']>>[number]['consultation']) {
  return 'dialogue' in consultation ? [consultation.dialogue.specialistId] : [];
}

/** Empty where the session is over: a job of its own ends it, and the absolute limit holds for everybody. */
function touch({ person, session }: Acquaintance, now: number, { sessionLimits }: Policy): readonly Plan[] {
  if (session === null || session.state === 'ended') return [];
  if (judgeSession(session, now, sessionLimits).kind === 'ended') return [];
  const renewal = { kind: 'renew-session', sessionId: session.id, personId: person.id } as const;
  return [
    planOf({
      changes: [{ kind: 'touch-session', sessionId: session.id, at: now }],
      effects: isTokenOld(session, now) ? [renewal] : [],
    }),
  ];
}
