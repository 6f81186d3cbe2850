import type { Arrival, InboxItem } from '../../../ports/inbox.ts';

/** What the table knows of an arrival that has just been stored. */
export interface Stored {
  readonly receivedAt: number;
  /** Nothing of its lane was waiting. */
  readonly isFirst: boolean;
}

export interface FreshArrival extends Pick<InboxItem, 'source' | 'sourceId' | 'lane' | 'payload' | 'receivedAt'> {
  /** Others have come since. */
  readonly hasMore: boolean;
}

/** What this process has stored a moment ago, and whose turn has come at once: nearly all there is. */
export interface FreshArrivals {
  note(arrival: Arrival, stored: Stored): void;
  /** The first of its lane, once; null where the table has to be asked. */
  take(lane: string): FreshArrival | null;
}

/** Later another process may have handled it: that would be noticed, but all the work done again. */
const freshMsMax = 1_000;
const lanesMax = 5_000;

interface Noted extends Omit<FreshArrival, 'payload'> {
  readonly bytes: Uint8Array;
  readonly notedAt: number;
}

/**
 * Whoever stores an arrival knows already what its lane would read, unless others of the lane are waiting; what the
 * table has counts all the same, since only what is pending there is marked done.
 */
export function keepFreshArrivals(): FreshArrivals {
  const firsts = new Map<string, Noted>();

  /** In the order in which they came: the stale ones stand first. */
  function forgetStale(now: number): void {
    for (const [lane, { notedAt }] of firsts) {
      if (now - notedAt <= freshMsMax) return;
      firsts.delete(lane);
    }
  }

  return {
    note({ source, sourceId, lane, payload: bytes }, { receivedAt, isFirst }) {
      const now = performance.now();
      forgetStale(now);
      const before = firsts.get(lane);
      if (isFirst) {
        firsts.delete(lane);
        if (firsts.size >= lanesMax) return;
        firsts.set(lane, { source, sourceId, lane, bytes, receivedAt, notedAt: now, hasMore: false });
      } else if (before !== undefined) {
        firsts.set(lane, { ...before, hasMore: true });
      }
    },
    take(lane) {
      const noted = firsts.get(lane);
      if (noted === undefined) return null;
      firsts.delete(lane);
      if (performance.now() - noted.notedAt > freshMsMax) return null;
      const { bytes, notedAt, ...fresh } = noted;
      const payload = parse(bytes);
      return payload === undefined ? null : { ...fresh, payload };
    },
  };
}

/** What does not open is dealt with where the table is read. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
