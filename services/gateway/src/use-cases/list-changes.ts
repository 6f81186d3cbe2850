import type { ThinEvent } from '@desk/contract';
import type { Clock } from '../ports/system.ts';
import type { TicketReader, TrackerTicket } from '../ports/tracker.ts';
import { atMost } from './at-most.ts';
import type { LookAtTicket } from './look-at-ticket.ts';
import type { OwnEchoes } from './own-echoes.ts';
import type { PaceLooks } from './pace-looks.ts';
import type { PresentTicket } from './present-ticket.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { type TicketChanged, ticketListed } from './thin-event.ts';

export interface ListChangesPorts {
  readonly reader: TicketReader;
  readonly clock: Clock;
  readonly presentTicket: PresentTicket;
  readonly lookAt: LookAtTicket;
  readonly echoes: OwnEchoes;
  readonly takeTurn: PaceLooks;
  readonly isStopping: () => boolean;
}

export type ListChangesOutcome =
  | { readonly kind: 'listed'; readonly events: ThinEvent[]; readonly cursor: string; readonly more: boolean }
  | Refusal<'tracker-down' | 'request-invalid'>;

/** The tracker's search has minute precision and may lag behind: what is asked again is recognised by its event id. */
const overlapMs = 6 * 60_000;
const firstLookBackMs = 24 * 60 * 60_000;
/** Each is several calls to the tracker: whoever waits for news meanwhile has to get between them. */
const looksUnderWayMax = 4;
/** For all looks of a page: whoever asks waits 20 s. */
const looksMsMax = 10_000;
/** A ticket that cannot be looked at is tried again for so long; then what changes next has to bring it back. */
const heldBackMsMax = 60 * 60_000;
/** A ticket into which a dialogue was written down is looked at by then: a single hook about it may be lost. */
const unseenMsMax = 10 * 60_000;

/** Where a reader stands. `newest` is the latest change seen, in the tracker's own time. */
interface Position {
  readonly since: number;
  readonly newest: number;
  /** The earliest change of this round whose ticket could not be looked at; 0 where there is none. */
  readonly unseen: number;
  readonly page: string | null;
}

/**
 * What changed since the cursor, overlapping on purpose; without one, in the last 24 h. The search only says which
 * tickets: each is then looked at itself, unless that was done since this change. One that cannot be looked at now, or
 * not in time, is told as the search has it, without marks, and the cursor waits for it. It waits as well for one into
 * which a dialogue was written down, and which is therefore not looked at for a while.
 */
export function listChanges(ports: ListChangesPorts) {
  const { reader, clock, presentTicket, lookAt, echoes, takeTurn, isStopping } = ports;
  return async (cursor: string | undefined): Promise<ListChangesOutcome> => {
    const position = cursor === undefined ? startAt(clock.now() - firstLookBackMs) : readCursor(cursor);
    if (!position) return refuse('request-invalid');
    const listed = await list(position);
    if (listed.kind !== 'listed') {
      const trouble = refuseTrouble(listed);
      return trouble.code === 'tracker-down' ? refuse('tracker-down', trouble) : refuse('tracker-down');
    }
    const latest = new Map(listed.tickets.map((ticket) => [ticket.number, ticket]));
    const looksUntil = clock.now() + looksMsMax;
    const seen = await atMost(looksUnderWayMax, [...latest.values()], (ticket) => see(ticket, looksUntil));

    const newest = Math.max(position.newest, ...listed.tickets.map(({ changedAt }) => changedAt));
    const unseen = earliest([position.unseen, ...seen.map((each) => each.unseen)]);
    const more = listed.nextPage !== null;
    const next = more
      ? { since: position.since, newest, unseen, page: listed.nextPage }
      : startAt(Math.min(newest - overlapMs, waitFor(unseen, newest)), newest);
    return { kind: 'listed', events: seen.map(({ event }) => event), cursor: writeCursor(next), more };
  };

  async function see(ticket: TrackerTicket, until: number): Promise<{ event: ThinEvent; unseen: number }> {
    const { number, changedAt } = ticket;
    const hasSeen = lookAt.hasSeen(number, changedAt);
    const before = hasSeen ? null : recallBeforeEcho(ticket);
    if (before !== null) return { event: before, unseen: changedAt };
    const mayLook = hasSeen || (await hasTurn(until));
    const looked = mayLook ? await lookAt.lookSince(number, changedAt) : null;
    if (looked?.kind === 'looked') return { event: looked.event, unseen: 0 };
    const event = ticketListed(await presentTicket(ticket));
    return { event, unseen: looked?.kind === 'refused' ? 0 : changedAt };
  }

  /** What the desk's own words made of a ticket it has seen is no news, and a look is several calls to the tracker. */
  function recallBeforeEcho(ticket: TrackerTicket): TicketChanged | null {
    if (!echoes.explains(ticket.number, ticket.changedAt)) return null;
    const last = lookAt.recallAlike(ticket);
    const readAt = last?.marks?.readAt ?? Number.NEGATIVE_INFINITY;
    return clock.now() - readAt < unseenMsMax ? last : null;
  }

  /** Whether there is still time for a look once its turn has come. A process that stops takes none: others go on. */
  async function hasTurn(until: number): Promise<boolean> {
    const isTime = () => clock.now() < until && !isStopping();
    if (!isTime()) return false;
    await takeTurn();
    return isTime();
  }

  /** A page the tracker no longer knows (its tokens expire) is no dead end: the list is begun anew. */
  async function list({ since, page }: Position) {
    const listed = await reader.listChangedSince(since, page);
    return listed.kind === 'refused' && page !== null ? reader.listChangedSince(since, null) : listed;
  }
}

function earliest(changes: readonly number[]): number {
  const known = changes.filter((at) => at > 0);
  return known.length === 0 ? 0 : Math.min(...known);
}

function waitFor(unseen: number, newest: number): number {
  return unseen === 0 ? newest : Math.max(unseen, newest - heldBackMsMax);
}

function startAt(since: number, newest = since): Position {
  return { since: Math.max(0, since), newest, unseen: 0, page: null };
}

function writeCursor({ since, newest, unseen, page }: Position): string {
  return page === null ? `${since}.${newest}` : `${since}.${newest}-${unseen}.${page}`;
}

function readCursor(cursor: string): Position | null {
  const parts = /^(?<since>\d{1,15})\.(?<newest>\d{1,15})(?:-(?<unseen>\d{1,15}))?(?:\.(?<page>.+))?$/s.exec(
    cursor,
  )?.groups;
  if (!parts) return null;
  const { since, newest, unseen, page } = parts;
  return { since: Number(since), newest: Number(newest), unseen: Number(unseen ?? 0), page: page ?? null };
}
