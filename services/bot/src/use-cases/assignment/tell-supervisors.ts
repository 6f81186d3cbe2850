import { supervises } from '@desk/domain';
import type { Acquaintance } from '../../ports/people.ts';
import type { ShowEffect } from '../../ports/plan.ts';
import type { StaffScreen } from '../../ports/staff-screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { buttons, press, tell } from '../show-screen.ts';
import { workLine } from './present-work.ts';

export interface SupervisorNews {
  readonly what: Extract<StaffScreen, { readonly kind: 'supervisor-told' }>['what'];
  /** Who has the ticket now, if anybody. */
  readonly assigneeName: string | null;
}

/** Everyone who supervises the team hears of it, on shift or not: they may have to find somebody. */
export function tellSupervisors(
  staff: Iterable<Acquaintance>,
  stored: StoredTicket,
  { what, assigneeName }: SupervisorNews,
  { now, policy }: { readonly now: number; readonly policy: Policy },
): readonly ShowEffect[] {
  const { id: ticketId, team } = stored.ticket;
  const keyboard = buttons([
    press({ kind: 'open-ticket', ticketId, below: true }),
    press({ kind: 'reassign', ticketId, below: true }),
  ]);
  return [...staff]
    .filter(({ person }) => supervises(person.profile, team))
    .flatMap((supervisor) => {
      const ticket = workLine(stored, supervisor, now, policy);
      return tell(supervisor.person, { screen: { kind: 'supervisor-told', ticket, what, assigneeName }, keyboard });
    });
}
