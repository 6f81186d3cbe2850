import { works } from '@desk/domain';
import type { Consultations } from '../../ports/consultations.ts';
import type { Acquaintance } from '../../ports/people.ts';
import type { Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { countOpen } from '../duty/duty-card.ts';

export interface IsFreeNeeds {
  readonly consultations: Consultations;
  readonly tickets: Tickets;
  readonly policy: Policy;
}

/** Whether somebody could take a dialogue of a team now: there, reachable, below capacity and below the ceiling. */
export function isFree({ consultations, tickets, policy }: IsFreeNeeds) {
  return async ({ person, duty }: Acquaintance, team: string): Promise<boolean> => {
    if (person.blockedAt !== null || person.detachedAt !== null || duty?.state !== 'on-shift') return false;
    if (!works(person.profile, team)) return false;
    const { capacity } = policy.consultationLimits;
    const concerned = await consultations.listConcerning({ kind: 'person', id: person.id }, capacity + 2);
    const held = concerned.filter(({ consultation }) => consultation.employeeId !== person.id).length;
    return held < capacity && (await countOpen(tickets, person.id)) < policy.activeTicketsMax;
  };
}
