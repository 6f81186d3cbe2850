import type { Waiter } from '@desk/domain';
import type { WaitLines } from '../../ports/consultation-board.ts';
import type { Consultations } from '../../ports/consultations.ts';
import type { DeskJob } from '../../ports/job-queue.ts';
import type { DueSessions, People } from '../../ports/people.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import type { Assignments, Duties } from '../../ports/team-board.ts';
import type { DueTickets, Tickets } from '../../ports/tickets.ts';
import { waiterOf } from '../consultation/wait-lists.ts';
import { silenceEndsAt } from '../news/end-silence.ts';
import { breachWarningMs } from '../news/warn-of-breach.ts';
import { findEndedShifts } from './find-ended-shifts.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly dueTickets: DueTickets;
  readonly assignments: Assignments;
  readonly dueSessions: DueSessions;
  readonly duties: Duties;
  readonly people: People;
  readonly consultations: Consultations;
  readonly waitLines: WaitLines;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** Of each kind; what is left is found the next time. */
const jobsMax = 500;
/** In all lines of all teams. */
const inLineMax = 10_000;

const dayMs = 24 * 3_600_000;

/** Of what is found to be due: always the same, so that the queue knows it again however often it is found. */
const longSince = 0;

/**
 * Everything the queues should be working on, from the rows alone: asked on start, when Redis is back, and every
 * minute, it makes good whatever a queue has lost. What is queued already is recognised there by its ids.
 */
export function findDueWork(needs: Needs) {
  const endedShifts = findEndedShifts(needs);

  async function findShifts(now: number): Promise<readonly DeskJob[]> {
    const ended = await endedShifts(now, jobsMax);
    return ended.map((personId) => ({ queue: 'timers', timer: 'shift-end', personId, dueAt: longSince }));
  }

  return async (): Promise<readonly DeskJob[]> => {
    const now = needs.clock.now();
    const found = await Promise.all([
      findAwaiting(needs),
      findReactions(needs, now),
      findSessions(needs, now),
      findShifts(now),
      findSilence(needs, now),
      findBreaches(needs, now),
      findLines(needs),
      findDueConsultations(needs, now),
    ]);
    return found.flat();
  };
}

async function findAwaiting({ tickets }: Needs): Promise<readonly DeskJob[]> {
  const awaiting = await tickets.listAwaitingAssignment(jobsMax);
  return awaiting.map(({ ticketId, team }) => ({ queue: 'assign', ticketId, team }));
}

async function findReactions({ assignments }: Needs, now: number): Promise<readonly DeskJob[]> {
  const due = await assignments.listDueReactions(now, jobsMax);
  return due.map((ticketId) => ({ queue: 'timers', timer: 'first-reaction', ticketId, dueAt: longSince }));
}

async function findSessions({ dueSessions, policy }: Needs, now: number): Promise<readonly DeskJob[]> {
  const { idleLimitMs, absoluteLimitMs } = policy.sessionLimits;
  const due = await dueSessions.listLiveIdleSince(now - idleLimitMs, now - absoluteLimitMs, jobsMax);
  return due.map((personId) => ({ queue: 'timers', timer: 'session-end', personId, dueAt: longSince }));
}

/** The lines of Redis are made of these rows, and served; while it is away they wait where they are. */
async function findLines({ consultations, waitLines }: Needs): Promise<readonly DeskJob[]> {
  const lines = new Map<string, Waiter[]>();
  for (const { consultation } of await consultations.listInLine(null, inLineMax)) {
    const line = lines.get(consultation.team) ?? [];
    lines.set(consultation.team, line);
    line.push(waiterOf(consultation));
  }
  await waitLines.rebuild(lines);
  return [...lines.keys()].map((team) => ({ queue: 'consult', team, consultationId: null }));
}

async function findDueConsultations({ consultations }: Needs, now: number): Promise<readonly DeskJob[]> {
  const due = await consultations.listDue(now, jobsMax);
  return due.map((consultationId) => ({ queue: 'timers', timer: 'consultation', consultationId, dueAt: longSince }));
}

async function findSilence({ dueTickets, policy }: Needs, now: number): Promise<readonly DeskJob[]> {
  const silent = await dueTickets.listSilentSince(now - dayMs, jobsMax);
  const due = silent.filter((stored) => (silenceEndsAt(stored, policy) ?? now + 1) <= now);
  return due.map(({ ticket: { id: ticketId } }) => ({
    ...{ queue: 'timers', timer: 'solution-silence', ticketId, dueAt: longSince },
  }));
}

async function findBreaches({ dueTickets }: Needs, now: number): Promise<readonly DeskJob[]> {
  const due = await dueTickets.listBreakingBefore(now + breachWarningMs, jobsMax);
  return due.map((ticketId) => ({ queue: 'timers', timer: 'sla-warning', ticketId, dueAt: longSince }));
}
