import type { People } from '../ports/people.ts';
import type { Ledger } from '../ports/plan.ts';
import type { Clock } from '../ports/system.ts';
import { commitDecision } from './commit-decision.ts';
import { planOf } from './compose-plan.ts';
import type { Speaker } from './intent.ts';
import { notice } from './show-screen.ts';

/** Someone sends more than is taken from one person: told once and politely, and noted. */
export function slowDown({
  people,
  ledger,
  clock,
}: {
  readonly people: People;
  readonly ledger: Ledger;
  readonly clock: Clock;
}) {
  return (speaker: Speaker): Promise<'committed' | 'overtaken' | 'fenced'> =>
    commitDecision(ledger, { kind: 'job', name: 'slow-down' }, async () => {
      const now = clock.now();
      const known = await people.findByTelegramId(speaker.telegramId);
      const language = known?.person.language ?? speaker.language;
      const isPrivate = speaker.chatKind === 'private';
      return planOf({
        effects: isPrivate ? [notice({ speaker, language }, { kind: 'too-fast' })] : [],
        audit: [
          {
            act: 'rate-limited',
            actor: known ? { kind: 'person', id: known.person.id } : { kind: 'service' },
            on: null,
            outcome: 'refused',
            reason: 'too-fast',
            at: now,
          },
        ],
      });
    });
}
