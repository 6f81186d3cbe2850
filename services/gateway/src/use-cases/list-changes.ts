import type { ThinEvent } from '@desk/contract';
import type { Clock } from '../ports/system.ts';
import type { TicketReader } from '../ports/tracker.ts';
import type { PresentTicket } from './present-ticket.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { ticketChanged } from './thin-event.ts';

export interface ListChangesPorts {
  readonly reader: TicketReader;
  readonly clock: Clock;
  readonly presentTicket: PresentTicket;
}

export type ListChangesOutcome =
  | { readonly kind: 'listed'; readonly events: ThinEvent[]; readonly cursor: string; readonly more: boolean }
  | Refusal<'tracker-down' | 'request-invalid'>;

/** The tracker's search has minute precision and may lag behind: what is asked again is recognised by its event id. */
const overlapMs = 6 * 60_000;
const firstLookBackMs = 24 * 60 * 60_000;
const eventsMax = 500;

/** Where a reader stands. `newest` is the latest change seen, in the tracker's own time. */
interface Position {
  readonly since: number;
  readonly newest: number;
  readonly page: string | null;
}

/** What changed since the cursor, overlapping on purpose; without one, in the last 24 h. */
export function listChanges({ reader, clock, presentTicket }: ListChangesPorts) {
  return async (cursor: string | undefined): Promise<ListChangesOutcome> => {
    const position = cursor === undefined ? startAt(clock.now() - firstLookBackMs) : readCursor(cursor);
    if (!position) return refuse('request-invalid');
    const listed = await list(position);
    if (listed.kind !== 'listed') {
      const trouble = refuseTrouble(listed);
      return trouble.code === 'tracker-down' ? refuse('tracker-down', trouble) : refuse('tracker-down');
    }
    const latest = new Map(listed.tickets.slice(0, eventsMax).map((ticket) => [ticket.number, ticket]));
    const events: ThinEvent[] = [];
    for (const ticket of latest.values()) events.push(ticketChanged(await presentTicket(ticket)));

    const newest = Math.max(position.newest, ...listed.tickets.map(({ changedAt }) => changedAt));
    const more = listed.nextPage !== null;
    const next = more ? { since: position.since, newest, page: listed.nextPage } : startAt(newest - overlapMs, newest);
    return { kind: 'listed', events, cursor: writeCursor(next), more };
  };

  /** A page the tracker no longer knows (its tokens expire) is no dead end: the list is begun anew. */
  async function list({ since, page }: Position) {
    const listed = await reader.listChangedSince(since, page);
    return listed.kind === 'refused' && page !== null ? reader.listChangedSince(since, null) : listed;
  }
}

function startAt(since: number, newest = since): Position {
  return { since: Math.max(0, since), newest, page: null };
}

function writeCursor({ since, newest, page }: Position): string {
  return page === null ? `${since}.${newest}` : `${since}.${newest}.${page}`;
}

function readCursor(cursor: string): Position | null {
  const parts = /^(?<since>\d{1,15})\.(?<newest>\d{1,15})(?:\.(?<page>.+))?$/s.exec(cursor)?.groups;
  if (!parts) return null;
  return { since: Number(parts.since), newest: Number(parts.newest), page: parts.page ?? null };
}
