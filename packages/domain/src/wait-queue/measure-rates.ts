import { type Priority, priorities } from '../ticket/ticket.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A request for a consultation, as times alone. */
export interface ConsultationFact {
  readonly priority: Priority;
  readonly queuedAt: number;
  /** When the offer was made that was accepted; from then to the end a slot is taken. */
  readonly offeredAt: number | null;
  readonly acceptedAt: number | null;
  /** When the dialogue ended; null while it goes on. */
  readonly endedAt: number | null;
  /** When they left the queue without a dialogue; null when they did not. */
  readonly leftAt: number | null;
}

/** Of a team, per minute. */
export interface TeamRates {
  /** Requests of each priority. */
  readonly arrivals: Readonly<Record<Priority, number>>;
  /** Consultations one busy slot brings to an end. */
  readonly service: number;
  /** Leavings for each minute somebody waits. */
  readonly leaving: number;
  /** Consultations ended in the period: how much these figures rest on. */
  readonly ended: number;
}

/** What the rates are measured over. */
export const ratesPeriodMs = 14 * dayMs;
/** Demand changes within the day, so the latest hour speaks; an hour of a small desk is a handful of requests. */
const recentMs = 60 * minuteMs;
/** What the period says about arrivals counts as much as so many requests of the latest hour. */
const priorRequests = 60;

/**
 * The rates of a team now. Arrivals are those of the latest hour, held to the mean of the period by a prior (a gamma
 * distribution of that mean, worth `priorRequests`), in the shares the priorities have over the period. Facts older
 * than the period may be among them; they count for nothing.
 */
export function measureRates(facts: readonly ConsultationFact[], now: number): TeamRates {
  const arrived = { critical: 0, high: 0, medium: 0, low: 0 };
  const sums = { all: 0, recent: 0, firstAt: now, ended: 0, busyMs: 0, left: 0, waitedMs: 0 };
  for (const fact of facts) {
    if (fact.queuedAt <= now - ratesPeriodMs || fact.queuedAt > now) continue;
    arrived[fact.priority] += 1;
    sums.all += 1;
    sums.firstAt = Math.min(sums.firstAt, fact.queuedAt);
    if (fact.queuedAt > now - recentMs) sums.recent += 1;
    sums.waitedMs += Math.max(0, Math.min(fact.acceptedAt ?? now, fact.leftAt ?? now, now) - fact.queuedAt);
    if (fact.leftAt !== null && fact.leftAt <= now) sums.left += 1;
    if (fact.offeredAt === null || fact.acceptedAt === null) continue;
    sums.busyMs += Math.max(0, Math.min(fact.endedAt ?? now, now) - fact.offeredAt);
    if (fact.endedAt !== null && fact.endedAt <= now) sums.ended += 1;
  }
  const { all, recent, firstAt, ended, busyMs, left, waitedMs } = sums;
  const mean = perMinute(all, Math.max(recentMs, now - firstAt));
  const total = all === 0 ? 0 : (recent + priorRequests) / (recentMs / minuteMs + priorRequests / mean);
  const arrivals = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const priority of priorities) arrivals[priority] = all === 0 ? 0 : (total * arrived[priority]) / all;
  return { arrivals, service: perMinute(ended, busyMs), leaving: perMinute(left, waitedMs), ended };
}

function perMinute(count: number, overMs: number): number {
  return overMs === 0 ? 0 : count / (overMs / minuteMs);
}
