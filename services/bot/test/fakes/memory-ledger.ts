import type { DeskJob } from '../../src/ports/job-queue.ts';
import type { DelayedEffect, Effect, Ledger, Plan } from '../../src/ports/plan.ts';
import type { Clock } from '../../src/ports/system.ts';
import { applyChange, fits } from './apply-change.ts';
import { laneOf, type MemoryLanes, markCause, mayMark, resumeKept } from './memory-lanes.ts';
import { copyTables, type Tables } from './memory-tables.ts';

export interface MemoryLedger extends Ledger {
  /** Before the next commit, and once: a rival gets in first. */
  interfere(rival: () => void): void;
  /** Delayed effects whose time has come join their lanes. */
  joinDue(): void;
}

/** Stores a plan whole or not at all, as one transaction would. */
export function memoryLedger(
  tables: Tables,
  lanes: MemoryLanes,
  { clock, keptMax, jobs }: { readonly clock: Clock; readonly keptMax: number; readonly jobs: DeskJob[] },
): MemoryLedger {
  let rival: (() => void) | null = null;
  let sent = 0;

  function append(effect: Effect): void {
    sent += 1;
    const row = { id: `e${sent}`, lane: laneOf(effect), effect, state: 'waiting' } as const;
    lanes.outbox.push({ ...row, dueAt: 0, attempt: 1, doubts: 0, plans: lanes.plans });
  }

  function delay(effect: DelayedEffect): void {
    const waits = effect.once !== undefined && lanes.delayed.some(({ once }) => once === effect.once);
    if (!waits) lanes.delayed.push(effect);
  }

  function store(plan: Plan): void {
    lanes.plans += 1;
    for (const change of plan.changes) {
      applyChange(tables, change);
      if (change.kind === 'resume-kept') resumeKept(lanes, change.chatId);
    }
    for (const effect of plan.effects) {
      if (effect.kind === 'delayed') delay(effect);
      else append(effect);
    }
    tables.audit.push(...plan.audit);
    jobs.push(...plan.jobs);
  }

  return {
    interfere(with_) {
      rival = with_;
    },
    async commit(plan, cause) {
      rival?.();
      rival = null;
      if (!mayMark(lanes, cause)) return 'fenced';
      if (!applyAll(tables, plan)) return 'overtaken';
      store(plan);
      markCause(lanes, cause, plan.cause, keptMax);
      return 'committed';
    },
    joinDue() {
      const due = lanes.delayed.filter(({ dueAt }) => dueAt <= clock.now());
      for (const { effect } of due) append(effect);
      lanes.delayed.splice(0, lanes.delayed.length, ...lanes.delayed.filter((effect) => !due.includes(effect)));
    },
  };
}

/** A change may make room for the next (an account released, then taken): each is judged after those before it. */
function applyAll(tables: Tables, plan: Plan): boolean {
  const trial = copyTables(tables);
  return plan.changes.every((change) => {
    if (!fits(trial, change)) return false;
    applyChange(trial, change);
    return true;
  });
}
