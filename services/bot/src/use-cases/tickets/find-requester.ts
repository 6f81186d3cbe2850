import type { Ticket } from '@desk/domain';
import type { Acquaintance, People } from '../../ports/people.ts';

/** Who asked; null where they have never been here. */
export async function findRequester(
  people: People,
  { requesterId }: Pick<Ticket, 'requesterId'>,
): Promise<Acquaintance | null> {
  return requesterId === null ? null : people.findById(requesterId);
}
