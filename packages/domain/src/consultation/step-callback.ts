import type { Callback } from './consultation.ts';
import { type ConsultationOutcome, type Moment, moved, refuse, refused, type StepsOf } from './consultation-step.ts';
import {
  abandoned,
  backInLine,
  changePriority,
  closeTicketBefore,
  dismissEmployee,
  endBeforeDialogue,
  leave,
  loseEmployee,
  tellEmployee,
} from './step-in-line.ts';

/** Out of the queue, until the employee answers or the working day is over. */
export const callbackSteps: StepsOf<Callback> = {
  'offer-made': refuse('not-in-line'),
  'nobody-free': refuse('not-in-line'),
  accepted: refuse('no-offer'),
  'accepted-signed-out': refuse('no-offer'),
  declined: refuse('no-offer'),
  'time-passed': expire,
  'callback-asked': refuse('unchanged'),
  'specialist-came': callEmployee,
  resumed: resume,
  spoke: refuse('not-in-dialogue'),
  'end-asked': endBeforeDialogue,
  'another-asked': refuse('not-in-dialogue'),
  'transfer-asked': refuse('not-in-dialogue'),
  'ticket-closed': (consultation, _event, { now }) => closeTicketBefore(consultation, now),
  'priority-changed': changePriority,
  // It outlives the session on purpose.
  'session-ended': refuse('unchanged'),
  'person-unreachable': loseEmployee,
  'person-dismissed': dismissEmployee,
  'shift-ended': refuse('unchanged'),
  rated: refuse('not-ended'),
};

/** Once: what calls a second time is noise. A place kept for a signed-out employee waits for them, not for a specialist. */
function callEmployee(consultation: Callback, _event: unknown, { now }: Moment): ConsultationOutcome {
  if (consultation.cause === 'session-ended' || consultation.calledAt !== null) return refused('unchanged');
  return moved({ ...consultation, calledAt: now }, [
    tellEmployee({ kind: 'somebody-there', until: consultation.expiresAt }),
  ]);
}

/** Who left did not wait: their age counts from now, or a call asked for at night would pass everybody in the morning. */
function resume(consultation: Callback, _event: unknown, { now }: Moment): ConsultationOutcome {
  if (now >= consultation.expiresAt) return refused('not-in-line');
  const queuedAt = consultation.cause === 'session-ended' ? consultation.queuedAt : now;
  return backInLine({ ...consultation, queuedAt });
}

function expire(consultation: Callback, _event: unknown, { now }: Moment): ConsultationOutcome {
  if (now < consultation.expiresAt) return refused('not-due');
  return leave(abandoned(consultation, 'callback-expired', now), [tellEmployee({ kind: 'callback-expired' })]);
}
