import type { Acquaintance, People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { countOpen } from '../duty/duty-card.ts';
import { buttons, press, reply, type View } from '../show-screen.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import type { SignedInTurn } from '../turn.ts';
import { readingOf, supervisedTeams } from './supervised-teams.ts';

interface Needs {
  readonly people: People;
  readonly tickets: Tickets;
}

/** As many as fit a message with a button for each. */
const shownMax = 30;

/** Who works now in the supervisor's teams, since when, and how much they have. */
export function listOnShift(needs: Needs) {
  return async (turn: SignedInTurn, said: { readonly below: boolean }): Promise<Plan> => {
    const view = await presentOnShift(needs, turn);
    return planOf({
      effects: [reply(turn, view, listCard(said.below))],
      audit: readingOf(turn, supervisedTeams(turn), 'on-shift'),
    });
  };
}

/** `without`: whose shift has ended this very moment. */
export async function presentOnShift(
  { people, tickets }: Needs,
  turn: SignedInTurn,
  without: string | null = null,
): Promise<View> {
  const staff = await people.listStaff(supervisedTeams(turn));
  const onDuty = staff.filter((known) => isThere(known) && known.person.id !== without).toSorted(byName);
  const shown = onDuty.slice(0, shownMax);
  const lines = await Promise.all(
    shown.map(async ({ person, duty }) => ({
      name: person.profile.displayName,
      state: duty?.state ?? 'off-shift',
      since: duty?.since ?? turn.now,
      active: await countOpen(tickets, person.id),
    })),
  );
  const ways = shown.map(({ person }) => [
    press({ kind: 'set-off-shift', personId: person.id }, { about: person.profile.displayName }),
  ]);
  return { screen: { kind: 'on-shift', people: lines }, keyboard: buttons(...ways) };
}

function isThere({ person, duty }: Acquaintance): boolean {
  return person.detachedAt === null && duty !== null && duty.state !== 'off-shift';
}

function byName(one: Acquaintance, another: Acquaintance): number {
  return one.person.profile.displayName.localeCompare(another.person.profile.displayName, 'uk');
}
