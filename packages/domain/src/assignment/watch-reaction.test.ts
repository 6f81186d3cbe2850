import { describe, expect, it } from 'vitest';
import type { WorkingHours } from '../schedule/working-hours.ts';
import { priorities } from '../ticket/ticket.ts';
import { type Assignment, type AssignmentEvent, type AssignmentState, reactionLimitMinutes } from './assignment.ts';
import { advanceAssignment, dueAt, startAssignment } from './watch-reaction.ts';

const minuteMs = 60_000;
const nineToSix = [{ from: '09:00', to: '18:00' }];
const week = { mon: nineToSix, tue: nineToSix, wed: nineToSix, thu: nineToSix, fri: nineToSix, sat: [], sun: [] };
const office: WorkingHours = { timeZone: 'Europe/Kyiv', week, holidays: [] };
const closed: WorkingHours = { ...office, week: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } };

const now = Date.parse('2026-11-23T08:00:00Z');
const started = startAssignment({ ticketId: 't-1', personId: 'p-1', priority: 'high' }, now, office);
const remindAt = now + 30 * minuteMs;

const inState = (state: AssignmentState): Assignment => ({ ...started, state });
const taken = (by: string): AssignmentEvent => ({ kind: 'taken', by });
const declined = (by: string): AssignmentEvent => ({ kind: 'declined', by });
const timePassed: AssignmentEvent = { kind: 'time-passed' };
const reassigned: AssignmentEvent = { kind: 'reassigned' };
const withdrawn: AssignmentEvent = { kind: 'withdrawn' };

const firstReaction = (at: number) => ({ kind: 'note-first-reaction', at });
const again = (cause: string) => ({ kind: 'assign-again', passOver: 'p-1', cause });
const told = { kind: 'tell-supervisor', cause: 'no-reaction' };

describe('an assignment starts with the limit of its priority, in working minutes', () => {
  it.each([
    { priority: 'critical', remind: '2026-11-23T08:10:00Z', reassign: '2026-11-23T08:20:00Z' },
    { priority: 'high', remind: '2026-11-23T08:30:00Z', reassign: '2026-11-23T09:00:00Z' },
    { priority: 'medium', remind: '2026-11-23T10:00:00Z', reassign: '2026-11-23T12:00:00Z' },
    { priority: 'low', remind: '2026-11-23T16:00:00Z', reassign: '2026-11-24T15:00:00Z' },
  ] as const)('$priority: reminder at $remind, away at $reassign', ({ priority, remind, reassign }) => {
    expect(startAssignment({ ticketId: 't-1', personId: 'p-1', priority }, now, office)).toEqual({
      ticketId: 't-1',
      personId: 'p-1',
      assignedAt: now,
      state: 'notified',
      limitMinutes: reactionLimitMinutes[priority],
      remindAt: Date.parse(remind),
      reassignAt: Date.parse(reassign),
    });
  });

  it('the evening before, the clock stands until the morning', () => {
    const evening = Date.parse('2026-11-23T15:55:00Z');
    const assignment = startAssignment({ ticketId: 't-1', personId: 'p-1', priority: 'critical' }, evening, office);
    expect(assignment.remindAt).toBe(Date.parse('2026-11-24T07:05:00Z'));
  });

  it('without working time ahead nothing is ever due', () => {
    const assignment = startAssignment({ ticketId: 't-1', personId: 'p-1', priority: 'critical' }, now, closed);
    expect(assignment).toMatchObject({ remindAt: null, reassignAt: null });
    expect(dueAt(assignment)).toBeNull();
    expect(advanceAssignment(assignment, timePassed, now + 1e9, closed)).toEqual({
      kind: 'refused',
      reason: 'not-due',
    });
  });

  it('every priority has its limit, shorter the more urgent', () => {
    const limits = priorities.map((priority) => reactionLimitMinutes[priority]);
    expect(limits).toEqual([10, 30, 120, 480]);
  });
});

