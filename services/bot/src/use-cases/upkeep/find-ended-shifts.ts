import type { People } from '../../ports/people.ts';
import type { Policy } from '../../ports/system.ts';
import type { Duties } from '../../ports/team-board.ts';
import { endOfShift } from '../duty/duty-card.ts';

interface Needs {
  readonly duties: Duties;
  readonly people: People;
  readonly policy: Policy;
}

/** As it was when the person was looked at last. */
interface KnownShift {
  readonly startedAt: number | null;
  readonly endsAt: number | null;
}

/** Somebody may have come to a team that closes later: of those known so many are looked at again, the longest ago first. */
const againMax = 40;

/**
 * Who is on shift beyond its end, asked every minute for the rare case that the timer was lost. When a shift ends follows
 * from its start and takes a calendar to say: it is remembered, so that nobody's words wait for hundreds of calendars.
 */
export function findEndedShifts({ duties, people, policy }: Needs) {
  const known = new Map<string, KnownShift>();

  async function lookAt(personId: string): Promise<void> {
    const found = await people.findById(personId);
    const endsAt = found?.duty ? endOfShift(found.person, found.duty, policy) : null;
    known.delete(personId);
    known.set(personId, { startedAt: found?.duty?.shiftStartedAt ?? null, endsAt });
  }

  return async (now: number, max: number): Promise<readonly string[]> => {
    const onDuty = await duties.listOnDuty(max);
    const present = new Set(onDuty.map(({ personId }) => personId));
    for (const personId of known.keys()) if (!present.has(personId)) known.delete(personId);
    const again = new Set([...known.keys()].slice(0, againMax));
    for (const { personId, shiftStartedAt } of onDuty) {
      const before = known.get(personId);
      if (before?.startedAt !== shiftStartedAt || again.has(personId)) await lookAt(personId);
    }
    return [...present].filter((personId) => (known.get(personId)?.endsAt ?? now + 1) <= now);
  };
}
