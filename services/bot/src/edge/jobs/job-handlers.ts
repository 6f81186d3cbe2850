import type { Logger } from '@desk/logging';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { WorkMetrics } from '../../ports/metrics.ts';
import type { CountPendingUpdates } from '../../ports/pending-updates.ts';
import type { RowSweeper } from '../../ports/row-sweeper.ts';
import type { Clock } from '../../ports/system.ts';
import type { assignTicket } from '../../use-cases/assignment/assign-ticket.ts';
import type { keepSessions } from '../../use-cases/consultation/keep-sessions.ts';
import type { mirrorLate } from '../../use-cases/consultation/mirror-late.ts';
import type { serveLine } from '../../use-cases/consultation/serve-line.ts';
import type { tellOfLetters } from '../../use-cases/dead-letters/tell-of-letters.ts';
import type { reconcileTickets } from '../../use-cases/tickets/reconcile-tickets.ts';
import type { lookAgain } from '../../use-cases/upkeep/look-again.ts';
import type { refreshWorkload } from '../../use-cases/upkeep/refresh-workload.ts';
import type { resealRows } from '../../use-cases/upkeep/reseal-rows.ts';
import type { shipAudit } from '../../use-cases/upkeep/ship-audit.ts';
import type { JobHandlers, TimerJob, UpkeepTask } from './desk-jobs.ts';

type ActOnTime = (id: string) => Promise<'committed' | 'overtaken' | 'fenced'>;