describe('one row per state and event', () => {
  const over = { kind: 'refused', reason: 'already-over' };
  const refused = (reason: string) => ({ kind: 'refused', reason });
  const moved = (state: AssignmentState, ...effects: object[]) => ({ kind: 'moved', assignment: { state }, effects });
  it.each([
    { state: 'notified', event: taken('p-1'), outcome: moved('taken', firstReaction(remindAt)) },
    { state: 'notified', event: taken('p-2'), outcome: refused('not-the-assignee') },
    { state: 'notified', event: declined('p-1'), outcome: moved('declined', again('declined')) },
    { state: 'notified', event: declined('p-2'), outcome: refused('not-the-assignee') },
    { state: 'notified', event: timePassed, outcome: moved('reminded', { kind: 'remind', personId: 'p-1' }) },
    { state: 'notified', event: reassigned, outcome: moved('reassigned') },
    { state: 'notified', event: withdrawn, outcome: moved('withdrawn') },
    { state: 'reminded', event: taken('p-1'), outcome: moved('taken', firstReaction(remindAt)) },
    { state: 'reminded', event: taken('p-2'), outcome: refused('not-the-assignee') },
    { state: 'reminded', event: declined('p-1'), outcome: moved('declined', again('declined')) },
    { state: 'reminded', event: declined('p-2'), outcome: refused('not-the-assignee') },
    { state: 'reminded', event: timePassed, outcome: refused('not-due') },
    { state: 'reminded', event: reassigned, outcome: moved('reassigned') },
    { state: 'reminded', event: withdrawn, outcome: moved('withdrawn') },
    { state: 'taken', event: taken('p-1'), outcome: refused('already-taken') },
    { state: 'taken', event: taken('p-2'), outcome: refused('not-the-assignee') },
    { state: 'taken', event: declined('p-1'), outcome: refused('already-taken') },
    { state: 'taken', event: declined('p-2'), outcome: refused('not-the-assignee') },
    { state: 'taken', event: timePassed, outcome: refused('not-due') },
    { state: 'taken', event: reassigned, outcome: moved('reassigned') },
    { state: 'taken', event: withdrawn, outcome: moved('withdrawn') },
    ...(['declined', 'reassigned', 'withdrawn'] as const).flatMap((state) =>
      [taken('p-1'), declined('p-1'), timePassed, reassigned, withdrawn].map((event) => ({
        state,
        event,
        outcome: over,
      })),
    ),
  ] as const)('$state, $event at the reminder: $outcome', ({ state, event, outcome }) => {
    expect(advanceAssignment(inState(state), event, remindAt, office)).toMatchObject(outcome);
  });
});

describe('the clock', () => {
  const step = advanceAssignment(started, timePassed, remindAt, office);
  if (step.kind === 'refused') throw new Error('the reminder was due');
  const reminded = step.assignment;

  it('reminds once, not a moment early', () => {
    expect(dueAt(started)).toBe(remindAt);
    expect(advanceAssignment(started, timePassed, remindAt - 1, office)).toEqual({
      kind: 'refused',
      reason: 'not-due',
    });
    expect(dueAt(reminded)).toBe(remindAt + 30 * minuteMs);
    expect(advanceAssignment(reminded, timePassed, remindAt + 1, office)).toEqual({
      kind: 'refused',
      reason: 'not-due',
    });
  });

  it('then gives the ticket to someone else and tells the supervisor', () => {
    expect(advanceAssignment(reminded, timePassed, remindAt + 30 * minuteMs, office)).toEqual({
      kind: 'moved',
      assignment: { ...reminded, state: 'reassigned' },
      effects: [again('no-reaction'), told],
    });
  });

  it('after a long silence of the desk itself still reminds first, and waits the full limit again', () => {
    const late = remindAt + 300 * minuteMs;
    expect(advanceAssignment(started, timePassed, late, office)).toMatchObject({
      assignment: { state: 'reminded', reassignAt: late + 30 * minuteMs },
      effects: [{ kind: 'remind', personId: 'p-1' }],
    });
  });

  it.each(['taken', 'declined', 'reassigned', 'withdrawn'] as const)('has nothing to do once %s', (state) => {
    expect(dueAt(inState(state))).toBeNull();
  });
});
