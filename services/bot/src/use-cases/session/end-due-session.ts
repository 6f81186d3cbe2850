import { judgeSession } from '@desk/domain';
import type { People } from '../../ports/people.ts';
import type { Ledger, Plan } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { commitDecision } from '../commit-decision.ts';
import { planOf } from '../compose-plan.ts';
import type { LiveDeskSession } from '../turn.ts';
import { planSessionEnd } from './plan-session-end.ts';

/**
 * The job that ends sessions on time; where there was activity since, it is queued again for when the session is due
 * now. Nothing is shown: the person is asked when they come back.
 */
export function endDueSession({
  people,
  ledger,
  clock,
  policy,
}: {
  readonly people: People;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}) {
  return (personId: string): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(ledger, { kind: 'job', name: 'session-end' }, async () => {
      const session = (await people.findById(personId))?.session ?? null;
      if (session === null || session.state === 'ended') return planOf();
      return endOrWait(session, clock.now(), policy);
    });
}

function endOrWait(session: LiveDeskSession, now: number, { sessionLimits }: Policy): Plan {
  const verdict = judgeSession(session, now, sessionLimits);
  switch (verdict.kind) {
    case 'ended':
      return planSessionEnd(session, verdict.reason, { now, limits: sessionLimits });
    case 'live': {
      const { personId } = session;
      return planOf({ jobs: [{ queue: 'timers', timer: 'session-end', personId, dueAt: verdict.endsAt }] });
    }
  }
}
