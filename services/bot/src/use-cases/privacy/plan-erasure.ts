import type { Acquaintance } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';

type Asked = Extract<DeskEffect, { readonly kind: 'erase-person' }>['asked'];

/**
 * All that is theirs goes in one step, the key first of all. The log has their random id, of which nobody can tell any
 * more whose it was, and by it a restored database is told whom to erase again.
 */
export function planErasure({ person }: Acquaintance, asked: Asked, now: number): Plan {
  const whose = { kind: 'person', id: person.id } as const;
  return planOf({
    changes: [
      {
        kind: 'erase-person',
        personId: person.id,
        // The chat of whoever has left the account is someone else's by now.
        chatId: person.detachedAt === null ? person.chatId : null,
      },
    ],
    effects: tell(person, { screen: { kind: 'erased' }, keyboard: { kind: 'remove' } }),
    audit: [
      {
        act: 'person-erased',
        actor: asked === 'by-themselves' ? whose : { kind: 'service' },
        on: whose,
        outcome: 'done',
        reason: asked,
        at: now,
      },
    ],
  });
}
