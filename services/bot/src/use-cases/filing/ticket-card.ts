import type { Ticket } from '@desk/domain';
import type { Placement } from '../../ports/plan.ts';

/** The requester's standing card of a ticket. `below` is heard, an edit in place is not. */
export function ticketCard({ id }: Pick<Ticket, 'id'>, where: 'in-place' | 'below'): Placement {
  return { kind: where === 'below' ? 'card-below' : 'card', card: `ticket:${id}` };
}
