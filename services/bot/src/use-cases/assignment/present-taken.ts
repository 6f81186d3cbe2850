import { isOpen } from '@desk/domain';
import type { Person } from '../../ports/people.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { press } from '../show-screen.ts';
import { listWays } from '../tickets/list-ways.ts';
import { ticketLine } from '../tickets/present-ticket.ts';
import type { PressAnswer } from './answer-press.ts';
import { trackerLink } from './present-work.ts';

/**
 * A ticket to whoever took it, as it stands, with what they can do; once it is over, that can be found where it is
 * opened. `reader` null: they are signed out, and read none of it.
 */
export function presentTaken(
  stored: StoredTicket,
  { reader, requesterName }: { readonly reader: Person | null; readonly requesterName: string | null },
  { catalogue }: Policy,
): PressAnswer {
  const ticket = ticketLine(stored, catalogue, { withSummary: reader !== null });
  const screen = { kind: 'taken', ticket, requesterName: reader === null ? null : requesterName } as const;
  const { id: ticketId, status } = stored.ticket;
  if (!isOpen(status)) {
    return { screen, rows: [[press({ kind: 'open-ticket', ticketId, below: true }), ...trackerLink(stored)]] };
  }
  const main = reader === null ? [] : listWays(reader, stored).main;
  const more = reader === null ? [] : [press({ kind: 'more-ways', ticketId })];
  return { screen, rows: [main, [...trackerLink(stored), ...more]] };
}
