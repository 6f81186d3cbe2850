import type { PersonRecords } from '../../ports/person-records.ts';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

/** All of it has to be read and opened for it. */
const exportEveryMs = 60 * 60_000;

/** *My data*: everything that is held of a person, as a file in their chat. */
export function exportData({ personRecords }: { readonly personRecords: Pick<PersonRecords, 'findLastExport'> }) {
  return async (turn: SignedInTurn): Promise<Plan> => {
    const { now, person } = turn;
    const { id: personId, chatId } = person;
    const last = await personRecords.findLastExport(personId);
    if (last !== null && now - last < exportEveryMs) {
      return planOf({ effects: [notice(turn, { kind: 'data-too-soon', at: last + exportEveryMs })] });
    }
    const whose = { kind: 'person', id: personId } as const;
    return planOf({
      changes: [{ kind: 'note-export', personId, at: now }],
      effects: [notice(turn, { kind: 'data-begun' }), { kind: 'send-data', chatId, personId }],
      audit: [{ act: 'data-exported', actor: whose, on: whose, outcome: 'done', reason: 'self', at: now }],
    });
  };
}
