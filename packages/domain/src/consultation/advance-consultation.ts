import type { Consultation } from './consultation.ts';
import type { ConsultationLimits } from './consultation-limits.ts';
import type {
  ConsultationEvent,
  ConsultationEventKind,
  ConsultationEventOf,
  ConsultationOutcome,
  Moment,
  StepsOf,
} from './consultation-step.ts';
import { silenceDueAt } from './judge-silence.ts';
import { callbackSteps } from './step-callback.ts';
import { activeSteps, transferringSteps } from './step-dialogue.ts';
import { requestedSteps, waitingSteps } from './step-in-line.ts';
import { offeredSteps } from './step-offered.ts';
import { endedSteps, goneSteps, ratedSteps } from './step-over.ts';

/**
 * The state machine of a consultation (architecture, "Consultation"): a table of steps for each state. What loses a
 * race is refused with the reason, and leaves everything as it was.
 */
export function advanceConsultation(
  consultation: Consultation,
  event: ConsultationEvent,
  moment: Moment,
): ConsultationOutcome {
  switch (consultation.state) {
    case 'requested':
      return take(requestedSteps, consultation, event, moment);
    case 'waiting':
      return take(waitingSteps, consultation, event, moment);
    case 'offered':
      return take(offeredSteps, consultation, event, moment);
    case 'callback':
      return take(callbackSteps, consultation, event, moment);
    case 'active':
      return take(activeSteps, consultation, event, moment);
    case 'transferring':
      return take(transferringSteps, consultation, event, moment);
    case 'ended':
      return take(endedSteps, consultation, event, moment);
    case 'rated':
      return take(ratedSteps, consultation, event, moment);
    case 'cancelled':
    case 'abandoned':
      return take(goneSteps, consultation, event, moment);
  }
}

/** When the clock has next something to do here; null when never. */
export function consultationDueAt(consultation: Consultation, limits: ConsultationLimits): number | null {
  switch (consultation.state) {
    case 'waiting':
      return consultation.nextRoundAt;
    case 'offered':
      return consultation.offer.expiresAt;
    case 'callback':
      return consultation.expiresAt;
    case 'active':
      return silenceDueAt(consultation.dialogue, limits);
    case 'transferring':
      return Math.min(consultation.offer.expiresAt, silenceDueAt(consultation.dialogue, limits));
    case 'requested':
    case 'ended':
    case 'rated':
    case 'cancelled':
    case 'abandoned':
      return null;
  }
}

function take<State extends Consultation, Kind extends ConsultationEventKind>(
  steps: StepsOf<State>,
  consultation: State,
  event: ConsultationEventOf<Kind>,
  moment: Moment,
): ConsultationOutcome {
  const step: StepsOf<State>[Kind] = steps[event.kind];
  return step(consultation, event, moment);
}
