import type { Consultation, Search } from './consultation.ts';
import type { ConsultationLimits } from './consultation-limits.ts';

const hourMs = 3_600_000;

export const freshSearch: Search = { asked: [], roundsAt: [], exclusions: [], supervisorTold: false };

/**
 * Who is not to be offered this request now: its own employee, those asked in this round, and those excluded. At the
 * instant an exclusion ends it no longer counts.
 */
export function passedOver({ employeeId, search }: Consultation, now: number): readonly string[] {
  const excluded = search.exclusions.filter(({ until }) => until > now).map(({ personId }) => personId);
  return [employeeId, ...search.asked, ...excluded];
}

export function isExcluded({ exclusions }: Search, personId: string, now: number): boolean {
  return exclusions.some((each) => each.personId === personId && each.until > now);
}

/** Somebody is asked; the first one of a round starts it. */
export function ask(search: Search, personId: string, now: number): Search {
  const roundsAt = search.asked.length === 0 ? [...roundsOfLastHour(search, now), now] : search.roundsAt;
  return { ...search, roundsAt, asked: [...search.asked, personId] };
}

export function exclude(search: Search, personId: string, now: number, limits: ConsultationLimits): Search {
  const others = search.exclusions.filter((each) => each.until > now && each.personId !== personId);
  return { ...search, exclusions: [...others, { personId, until: now + limits.declineExclusionMs }] };
}

/** All may be asked once more, but for those excluded. */
export function nextRound(search: Search): Search {
  return { ...search, asked: [] };
}

/** Somebody had it and has it no longer: a search of its own, within the same rounds an hour. */
export function searchAgain(search: Search): Search {
  return { ...search, asked: [], supervisorTold: false };
}

/** When the next round may start: after the pause, and when the hour has room for one more. */
export function nextRoundAt(search: Search, now: number, limits: ConsultationLimits): number {
  const afterPause = now + limits.roundPauseMs;
  const blocking = roundsOfLastHour(search, now).at(-limits.roundsPerHourMax);
  return blocking === undefined ? afterPause : Math.max(afterPause, blocking + hourMs);
}

function roundsOfLastHour({ roundsAt }: Search, now: number): readonly number[] {
  return roundsAt.filter((at) => at > now - hourMs);
}
