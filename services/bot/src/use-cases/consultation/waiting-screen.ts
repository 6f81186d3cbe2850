import { type Consultation, isWorking, nextWorkingAt, type Priority } from '@desk/domain';
import type { ConsultationScreen } from '../../ports/consultation-screen.ts';
import type { ShownWait } from '../../ports/consultations.ts';
import type { Policy } from '../../ports/system.ts';
import { hoursOf } from '../assignment/present-work.ts';

/** Where somebody stands, as their card says it. `wentAhead`: whom of they had not been told. */
export function waitingScreen(
  { team }: Pick<Consultation, 'team'>,
  { place, range, reason }: ShownWait,
  {
    number,
    wentAhead,
    now,
    policy,
  }: {
    readonly number: string | null;
    readonly wentAhead: Priority | null;
    readonly now: number;
    readonly policy: Policy;
  },
): ConsultationScreen {
  const nextStart = reason === 'nobody-on-shift' ? nextStartOf(policy, team, now) : null;
  return { kind: 'waiting-in-line', number, reason, place, range, wentAhead, nextWorkingAt: nextStart };
}

/** Within working hours somebody may come at any moment: no time would be right. */
function nextStartOf(policy: Policy, team: string, now: number): number | null {
  const hours = hoursOf(policy, team);
  return isWorking(hours, now) ? null : nextWorkingAt(hours, now);
}
