import type { WorkingHours } from '../schedule/working-hours.ts';
import { addWorkingMinutes } from '../schedule/working-time.ts';
import type { Priority } from '../ticket/ticket.ts';
import {
  type Assignment,
  type AssignmentEffect,
  type AssignmentEvent,
  type AssignmentOutcome,
  type AssignmentRefusal,
  reactionLimitMinutes,
} from './assignment.ts';

/** A ticket is given to a specialist, and the watch over their first reaction begins. */
export function startAssignment(
  given: { readonly ticketId: string; readonly personId: string; readonly priority: Priority },
  now: number,
  hours: WorkingHours,
): Assignment {
  const limitMinutes = reactionLimitMinutes[given.priority];
  return {
    ticketId: given.ticketId,
    personId: given.personId,
    assignedAt: now,
    state: 'notified',
    limitMinutes,
    remindAt: addWorkingMinutes(hours, now, limitMinutes),
    reassignAt: addWorkingMinutes(hours, now, 2 * limitMinutes),
  };
}

/** When the clock has next something to do here; null when never. */
export function dueAt(assignment: Assignment): number | null {
  switch (assignment.state) {
    case 'notified':
      return assignment.remindAt;
    case 'reminded':
      return assignment.reassignAt;
    case 'taken':
    case 'declined':
    case 'reassigned':
    case 'withdrawn':
      return null;
  }
}

/**
 * The first-reaction watch (architecture, "First-reaction watch"): no *Take* or *Not mine* within the working minutes
 * of the priority, one reminder; none within as many again, given to someone else and the supervisor told. The second
 * stretch counts from the reminder really sent, so a desk that was down reminds before it takes a ticket away.
 */
export function advanceAssignment(
  assignment: Assignment,
  event: AssignmentEvent,
  now: number,
  hours: WorkingHours,
): AssignmentOutcome {
  switch (assignment.state) {
    case 'notified':
    case 'reminded':
      return advanceOpen(assignment, event, now, hours);
    case 'taken':
      return advanceTaken(assignment, event);
    case 'declined':
    case 'reassigned':
    case 'withdrawn':
      return refused('already-over');
  }
}

function advanceOpen(
  assignment: Assignment,
  event: AssignmentEvent,
  now: number,
  hours: WorkingHours,
): AssignmentOutcome {
  switch (event.kind) {
    case 'taken':
      if (event.by !== assignment.personId) return refused('not-the-assignee');
      return moved({ ...assignment, state: 'taken' }, [{ kind: 'note-first-reaction', at: now }]);
    case 'declined':
      if (event.by !== assignment.personId) return refused('not-the-assignee');
      return moved({ ...assignment, state: 'declined' }, [
        { kind: 'assign-again', passOver: assignment.personId, cause: 'declined' },
      ]);
    case 'time-passed':
      return passTime(assignment, now, hours);
    case 'reassigned':
      return moved({ ...assignment, state: 'reassigned' });
    case 'withdrawn':
      return moved({ ...assignment, state: 'withdrawn' });
  }
}

function passTime(assignment: Assignment, now: number, hours: WorkingHours): AssignmentOutcome {
  const due = dueAt(assignment);
  if (due === null || now < due) return refused('not-due');
  if (assignment.state === 'notified') {
    const reassignAt = addWorkingMinutes(hours, now, assignment.limitMinutes);
    return moved({ ...assignment, state: 'reminded', reassignAt }, [{ kind: 'remind', personId: assignment.personId }]);
  }
  return moved({ ...assignment, state: 'reassigned' }, [
    { kind: 'assign-again', passOver: assignment.personId, cause: 'no-reaction' },
    { kind: 'tell-supervisor', cause: 'no-reaction' },
  ]);
}

/** A ticket in work can still be given to someone else, by a supervisor or in the tracker. */
function advanceTaken(assignment: Assignment, event: AssignmentEvent): AssignmentOutcome {
  switch (event.kind) {
    case 'taken':
      return refused(event.by === assignment.personId ? 'already-taken' : 'not-the-assignee');
    case 'declined':
      return refused(event.by === assignment.personId ? 'already-taken' : 'not-the-assignee');
    case 'time-passed':
      return refused('not-due');
    case 'reassigned':
      return moved({ ...assignment, state: 'reassigned' });
    case 'withdrawn':
      return moved({ ...assignment, state: 'withdrawn' });
  }
}

function moved(assignment: Assignment, effects: readonly AssignmentEffect[] = []): AssignmentOutcome {
  return { kind: 'moved', assignment, effects };
}

function refused(reason: AssignmentRefusal): AssignmentOutcome {
  return { kind: 'refused', reason };
}
