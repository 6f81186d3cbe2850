import type { Cursors } from '../../ports/cursors.ts';
import type { DeadLetterCount } from '../../ports/dead-letters.ts';
import type { People } from '../../ports/people.ts';
import type { Ledger, Placement, ShowEffect } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';

interface Needs {
  readonly deadLetters: DeadLetterCount;
  readonly people: People;
  readonly cursors: Cursors;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** What supervisors were told last. */
interface Told {
  readonly count: number;
  /** When they last heard it, with a sound. */
  readonly heardAt: number;
}

const cursorName = 'dead-letters-told';
const card = 'dead-letters';
const soundEveryMs = 3_600_000;

/**
 * Supervisors have one standing card that says how many letters there are, be it one or a hundred: the first is heard,
 * and what comes on top at most once an hour; the rest edits the card. A card of this kind that cannot be delivered is a
 * letter as any other, but it is not counted here: it makes no new card.
 */
export function tellOfLetters({ deadLetters, people, cursors, ledger, clock, policy }: Needs) {
  return async (): Promise<void> => {
    const told = readTold(await cursors.find(cursorName));
    const count = await deadLetters.count(card);
    if (count === told.count) return;
    const now = clock.now();
    const isHeard = count > told.count && now - told.heardAt >= soundEveryMs;
    const teams = policy.catalogue.teams.map(({ id }) => id);
    const supervisors = (await people.listStaff(teams)).filter(({ person }) => person.profile.role === 'supervisor');
    const effects = supervisors.flatMap<ShowEffect>(({ person }) =>
      tell(person, { screen: { kind: 'set-aside', count }, keyboard: null }, placeOf(count, isHeard)),
    );
    const value = `${count}@${isHeard ? now : told.heardAt}`;
    const changes = [{ kind: 'move-cursor', name: cursorName, value } as const];
    await ledger.commit(planOf({ changes, effects }), { kind: 'job', name: 'tell-of-letters' });
  };
}

function placeOf(count: number, isHeard: boolean): Placement {
  if (count === 0) return { kind: 'card-if-standing', card };
  return { kind: isHeard ? 'card-below' : 'card', card };
}

function readTold(value: string | null): Told {
  const [, count, heardAt] = /^(\d{1,9})@(\d{1,16})$/.exec(value ?? '') ?? [];
  return { count: Number(count ?? 0), heardAt: Number(heardAt ?? 0) };
}
