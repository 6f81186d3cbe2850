import { type Duty, findTeam, offDuty, shiftEndsAt } from '@desk/domain';
import type { Person, StoredDuty } from '../../ports/people.ts';
import type { Placement } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { buttons, press, type View } from '../show-screen.ts';

export function dutyCard(where: 'in-place' | 'below'): Placement {
  return { kind: where === 'below' ? 'card-below' : 'card', card: 'duty' };
}

/** The duty of someone who may never have been on shift. */
export function dutyOf({ id }: Person, stored: StoredDuty | null, now: number): Duty {
  return stored ?? offDuty(id, now);
}

/** When the shift ends by itself, by the hours of all teams the person works in; null when off shift. */
export function endOfShift({ profile }: Person, duty: Duty, { catalogue }: Policy): number | null {
  const hours = profile.teams.flatMap((team) => findTeam(catalogue, team)?.hours ?? []);
  return shiftEndsAt(duty, hours);
}

/** How many open tickets somebody has. */
export async function countOpen(tickets: Tickets, personId: string): Promise<number> {
  return (await tickets.listAssignedTo(personId, { offset: 0, size: 1 })).total;
}

export function dutyView(person: Person, duty: Duty, active: number, policy: Policy): View {
  return {
    screen: { kind: 'duty', state: duty.state, shiftEndsAt: endOfShift(person, duty, policy), active },
    keyboard: buttons(waysFrom(duty)),
  };
}

function waysFrom({ state }: Duty): readonly Button[] {
  switch (state) {
    case 'off-shift':
      return [press({ kind: 'set-duty', state: 'on-shift' })];
    case 'on-shift':
      return [press({ kind: 'set-duty', state: 'break' }), press({ kind: 'set-duty', state: 'off-shift' })];
    case 'break':
      return [press({ kind: 'set-duty', state: 'on-shift' }), press({ kind: 'set-duty', state: 'off-shift' })];
  }
}
