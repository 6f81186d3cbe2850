import type { DueSessions, People } from '../../ports/people.ts';
import type { Ledger } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { commitDecision } from '../commit-decision.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { planSessionEnd } from '../session/plan-session-end.ts';

interface Needs {
  readonly people: People;
  readonly dueSessions: DueSessions;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

const sessionsPerStep = 500;
const stepsMax = 200;
const dayMs = 24 * 3_600_000;

/** Everybody signs in again: who may do so is decided anew, by the gateway. How many sessions there were. */
export function endAllSessions(needs: Needs) {
  return async (): Promise<number> => {
    let ended = 0;
    for (let step = 1; step <= stepsMax; step += 1) {
      const later = needs.clock.now() + dayMs;
      const personIds = await needs.dueSessions.listLiveIdleSince(later, later, sessionsPerStep);
      let endedNow = 0;
      for (const personId of personIds) endedNow += await endOf(personId, needs);
      ended += endedNow;
      // What is left belongs to people who were erased: nobody can use it.
      if (personIds.length < sessionsPerStep || endedNow === 0) return ended;
    }
    return ended;
  };
}

async function endOf(personId: string, { people, ledger, clock, policy }: Needs): Promise<number> {
  let ended = 0;
  await commitDecision(ledger, { kind: 'job', name: 'restore' }, async () => {
    const session = (await people.findById(personId))?.session ?? null;
    ended = session?.state === 'live' ? 1 : 0;
    if (session?.state !== 'live') return planOf();
    const { gatewaySessionId } = session;
    return joinPlans(
      planSessionEnd(session, 'revoked', { now: clock.now(), limits: policy.sessionLimits, news: null }),
      planOf({ effects: [{ kind: 'end-gateway-session', gatewaySessionId }] }),
    );
  });
  return ended;
}