export interface JobNeeds {
  readonly assignTicket: ReturnType<typeof assignTicket>;
  readonly serveLine: ReturnType<typeof serveLine>;
  readonly keepSessions: ReturnType<typeof keepSessions>;
  readonly mirrorLate: ReturnType<typeof mirrorLate>;
  readonly watchConsultation: ActOnTime;
  readonly watchReaction: ActOnTime;
  readonly endDueSession: ActOnTime;
  readonly endShift: ActOnTime;
  readonly endSilence: ActOnTime;
  readonly warnOfBreach: ActOnTime;
  readonly confirmNobody: ActOnTime;
  readonly lookAgain: ReturnType<typeof lookAgain>;
  readonly reconcile: ReturnType<typeof reconcileTickets>;
  readonly refreshWorkload: ReturnType<typeof refreshWorkload>;
  readonly shipAudit: ReturnType<typeof shipAudit>;
  readonly resealRows: ReturnType<typeof resealRows>;
  readonly tellOfLetters: ReturnType<typeof tellOfLetters>;
  readonly auditLog: AuditLog;
  readonly sweeper: RowSweeper;
  readonly clock: Clock;
  readonly countPendingUpdates: CountPendingUpdates;
  readonly metrics: Pick<WorkMetrics, 'decided' | 'foundGaps' | 'removed' | 'sawPendingUpdates' | 'sawFormerKeys'>;
  readonly log: Logger;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const entriesPerAppendMax = 500;
const appendsMax = 20;

/** What the queues do. Only these call the use cases that choose a specialist or act on time. */
export function jobHandlers(needs: JobNeeds): JobHandlers {
  return {
    async assign({ ticketId }) {
      const outcome = await needs.assignTicket(ticketId);
      needs.metrics.decided('ticket', outcome.kind === 'waiting' ? outcome.reason : outcome.kind);
    },
    async consult({ team, consultationId }) {
      const served = await needs.serveLine(team, consultationId);
      needs.metrics.decided('consultation', outcomeOf(served));
      if (served.kind === 'away') needs.log.warn('The wait queue is away: nobody is offered anything until it is back');
    },
    async timer(job) {
      // A race lost five times over: the job has failed, and comes again.
      if ((await actOnTime(needs, job)) === 'overtaken') throw new Error('A timer was overtaken each time it was run.');
    },
    upkeep: {
      reconcile: reconcileTask(needs),
      'look-again': lookTask(needs),
      workload: workloadTask(needs),
      'mirror-late': { everyMs: minuteMs, run: async () => void (await needs.mirrorLate()) },
      'keep-sessions': { everyMs: 5 * minuteMs, run: async () => void (await needs.keepSessions()) },
      'append-audit': { everyMs: 2 * secondMs, run: () => appendAll(needs.auditLog) },
      'ship-audit': shipmentTask(needs),
      reseal: resealTask(needs),
      sweep: sweepTask(needs),
      'dead-letters': { everyMs: minuteMs, run: needs.tellOfLetters },
      'pending-updates': pendingUpdatesTask(needs),
    },
  };
}

function actOnTime(needs: JobNeeds, job: TimerJob) {
  switch (job.timer) {
    case 'session-end':
      return needs.endDueSession(job.personId);
    case 'first-reaction':
      return needs.watchReaction(job.ticketId);
    case 'solution-silence':
      return needs.endSilence(job.ticketId);
    case 'confirm-nobody':
      return needs.confirmNobody(job.ticketId);
    case 'sla-warning':
      return needs.warnOfBreach(job.ticketId);
    case 'consultation':
      return needs.watchConsultation(job.consultationId);
    case 'shift-end':
      return needs.endShift(job.personId);
  }
}

function outcomeOf(served: Awaited<ReturnType<JobNeeds['serveLine']>>): string {
  if (served.kind === 'away') return 'away';
  return served.offers > 0 ? 'offered' : 'nobody-to-offer';
}

function reconcileTask({ reconcile, metrics, log }: JobNeeds): UpkeepTask {
  return {
    everyMs: 30 * secondMs,
    async run(stopping) {
      const outcome = await reconcile(stopping);
      if (outcome.kind === 'away') log.warn('The changes of the tracker could not be read');
      else if (outcome.gaps > 0) {
        log.warn('The poll found what no webhook told', { tickets: outcome.gaps });
        metrics.foundGaps(outcome.gaps);
      }
    },
  };
}

function lookTask({ lookAgain: look, log }: JobNeeds): UpkeepTask {
  return {
    everyMs: 20 * secondMs,
    async run() {
      const { kind } = await look();
      if (kind === 'away') log.warn('Tickets could not be looked at');
    },
  };
}

function workloadTask({ refreshWorkload: refresh, log }: JobNeeds): UpkeepTask {
  return {
    everyMs: minuteMs,
    async run() {
      const { away, corrected } = await refresh();
      if (corrected > 0) log.warn('The workload differed from the tracker', { tickets: corrected });
      if (away > 0) log.warn('The workload of some teams could not be read', { teams: away });
    },
  };
}

function shipmentTask({ shipAudit: ship, log }: JobNeeds): UpkeepTask {
  return {
    everyMs: minuteMs,
    async run() {
      const { kind } = await ship();
      if (kind === 'away') log.warn('The audit log could not be shipped');
      if (kind === 'rewritten') log.error('The gateway holds other audit entries under the same numbers');
      if (kind === 'gap') log.error('Audit entries that the gateway waits for are gone');
    },
  };
}

/** What a former key still seals keeps it from being retired. */
function resealTask({ resealRows: reseal, metrics, log }: JobNeeds): UpkeepTask {
  return {
    everyMs: 30 * secondMs,
    async run() {
      const { sealed, left } = await reseal();
      metrics.sawFormerKeys(left);
      if (sealed > 0) log.info('What former keys had sealed was sealed anew', { rows: sealed, left });
    },
  };
}

function sweepTask({ sweeper, clock, metrics, log }: JobNeeds): UpkeepTask {
  return {
    everyMs: 10 * minuteMs,
    async run() {
      const swept = await sweeper.sweep(clock.now());
      for (const [name, rows] of swept) metrics.removed(name, rows);
      log.info('What has had its time was removed', Object.fromEntries(swept));
    },
  };
}

/** Once a minute, at best effort: what Telegram still holds back is told nowhere else. */
function pendingUpdatesTask({ countPendingUpdates, metrics }: JobNeeds): UpkeepTask {
  return {
    everyMs: minuteMs,
    async run() {
      const count = await countPendingUpdates();
      if (count !== null) metrics.sawPendingUpdates(count);
    },
  };
}

async function appendAll(auditLog: AuditLog): Promise<void> {
  for (let count = 0; count < appendsMax; count += 1) {
    if ((await auditLog.append(entriesPerAppendMax)) < entriesPerAppendMax) return;
  }
}
