import type { People } from '../ports/people.ts';
import type { Cause, Ledger } from '../ports/plan.ts';
import type { Clock, Policy } from '../ports/system.ts';
import { commitDecision } from './commit-decision.ts';
import { planOf } from './compose-plan.ts';
import type { Speaker } from './intent.ts';
import { notice } from './show-screen.ts';

/**
 * An update has failed for the last time. Its sender, where there is one to be told, learns that it did not work and
 * whom to ask; what came is kept sealed for whoever looks into it.
 */
export function giveUpUpdate({
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
  return (
    speaker: Speaker | null,
    update: { readonly id: string },
    cause: Cause,
  ): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(ledger, cause, async () => {
      const now = clock.now();
      const known = speaker ? await people.findByTelegramId(speaker.telegramId) : null;
      const isPrivate = speaker?.chatKind === 'private';
      const language = known?.person.language ?? speaker?.language;
      return planOf({
        effects:
          speaker && language && isPrivate
            ? [notice({ speaker, language }, { kind: 'not-now', contact: policy.supportContact })]
            : [],
        audit: [
          {
            act: 'update-dead-lettered',
            actor: known ? { kind: 'person', id: known.person.id } : { kind: 'service' },
            on: { kind: 'update', id: update.id },
            outcome: 'failed',
            reason: null,
            at: now,
          },
        ],
        cause: 'dead',
      });
    });
}
