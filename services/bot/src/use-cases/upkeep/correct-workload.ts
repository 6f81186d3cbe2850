import type { DeskFeeds, TicketReading } from '../../ports/gateway-desk.ts';
import type { People } from '../../ports/people.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';

/** Of one person in one comparison; the others come with the next one. */
const looksMax = 20;
const cause = { kind: 'job', name: 'correct-workload' } as const;

type Workload = Extract<Awaited<ReturnType<DeskFeeds['workload']>>, { readonly kind: 'workload' }>;

interface Needs {
  readonly people: People;
  readonly tickets: Tickets;
  readonly feeds: DeskFeeds;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly applyState: (
    reading: TicketReading,
    cause: Cause,
    how: { readonly nobodyIsSure: boolean },
  ) => Promise<'committed' | 'overtaken' | 'fenced'>;
}

/**
 * Compares what specialists of a team have here with what the tracker says they have. More here than there is drift:
 * something left them unheard. Their tickets are looked at one by one, and the tracker's word counts; how many they
 * turned out to have too many is recorded. (Fewer here is none: tickets from before this desk count there alone.)
 * Whoever works in the team no more is seen to apart.
 */
export function correctWorkload({ people, tickets, feeds, ledger, clock, applyState }: Needs) {
  const countOf = async (personId: string) => (await tickets.listAssignedTo(personId, { offset: 0, size: 1 })).total;

  async function look(personId: string): Promise<void> {
    const { tickets: theirs } = await tickets.listAssignedTo(personId, { offset: 0, size: looksMax });
    const numbers = theirs.flatMap(({ ticket }) => ticket.number ?? []);
    const looked = numbers.length === 0 ? null : await feeds.look(numbers);
    if (looked?.kind !== 'looked') return;
    for (const reading of looked.tickets) await applyState(reading, cause, { nobodyIsSure: true });
  }

  return async (team: string, { active, members }: Workload): Promise<number> => {
    let corrected = 0;
    const staff = await people.listStaff([team]);
    const left = staff.filter(({ person }) => members !== null && !members.has(person.profile.employeeId));
    const leaving = left.map(({ person }) => ({ kind: 'leave-team', personId: person.id, team }) as const);
    if (leaving.length > 0) await ledger.commit(planOf({ effects: leaving }), cause);
    for (const { person } of staff) {
      const there = active.get(person.profile.employeeId);
      const before = there === undefined ? 0 : await countOf(person.id);
      if (there === undefined || before <= there) continue;
      await look(person.id);
      const drift = before - (await countOf(person.id));
      if (drift <= 0) continue;
      corrected += drift;
      const act = {
        act: 'workload-corrected',
        actor: { kind: 'service' },
        on: { kind: 'person', id: person.id },
      } as const;
      const entry = { ...act, outcome: 'done', reason: `minus-${drift}`, at: clock.now() } as const;
      await ledger.commit(planOf({ audit: [entry] }), cause);
    }
    return corrected;
  };
}
