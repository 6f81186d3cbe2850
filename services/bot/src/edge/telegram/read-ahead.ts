import type { HandleArrival, InboxItem } from '../../ports/inbox.ts';
import type { Seen } from '../../use-cases/see-speaker.ts';

/** Who speaks is asked while what they say is being stored: one wait for the database instead of two. */
export interface ReadAhead {
  /** An arrival of this lane is about to be stored, which this account has said in its private chat. */
  begin(arrival: Pick<InboxItem, 'lane' | 'sourceId'>, telegramId: number): void;
  /** What was seen for an arrival whose turn has come; null where it has to be asked. Once. */
  take(item: Pick<InboxItem, 'lane' | 'sourceId' | 'epoch'>): Promise<Seen | null>;
  /** The same handler, after which nothing counts that was seen before: its answer may have changed it. */
  outdatedBy(handle: HandleArrival): HandleArrival;
}

interface Reading {
  readonly sourceId: string;
  readonly epoch: number;
  readonly begunAt: number;
  readonly seen: Promise<Seen | null>;
}

/** What takes its time to be stored is asked again. */
const readMsMax = 250;
/** With more of them under way what is stored waits for its turn, and most of it would be read in vain. */
const readingsMax = 32;
const lanesMax = 5_000;

/**
 * What was said in a lane before is answered before, and may change who speaks. So nothing is read for a lane that
 * somebody else works in, as its epoch tells, and nothing counts that was read before another answer of the same lane
 * was stored. What other lanes change meanwhile is concurrent, as it would be in the next instant; whatever the speaker
 * may know of it was stored before they spoke.
 */
export function readAhead(see: (telegramId: number) => Promise<Seen>): ReadAhead {
  /** The epochs under which lanes were worked in here last. */
  const epochs = new Map<string, number>();
  const readings = new Map<string, Reading>();
  const isRecent = ({ begunAt }: Reading) => performance.now() - begunAt <= readMsMax;

  function forgetOld(): void {
    for (const [lane, reading] of readings) if (!isRecent(reading)) readings.delete(lane);
  }

  return {
    begin({ lane, sourceId }, telegramId) {
      const epoch = epochs.get(lane);
      if (readings.size >= readingsMax) forgetOld();
      const before = readings.get(lane);
      if (epoch === undefined || readings.size >= readingsMax || (before !== undefined && isRecent(before))) return;
      const seen = see(telegramId).catch(() => null);
      readings.set(lane, { sourceId, epoch, begunAt: performance.now(), seen });
    },
    async take({ lane, sourceId, epoch }) {
      const reading = readings.get(lane);
      if (epochs.size >= lanesMax) epochs.clear();
      epochs.set(lane, epoch);
      if (reading?.sourceId !== sourceId) return null;
      readings.delete(lane);
      return reading.epoch === epoch && isRecent(reading) ? reading.seen : null;
    },
    outdatedBy: (handle) => async (item) => {
      try {
        return await handle(item);
      } finally {
        readings.delete(item.lane);
      }
    },
  };
}
