import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkingHours } from '../schedule/working-hours.ts';
import { changeDuty, offDuty } from './change-duty.ts';
import type { Duty, DutyEvent, ShiftSpan } from './duty.ts';
import { hoursOnShift, shiftEndsAt } from './measure-shift.ts';

fc.configureGlobal({ seed: 20_261_121 });

const hourMs = 3_600_000;
const now = Date.parse('2026-11-23T10:00:00Z');
const began = now - 2 * hourMs;
const since = now - hourMs;

const off: Duty = offDuty('p-1', began);
const on: Duty = { personId: 'p-1', state: 'on-shift', since, shiftStartedAt: began };
const onBreak: Duty = { personId: 'p-1', state: 'break', since, shiftStartedAt: began };

const start: DutyEvent = { kind: 'shift-started', works: true };
const startAsEmployee: DutyEvent = { kind: 'shift-started', works: false };
const pause: DutyEvent = { kind: 'break-started' };
const resume: DutyEvent = { kind: 'break-ended' };
const end: DutyEvent = { kind: 'shift-ended', by: 'person' };
const setOff: DutyEvent = { kind: 'shift-ended', by: 'supervisor' };

const refused = (reason: string) => ({ kind: 'refused', reason });
const moved = (duty: Duty, ended: object | null = null) => ({ kind: 'moved', duty, ended });
const stretch = { from: since, to: now };

describe('duty', () => {
  it.each([
    { duty: off, event: start, outcome: moved({ ...on, since: now, shiftStartedAt: now }) },
    { duty: off, event: startAsEmployee, outcome: refused('not-a-specialist') },
    { duty: off, event: pause, outcome: refused('not-on-shift') },
    { duty: off, event: resume, outcome: refused('not-on-shift') },
    { duty: off, event: end, outcome: refused('already') },
    { duty: off, event: setOff, outcome: refused('already') },
    { duty: on, event: start, outcome: refused('already') },
    { duty: on, event: startAsEmployee, outcome: refused('not-a-specialist') },
    { duty: on, event: pause, outcome: moved({ ...onBreak, since: now }, stretch) },
    { duty: on, event: resume, outcome: refused('already') },
    { duty: on, event: end, outcome: moved(offDuty('p-1', now), stretch) },
    { duty: on, event: setOff, outcome: moved(offDuty('p-1', now), stretch) },
    { duty: onBreak, event: start, outcome: refused('already') },
    { duty: onBreak, event: startAsEmployee, outcome: refused('not-a-specialist') },
    { duty: onBreak, event: pause, outcome: refused('already') },
    { duty: onBreak, event: resume, outcome: moved({ ...on, since: now }) },
    { duty: onBreak, event: end, outcome: moved(offDuty('p-1', now)) },
    { duty: onBreak, event: setOff, outcome: moved(offDuty('p-1', now)) },
  ])('$duty.state, then $event.kind: $outcome.kind', ({ duty, event, outcome }) => {
    expect(changeDuty(duty, event, now)).toEqual(outcome);
  });

  it('ends a stretch no earlier than it began, should the clock be set back', () => {
    expect(changeDuty(on, pause, since - 1)).toMatchObject({ ended: { from: since, to: since } });
  });

  it('logs every moment on shift once, and none of a break', () => {
    const events = fc.array(fc.tuple(fc.constantFrom(start, pause, resume, end), fc.integer({ min: 0, max: hourMs })));
    fc.assert(
      fc.property(events, (steps) => {
        let duty = offDuty('p-1', began);
        let at = began;
        let onShiftMs = 0;
        const log: ShiftSpan[] = [];
        for (const [event, pauseMs] of steps) {
          at += pauseMs;
          if (duty.state === 'on-shift') onShiftMs += pauseMs;
          const step = changeDuty(duty, event, at);
          if (step.kind === 'refused') continue;
          if (step.ended) log.push(step.ended);
          duty = step.duty;
        }
        if (duty.state === 'on-shift') log.push({ from: duty.since, to: null });
        expect(hoursOnShift(log, began, at)).toBeCloseTo(onShiftMs / hourMs, 9);
      }),
    );
  });
});

describe('hours on shift', () => {
  const log: ShiftSpan[] = [
    { from: now - 10 * hourMs, to: now - 6 * hourMs },
    { from: now - 5 * hourMs, to: null },
  ];
  it.each([
    { from: -24, to: 0, hours: 9 },
    { from: -8, to: 0, hours: 7 },
    { from: -6, to: -5, hours: 0 },
    { from: -5, to: 2, hours: 7 },
    { from: 0, to: -1, hours: 0 },
  ])('from $from h to $to h: $hours', ({ from, to, hours }) => {
    expect(hoursOnShift(log, now + from * hourMs, now + to * hourMs)).toBe(hours);
  });
});

describe('the end of a shift', () => {
  const split = [
    { from: '09:00', to: '13:00' },
    { from: '14:00', to: '18:00' },
  ];
  const long = [{ from: '08:00', to: '20:00' }];
  const weekOf = (day: typeof split) => ({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] });
  const office: WorkingHours = { timeZone: 'Europe/Kyiv', week: weekOf(split), holidays: [] };
  const service: WorkingHours = { timeZone: 'Europe/Kyiv', week: weekOf(long), holidays: [] };

  it.each([
    { started: '2026-11-23T07:00:00Z', hours: [office], ends: '2026-11-23T16:00:00Z', why: 'lunch does not end it' },
    { started: '2026-11-23T06:30:00Z', hours: [office], ends: '2026-11-23T16:00:00Z', why: 'an early start' },
    { started: '2026-11-23T11:30:00Z', hours: [office], ends: '2026-11-23T16:00:00Z', why: 'started at lunch' },
    { started: '2026-11-23T07:00:00Z', hours: [office, service], ends: '2026-11-23T18:00:00Z', why: 'two teams' },
    { started: '2026-11-23T17:00:00Z', hours: [office], ends: '2026-11-24T05:00:00Z', why: 'an evening, 12 h' },
    { started: '2026-11-21T10:00:00Z', hours: [office], ends: '2026-11-21T22:00:00Z', why: 'a Saturday, 12 h' },
    { started: '2026-11-23T03:30:00Z', hours: [service], ends: '2026-11-23T15:30:00Z', why: 'never above 12 h' },
    { started: '2026-11-23T10:00:00Z', hours: [], ends: '2026-11-23T22:00:00Z', why: 'no team, 12 h' },
  ])('started $started: $ends ($why)', ({ started, hours, ends }) => {
    const duty: Duty = { personId: 'p-1', state: 'on-shift', since: now, shiftStartedAt: Date.parse(started) };
    expect(shiftEndsAt(duty, hours)).toBe(Date.parse(ends));
  });

  it('off shift there is none', () => {
    expect(shiftEndsAt(off, [office])).toBeNull();
  });
});
