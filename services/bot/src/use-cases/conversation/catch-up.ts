import type { People, Person } from '../../ports/people.ts';
import type { Change, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { tellRequester } from '../assignment/tell-requester.ts';
import { planOf } from '../compose-plan.ts';
import { tellConsultations } from '../consultation/tell-consultations.ts';
import { findHandling } from '../tickets/find-handling.ts';
import type { Turn } from '../turn.ts';

export interface CatchUp {
  readonly tickets: Tickets;
  readonly people: People;
  readonly policy: Policy;
}

/** Of the tickets that changed meanwhile; *My tickets* has the rest. */
const cardsMax = 10;

/**
 * Somebody who had blocked the bot is back. Nothing was sent to them meanwhile: the cards of their tickets are brought
 * up to date, in silence.
 */
export async function catchUp({ tickets, people, policy }: CatchUp, { known, now }: Turn): Promise<Plan> {
  if (known === null || known.person.blockedAt === null) return planOf();
  const { version, ...before } = known.person;
  const person: Person = { ...known.person, blockedAt: null };
  const back: Change = { kind: 'save-person', person: { ...before, blockedAt: null }, expected: version };
  const recent = await tickets.listRequestedBy(person.id, { offset: 0, size: cardsMax });
  const cards = await Promise.all(
    recent.tickets
      .filter(({ ticket }) => ticket.changedAt >= (known.person.blockedAt ?? now))
      .map(async (stored) => tellRequester(person, stored, await findHandling(people, stored, { now, policy }))),
  );
  // Reachable again is there again, for whoever waits for somebody.
  const isThere = known.duty?.state === 'on-shift';
  const told = isThere ? [tellConsultations({ kind: 'person', id: person.id }, { kind: 'came-on-shift' })] : [];
  return planOf({ changes: [back], effects: [...cards.flat(), ...told] });
}
