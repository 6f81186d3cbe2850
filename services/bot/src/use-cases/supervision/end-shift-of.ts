import { supervises } from '@desk/domain';
import type { People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { countOpen } from '../duty/duty-card.ts';
import { planEndOfShift } from '../duty/end-shift.ts';
import type { ActionOf } from '../routes.ts';
import { reply } from '../show-screen.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import type { SignedInTurn } from '../turn.ts';
import { presentOnShift } from './list-on-shift.ts';
import { refuseAccess } from './supervised-teams.ts';

/** A supervisor ends the shift of someone of their teams, who hears of it; their open tickets stay with them. */
export function endShiftOf({ people, tickets }: { readonly people: People; readonly tickets: Tickets }) {
  return async (turn: SignedInTurn, { personId }: ActionOf<'set-off-shift'>): Promise<Plan> => {
    const known = await people.findById(personId);
    const isOurs = known?.person.profile.teams.some((team) => supervises(turn.person.profile, team)) ?? false;
    if (known === null || !isOurs) return refuseAccess(turn, { kind: 'person', id: personId });

    const open = await countOpen(tickets, personId);
    const times = { at: turn.now, noticedAt: turn.now, byPersonId: turn.person.id };
    const ended = planEndOfShift(known, { why: 'supervisor', open, ...times });
    const view = await presentOnShift({ people, tickets }, turn, personId);
    return joinPlans(ended, planOf({ effects: [reply(turn, view, listCard(false))] }));
  };
}
