import type { Clock } from '../ports/system.ts';
import type { TicketLooks } from '../ports/ticket-looks.ts';
import type { TrackerTicket, TrackerTrouble } from '../ports/tracker.ts';
import type { PresentComments } from './present-comments.ts';
import type { PresentTicket } from './present-ticket.ts';
import { isSameNews, type TicketChanged, ticketSeen } from './thin-event.ts';

export interface LookAtTicketPorts {
  readonly looks: TicketLooks;
  readonly clock: Clock;
  readonly presentTicket: PresentTicket;
  readonly presentComments: PresentComments;
}

export type LookOutcome = { readonly kind: 'looked'; readonly event: TicketChanged } | TrackerTrouble;

export interface LookAtTicket {
  /** As it is from now on: a look that is under way already may have missed what the caller heard of. */
  look(number: string): Promise<LookOutcome>;
  /** Whether an earlier look began when this change was known. */
  hasSeen(number: string, changedAt: number): boolean;
  /** As it is since this change at least: what an earlier look saw, if that began when the change was known. */
  lookSince(number: string, changedAt: number): Promise<LookOutcome>;
  /** What the last look saw; null where none is remembered. */
  recall(number: string): TicketChanged | null;
  /** The same, where a search has nothing else to tell of the ticket but that it has changed since. */
  recallAlike(listed: TrackerTicket): TicketChanged | null;
}

const ticketsRememberedMax = 10_000;
const marksRememberedMax = 100_000;
const looksWaitingMax = 500;

interface Remembered {
  readonly event: TicketChanged;
  /** As the tracker told of it. */
  readonly ticket: TrackerTicket;
  /** The latest change that was known before the look began: it saw all of that, and perhaps not all of the next. */
  readonly completeTo: number;
}

/**
 * Looks at tickets, at one ticket once at a time: so the later look is the newer one, and `readAt` puts them in order.
 * Whoever asks while one is under way shares the next. Each look is remembered, so that the same news keeps its id.
 */
export function lookAtTicket(ports: LookAtTicketPorts): LookAtTicket {
  const { looks, clock, presentTicket, presentComments } = ports;
  const remembered = rememberLooks();
  const underWay = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, { known: number; readonly outcome: Promise<LookOutcome> }>();

  return {
    look: (number) => takeTurn(number, 0),
    hasSeen: (number, changedAt) => findSeen(number, changedAt) !== null,
    async lookSince(number, changedAt) {
      const event = findSeen(number, changedAt);
      return event === null ? takeTurn(number, changedAt) : { kind: 'looked', event };
    },
    recall: (number) => remembered.get(number)?.event ?? null,
    recallAlike(listed) {
      const last = remembered.get(listed.number);
      return last !== undefined && isAlike(last.ticket, listed) ? last.event : null;
    },
  };

  function findSeen(number: string, changedAt: number): TicketChanged | null {
    const last = remembered.get(number);
    return last && last.completeTo >= changedAt ? last.event : null;
  }

  function takeTurn(number: string, changedAt: number): Promise<LookOutcome> {
    const next = waiting.get(number);
    if (next) {
      next.known = Math.max(next.known, changedAt);
      return next.outcome;
    }
    if (waiting.size >= looksWaitingMax) return Promise.resolve({ kind: 'down', retryAfterMs: null });
    const before = underWay.get(number) ?? Promise.resolve();
    const outcome = before.then(() => {
      const known = waiting.get(number)?.known ?? changedAt;
      waiting.delete(number);
      return lookNow(number, known);
    });
    waiting.set(number, { known: changedAt, outcome });
    const over = outcome.then(leave, leave);
    underWay.set(number, over);
    return outcome;

    function leave(): void {
      if (underWay.get(number) === over) underWay.delete(number);
    }
  }

  async function lookNow(number: string, known: number): Promise<LookOutcome> {
    const last = remembered.get(number);
    const completeTo = Math.max(known, last?.event.ticket.changedAt ?? 0);
    // Two looks within one millisecond are still one after the other.
    const readAt = Math.max(clock.now(), (last?.event.marks?.readAt ?? -1) + 1);
    const looked = await looks.look(number);
    if (looked.kind !== 'looked') return looked;
    const [ticket, marks] = await Promise.all([
      presentTicket(looked.ticket),
      presentComments.marks(number, looked.around, readAt),
    ]);
    const isSame = last && isSameNews(last.event, ticket, marks);
    const event = isSame ? { ...last.event, marks } : ticketSeen(ticket, marks, readAt);
    remembered.set(number, { event, ticket: looked.ticket, completeTo });
    return { kind: 'looked', event };
  }
}

function isAlike(one: TrackerTicket, other: TrackerTicket): boolean {
  const said = (ticket: TrackerTicket) => JSON.stringify({ ...ticket, changedAt: 0 });
  return said(one) === said(other);
}

/** The last look at each ticket, the longest ago forgotten first. */
function rememberLooks(): { get(number: string): Remembered | undefined; set(number: string, look: Remembered): void } {
  const looks = new Map<string, Remembered>();
  let marks = 0;

  function forget(number: string): void {
    const last = looks.get(number);
    if (!last) return;
    marks -= marksIn(last);
    looks.delete(number);
  }

  return {
    get: (number) => looks.get(number),
    set(number, look) {
      forget(number);
      looks.set(number, look);
      marks += marksIn(look);
      for (const oldest of looks.keys()) {
        if (looks.size <= ticketsRememberedMax && marks <= marksRememberedMax) break;
        forget(oldest);
      }
    },
  };
}

function marksIn({ event }: Remembered): number {
  return event.marks?.comments.length ?? 0;
}
