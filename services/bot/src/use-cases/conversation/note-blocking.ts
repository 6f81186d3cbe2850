import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { Turn } from '../turn.ts';

/** Nothing is sent to someone who blocked the bot. Their tickets go on. */
export function noteBlocked() {
  return async (turn: Turn): Promise<Plan> => mark(turn, turn.now);
}

/** What the chat had to wait for goes out again. */
export function noteUnblocked() {
  return async (turn: Turn): Promise<Plan> => mark(turn, null);
}

function mark({ known, now }: Turn, blockedAt: number | null): Plan {
  if (known === null) return planOf();
  const { version, ...person } = known.person;
  if ((person.blockedAt === null) === (blockedAt === null)) return planOf();
  return planOf({
    changes: [{ kind: 'save-person', person: { ...person, blockedAt }, expected: version }],
    audit: [
      {
        act: 'chat-blocked',
        actor: { kind: 'person', id: person.id },
        on: { kind: 'person', id: person.id },
        outcome: 'done',
        reason: blockedAt === null ? 'unblocked' : 'blocked',
        at: now,
      },
    ],
  });
}
