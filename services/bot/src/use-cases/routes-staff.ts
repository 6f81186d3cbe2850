import { declineTicket } from './assignment/decline-ticket.ts';
import { explainDecision } from './assignment/explain-decision.ts';
import { listAssigned } from './assignment/list-assigned.ts';
import { listUnassigned } from './assignment/list-unassigned.ts';
import { takeFreeTicket } from './assignment/take-free-ticket.ts';
import { takeTicket } from './assignment/take-ticket.ts';
import { judgeConfirmation, listConfirmations } from './confirmation/supervise-confirmations.ts';
import { changeDuty } from './duty/change-duty.ts';
import { showDuty } from './duty/show-duty.ts';
import { openNote } from './news/open-note.ts';
import type { StaffRoutes } from './routes.ts';
import { offerRoutes } from './routes-consultation.ts';
import { askToSignIn } from './session/ask-to-sign-in.ts';
import type { StaffDesk } from './staff-desk.ts';
import { chooseAssignee } from './supervision/choose-assignee.ts';
import { endShiftOf } from './supervision/end-shift-of.ts';
import { listOnShift } from './supervision/list-on-shift.ts';
import { listTeamTickets } from './supervision/list-team-tickets.ts';
import { reassignTicket } from './supervision/reassign-ticket.ts';
import { sendReportFile, showReport } from './supervision/show-report.ts';

/** What specialists and supervisors can say beyond what every employee can. From the menu, lists come below. */
export function staffRoutes(desk: StaffDesk): StaffRoutes {
  const assigned = listAssigned(desk);
  const ofTeams = listTeamTickets(desk);
  const onShift = listOnShift(desk);
  const report = showReport(desk);
  const consultations = offerRoutes(desk);
  const confirmations = listConfirmations({ ...desk, ask: askToSignIn(desk) });
  const below = true;
  return {
    commands: {
      report: { needs: 'supervisor', answer: (turn) => report(turn, { days: 1, below }) },
    },
    menu: {
      ...consultations.menu,
      assigned: { needs: 'specialist', answer: (turn) => assigned(turn, { page: 0, below }) },
      duty: { needs: 'specialist', answer: showDuty(desk) },
      unassigned: { needs: 'supervisor', answer: (turn) => ofTeams(turn, { which: 'unassigned', page: 0, below }) },
      oldest: { needs: 'supervisor', answer: (turn) => ofTeams(turn, { which: 'oldest', page: 0, below }) },
      'who-is-on': { needs: 'supervisor', answer: (turn) => onShift(turn, { below }) },
      report: { needs: 'supervisor', answer: (turn) => report(turn, { days: 1, below }) },
    },
    actions: {
      ...consultations.actions,
      // Also for whoever is signed out by now: it reserves at once, and then asks.
      'take-ticket': { needs: 'anyone', answer: takeTicket({ ...desk, ask: askToSignIn(desk) }) },
      'take-free-ticket': { needs: 'specialist', answer: takeFreeTicket(desk) },
      'decline-ticket': { needs: 'specialist', answer: declineTicket(desk) },
      'why-me': { needs: 'specialist', answer: explainDecision(desk) },
      'open-note': { needs: 'specialist', answer: openNote(desk) },
      'assigned-list': { needs: 'specialist', answer: (turn, { page }) => assigned(turn, { page, below: false }) },
      'unassigned-list': { needs: 'specialist', answer: listUnassigned(desk) },
      'team-list': { needs: 'supervisor', answer: (turn, said) => ofTeams(turn, { ...said, below: false }) },
      'on-shift-list': { needs: 'supervisor', answer: (turn) => onShift(turn, { below: false }) },
      reassign: { needs: 'supervisor', answer: chooseAssignee(desk) },
      'reassign-to': { needs: 'supervisor', answer: reassignTicket(desk) },
      'set-duty': { needs: 'specialist', answer: changeDuty(desk) },
      'set-off-shift': { needs: 'supervisor', answer: endShiftOf(desk) },
      report: { needs: 'supervisor', answer: (turn, { days }) => report(turn, { days, below: false }) },
      confirmations: { needs: 'supervisor', answer: (turn) => confirmations(turn) },
      'judge-confirmation': { needs: 'supervisor', answer: judgeConfirmation({ ...desk, ask: askToSignIn(desk) }) },
      'report-file': { needs: 'supervisor', answer: sendReportFile(desk) },
    },
  };
}
