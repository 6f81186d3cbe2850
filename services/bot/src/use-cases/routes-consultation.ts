import { acceptOffer, declineOffer } from './consultation/answer-offer.ts';
import { answerCall, callMe, leaveLine } from './consultation/leave-line.ts';
import { listConsultations } from './consultation/list-consultations.ts';
import { requestConsultation } from './consultation/request-consultation.ts';
import { sendUrgent } from './consultation/send-urgent.ts';
import { showOwnFigures } from './consultation/show-own-figures.ts';
import { closeConsultation, openConsultation, raiseRequest } from './consultation/supervise-consultation.ts';
import { takeOverTicket } from './consultation/take-over-ticket.ts';
import type { EmployeeDesk } from './employee-desk.ts';
import type { StepDraft } from './filing/step-draft.ts';
import type { SubmitDraft } from './filing/submit-draft.ts';
import type { EmployeeRoutes, StaffRoutes } from './routes.ts';
import { askToSignIn } from './session/ask-to-sign-in.ts';
import type { StaffDesk } from './staff-desk.ts';

type EmployeeAction = 'request-consultation' | 'send-urgent' | 'leave-line' | 'call-me' | 'answer-call';
type StaffAction =
  | 'accept-offer'
  | 'decline-offer'
  | 'take-over-ticket'
  | 'consultation-list'
  | 'open-consultation'
  | 'raise-request'
  | 'close-consultation'
  | 'own-figures';

/** How an employee comes to a specialist, and what they can do while they wait. */
export function lineRoutes(
  desk: EmployeeDesk,
  filing: { readonly step: StepDraft; readonly submit: SubmitDraft },
): Pick<EmployeeRoutes['actions'], EmployeeAction> {
  return {
    'request-consultation': { needs: 'session', answer: requestConsultation(desk) },
    'send-urgent': { needs: 'session', answer: sendUrgent({ ...desk, ...filing }) },
    'leave-line': { needs: 'session', answer: leaveLine(desk) },
    'call-me': { needs: 'session', answer: callMe(desk) },
    'answer-call': { needs: 'session', answer: answerCall(desk) },
  };
}

/** Offers to specialists, and what supervisors see of waits and conversations. From the menu, lists come below. */
export function offerRoutes(desk: StaffDesk): {
  readonly menu: Pick<StaffRoutes['menu'], 'consultations' | 'own-figures'>;
  readonly actions: Pick<StaffRoutes['actions'], StaffAction>;
} {
  const list = listConsultations(desk);
  const figures = showOwnFigures(desk);
  const below = true;
  return {
    menu: {
      consultations: { needs: 'supervisor', answer: (turn) => list(turn, { page: 0, below }) },
      'own-figures': { needs: 'specialist', answer: (turn) => figures(turn, { days: 1, below }) },
    },
    actions: {
      // Also for whoever is signed out by now: it reserves at once, and then asks.
      'accept-offer': { needs: 'anyone', answer: acceptOffer({ ...desk, ask: askToSignIn(desk) }) },
      'decline-offer': { needs: 'anyone', answer: declineOffer(desk) },
      'take-over-ticket': { needs: 'specialist', answer: takeOverTicket(desk) },
      'consultation-list': { needs: 'supervisor', answer: (turn, { page }) => list(turn, { page, below: false }) },
      'open-consultation': { needs: 'supervisor', answer: openConsultation(desk) },
      'raise-request': { needs: 'supervisor', answer: raiseRequest(desk) },
      'close-consultation': { needs: 'supervisor', answer: closeConsultation(desk) },
      'own-figures': { needs: 'specialist', answer: (turn, { days }) => figures(turn, { days, below: false }) },
    },
  };
}
