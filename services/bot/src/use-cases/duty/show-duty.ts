import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { countOpen, dutyCard, dutyOf, dutyView } from './duty-card.ts';

/** Whether one is on shift, until when, and what can be done about it. */
export function showDuty({ tickets, policy }: { readonly tickets: Tickets; readonly policy: Policy }) {
  return async (turn: SignedInTurn): Promise<Plan> => {
    const { person, now } = turn;
    const duty = dutyOf(person, turn.duty, now);
    const view = dutyView(person, duty, await countOpen(tickets, person.id), policy);
    return planOf({ effects: [reply(turn, view, dutyCard('below'))] });
  };
}
