import { isWorking } from '@desk/domain';
import type { ShownWait } from '../../ports/consultations.ts';
import type { Ledger } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { hoursOf } from '../assignment/present-work.ts';
import { commitDecision } from '../commit-decision.ts';
import { planOf } from '../compose-plan.ts';
import { alertSupervisors } from './alert-supervisors.ts';
import { type FindScene, findScene } from './find-scene.ts';

export interface AlertLongWait extends FindScene {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** Whoever waits past the limit is told to the supervisors of the team, once; not while the team has its night. */
export function alertLongWait(needs: AlertLongWait) {
  return (consultationId: string): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(needs.ledger, { kind: 'job', name: 'consult' }, async () => {
      const now = needs.clock.now();
      const stored = await needs.consultations.findById(consultationId);
      if (stored === null || stored.consultation.state !== 'waiting' || stored.shown === null) return planOf();
      const { consultation, shown, version } = stored;
      if (shown.alerted || now - consultation.queuedAt < needs.policy.waitAlertMs) return planOf();
      if (consultation.reason === 'nobody-on-shift' && !isWorking(hoursOf(needs.policy, consultation.team), now)) {
        return planOf();
      }
      const effects = [{ kind: 'tell-supervisor', cause: 'nobody-accepts' }] as const;
      const scene = await findScene(needs, { consultation, effects });
      const alerted: ShownWait = { ...shown, alerted: true };
      return planOf({
        changes: [
          // As it is: of two who look at the same moment one is overtaken, and finds it told.
          { kind: 'save-consultation', consultation, dueAt: consultation.nextRoundAt, expected: version },
          { kind: 'note-shown-wait', consultationId, shown: alerted },
        ],
        effects: alertSupervisors('waits-long', consultation, scene, { now }),
      });
    });
}
