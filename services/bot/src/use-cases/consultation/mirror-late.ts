import type { ChatMessages } from '../../ports/consultations.ts';
import type { DelayedEffect, Ledger } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';

interface Needs {
  readonly chatMessages: ChatMessages;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** Longer than what was said usually takes into its ticket, a few attempts among it. */
const lateAfterMs = 3 * 60_000;
const dialoguesMax = 100;

/**
 * Dialogues whose words their tickets should have by now are mirrored again: whatever was lost on the way, what was
 * said is not. Where the effect still waits, that one stands for both.
 */
export function mirrorLate({ chatMessages, ledger, clock }: Needs) {
  return async (): Promise<{ readonly dialogues: number }> => {
    const now = clock.now();
    const late = await chatMessages.listUnmirrored(now - lateAfterMs, dialoguesMax);
    const effects = late.map(
      ({ consultationId, ticketId }): DelayedEffect => ({
        ...{ kind: 'delayed', dueAt: now, once: `mirror:${consultationId}` },
        effect: { kind: 'mirror-chat', ticketId, consultationId },
      }),
    );
    if (effects.length > 0) await ledger.commit(planOf({ effects }), { kind: 'job', name: 'mirror-late' });
    return { dialogues: effects.length };
  };
}
