import { findTeam, startOfDay } from '@desk/domain';
import type { ConsultationRecords } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, press, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { figuresOf } from './figures-of.ts';

interface Needs {
  readonly consultationRecords: ConsultationRecords;
  readonly policy: Policy;
}

/** A specialist's own consultations since the beginning of the day so many days ago, today among them. */
export function showOwnFigures({ consultationRecords, policy }: Needs) {
  return async (
    turn: SignedInTurn,
    { days, below }: { readonly days: ActionOf<'own-figures'>['days']; readonly below: boolean },
  ): Promise<Plan> => {
    const { catalogue } = policy;
    const timeZone = findTeam(catalogue, catalogue.defaultTeam)?.hours.timeZone ?? 'UTC';
    const from = startOfDay(timeZone, turn.now, days - 1);
    const records = await consultationRecords.listRecords({ specialistId: turn.person.id }, from, turn.now + 1);
    const others = ([1, 7, 30] as const).filter((other) => other !== days);
    const view = {
      screen: { kind: 'own-figures', days, figures: figuresOf(records) },
      keyboard: buttons(others.map((other) => press({ kind: 'own-figures', days: other }))),
    } as const;
    return planOf({ effects: [reply(turn, view, { kind: below ? 'card-below' : 'card', card: 'own-figures' })] });
  };
}
