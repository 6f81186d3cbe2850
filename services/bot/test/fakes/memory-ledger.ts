import type { DeskJob } from '../../src/ports/job-queue.ts';
import type { Effect, Ledger, Plan } from '../../src/ports/plan.ts';
import type { Clock } from '../../src/ports/system.ts';
import { applyChange, fits } from './apply-change.ts';
import { laneOf, type MemoryLanes, markCause, mayMark, resumeKept } from './memory-lanes.ts';
import type { Tables } from './memory-tables.ts';

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
    lanes.outbox.push({ ...row, dueAt: 0, attempt: 1, doubts: 0 });
  }

  function store(plan: Plan): void {
    for (const change of plan.changes) {
      applyChange(tables, change);
      if (change.kind === 'resume-kept') resumeKept(lanes, change.chatId);
    }
    for (const effect of plan.effects) {
      if (effect.kind === 'delayed') lanes.delayed.push(effect);
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
  const trial: Tables = {
    ...tables,
    people: new Map(tables.people),
    sessions: new Map(tables.sessions),
    duties: new Map(tables.duties),
    shifts: new Map(tables.shifts),
    drafts: new Map(tables.drafts),
    compositions: new Map(tables.compositions),
    outgoing: new Map(tables.outgoing),
    ticketMessages: new Map(tables.ticketMessages),
    tickets: new Map(tables.tickets),
    comments: new Map(tables.comments),
    looks: new Map(tables.looks),
    requesters: new Map(tables.requesters),
    silenceGivenUp: new Set(tables.silenceGivenUp),
    facts: new Map(tables.facts),
    assignments: new Map(tables.assignments),
    decisions: new Map(tables.decisions),
    workloads: new Map(tables.workloads),
    cursors: new Map(tables.cursors),
  };
  return plan.changes.every((change) => {
    if (!fits(trial, change)) return false;
    applyChange(trial, change);
    return true;
  });
}
