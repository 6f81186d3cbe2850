import type { TicketMarks } from '../../ports/gateway-desk.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { findRequester } from '../tickets/find-requester.ts';

/** Whoever a comment concerns: the requester, who works on the ticket, and colleagues who follow it. */
export async function findReaders(
  people: People,
  { ticket }: Pick<StoredTicket, 'ticket'>,
  { participants }: Pick<TicketMarks, 'participants'>,
): Promise<readonly Acquaintance[]> {
  const found = await Promise.all([
    findRequester(people, ticket),
    ticket.assigneeId === null ? null : people.findById(ticket.assigneeId),
    ...participants.map((employeeId) => people.findByEmployeeId(employeeId)),
  ]);
  const readers = new Map<string, Acquaintance>();
  for (const known of found) if (known) readers.set(known.person.id, known);
  return [...readers.values()];
}
