import { defaultRankingLimits, type OfferCandidate } from '@desk/domain';
import type { Staff, Worker } from './desk.ts';

const periodMs = defaultRankingLimits.periodDays * 24 * 3_600_000;

export function freshWorker(staff: Staff): Worker {
  return {
    ...{ staff, onShift: false, shiftStartedAt: null, log: [] },
    ...{ liveChats: 0, openOffers: 0, misses: 0 },
    ...{ lastAssignedAt: null, closedAt: [], lastClosedAt: null, workedMs: 0, onShiftMs: 0 },
  };
}

export function comeOnShift(worker: Worker, now: number): void {
  if (worker.onShift) return;
  worker.onShift = true;
  worker.shiftStartedAt = now;
  worker.log.push({ from: now, to: null });
}

export function leaveShift(worker: Worker, now: number): void {
  const open = worker.log.pop();
  if (!worker.onShift || !open) return;
  worker.onShift = false;
  worker.shiftStartedAt = null;
  worker.onShiftMs += now - open.from;
  worker.log.push({ from: open.from, to: now });
}

/** What the index reads of a specialist; older than its period is forgotten. */
export function candidateOf(worker: Worker, now: number): OfferCandidate {
  const from = now - periodMs;
  while ((worker.closedAt[0] ?? now) < from) worker.closedAt.shift();
  while ((worker.log[0]?.to ?? now) < from) worker.log.shift();
  return {
    personId: worker.staff.id,
    duty: worker.onShift ? 'on-shift' : 'off-shift',
    active: 0,
    lastClosedAt: worker.lastClosedAt,
    lastAssignedAt: worker.lastAssignedAt,
    shiftStartedAt: worker.shiftStartedAt,
    closedInPeriod: worker.closedAt.length,
    shiftLog: worker.log,
    liveChats: worker.liveChats,
    openOffers: worker.openOffers,
  };
}
