import type { Duty, DutyEvent, DutyOutcome, DutyRefusal, OnDuty } from './duty.ts';

/** Where everyone begins: off shift. */
export function offDuty(personId: string, now: number): Duty {
  return { personId, state: 'off-shift', since: now, shiftStartedAt: null };
}

/**
 * On shift, break, off shift (architecture, "Duty"). Off shift one may only start a shift, and only someone who works
 * in a team may; a break keeps the shift; ending the shift ends the break with it.
 */
export function changeDuty(duty: Duty, event: DutyEvent, now: number): DutyOutcome {
  switch (event.kind) {
    case 'shift-started':
      return startShift(duty, event.works, now);
    case 'break-started':
      return startBreak(duty, now);
    case 'break-ended':
      return endBreak(duty, now);
    case 'shift-ended':
      return endShift(duty, now);
  }
}

function startShift(duty: Duty, works: boolean, now: number): DutyOutcome {
  if (!works) return refused('not-a-specialist');
  switch (duty.state) {
    case 'off-shift':
      return moved({ personId: duty.personId, state: 'on-shift', since: now, shiftStartedAt: now });
    case 'on-shift':
    case 'break':
      return refused('already');
  }
}

function startBreak(duty: Duty, now: number): DutyOutcome {
  switch (duty.state) {
    case 'off-shift':
      return refused('not-on-shift');
    case 'break':
      return refused('already');
    case 'on-shift':
      return moved({ ...duty, state: 'break', since: now }, stretch(duty, now));
  }
}

function endBreak(duty: Duty, now: number): DutyOutcome {
  switch (duty.state) {
    case 'off-shift':
      return refused('not-on-shift');
    case 'on-shift':
      return refused('already');
    case 'break':
      return moved({ ...duty, state: 'on-shift', since: now });
  }
}

function endShift(duty: Duty, now: number): DutyOutcome {
  switch (duty.state) {
    case 'off-shift':
      return refused('already');
    case 'on-shift':
      return moved(offDuty(duty.personId, now), stretch(duty, now));
    case 'break':
      return moved(offDuty(duty.personId, now));
  }
}

/** A clock set back must not leave a stretch that ends before it begins. */
function stretch(duty: OnDuty, now: number) {
  return { from: duty.since, to: Math.max(duty.since, now) };
}

function moved(duty: Duty, ended: { readonly from: number; readonly to: number } | null = null): DutyOutcome {
  return { kind: 'moved', duty, ended };
}

function refused(reason: DutyRefusal): DutyOutcome {
  return { kind: 'refused', reason };
}
