import type { Logger } from '@desk/logging';
import type { JobHandlers } from './edge/jobs/desk-jobs.ts';
import { jobHandlers } from './edge/jobs/job-handlers.ts';
import type { EffectRoutes } from './edge/lanes/route-effects.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { ConfirmationDesk } from './ports/confirmation-desk.ts';
import type { OfferBoards, WaitLines } from './ports/consultation-board.ts';
import type { ConsultationDesk } from './ports/consultation-desk.ts';
import type { ChatMessages, ConsultationRecords, Consultations } from './ports/consultations.ts';
import type { Cursors } from './ports/cursors.ts';
import type { DeadLetterCount } from './ports/dead-letters.ts';
import type { Drafts } from './ports/drafts.ts';
import type { CommentDesk, DeskFeeds, SessionDesk, TicketDesk } from './ports/gateway-desk.ts';
import type { KeptArrivals } from './ports/inbox.ts';
import type { FileSender, StandingCards } from './ports/messenger.ts';
import type { WorkMetrics } from './ports/metrics.ts';
import type { OutgoingComments, TicketMessages } from './ports/outgoing-comments.ts';
import type { CountPendingUpdates } from './ports/pending-updates.ts';
import type { DueSessions, People } from './ports/people.ts';
import type { PersonRecords } from './ports/person-records.ts';
import type { Ledger } from './ports/plan.ts';
import type { PrivacyDesk } from './ports/privacy-desk.ts';
import type { Relay } from './ports/relay.ts';
import type { RowSweeper } from './ports/row-sweeper.ts';
import type { SealedRows } from './ports/sealed-rows.ts';
import type { SignInWaits } from './ports/sign-in-waits.ts';
import type { Clock, Ids, Pause, Policy } from './ports/system.ts';
import type { Assignments, Duties, TeamBoards } from './ports/team-board.ts';
import type { TicketComments } from './ports/ticket-comments.ts';
import type { DueTickets, Facts, Tickets } from './ports/tickets.ts';
import type { UnaddressedStore } from './ports/unaddressed-words.ts';
import type { WritingDesk } from './ports/writing-desk.ts';
import { assignTicket } from './use-cases/assignment/assign-ticket.ts';
import { confirmNobody } from './use-cases/assignment/confirm-nobody.ts';
import { deliverAssignment } from './use-cases/assignment/deliver-assignment.ts';
import { deliverMove } from './use-cases/assignment/deliver-move.ts';
import { leaveTeam } from './use-cases/assignment/leave-team.ts';
import { watchReaction } from './use-cases/assignment/watch-reaction.ts';
import { tellSupervisors } from './use-cases/confirmation/tell-supervisors.ts';
import { tellVerdict } from './use-cases/confirmation/tell-verdict.ts';
import { deliverJoining } from './use-cases/consultation/deliver-joining.ts';
import { deliverOpening } from './use-cases/consultation/deliver-opening.ts';
import { hearNews } from './use-cases/consultation/hear-news.ts';
import { keepSessions } from './use-cases/consultation/keep-sessions.ts';
import { mirrorLate } from './use-cases/consultation/mirror-late.ts';
import { serveLine } from './use-cases/consultation/serve-line.ts';
import { watchConsultation } from './use-cases/consultation/watch-consultation.ts';
import { converse } from './use-cases/converse.ts';
import { tellOfLetters } from './use-cases/dead-letters/tell-of-letters.ts';
import { deliverClosing } from './use-cases/dialogue/deliver-closing.ts';
import { deliverMirror } from './use-cases/dialogue/deliver-mirror.ts';
import { deliverRelay } from './use-cases/dialogue/deliver-relay.ts';
import { deliverRelayEdit } from './use-cases/dialogue/deliver-relay-edit.ts';
import { endShift } from './use-cases/duty/end-shift.ts';
import { deliverFiling } from './use-cases/filing/deliver-filing.ts';
import { planFiled } from './use-cases/filing/plan-filed.ts';
import { planUnsent } from './use-cases/filing/plan-unsent.ts';
import { presentDraft } from './use-cases/filing/present-draft.ts';
import { giveUpUpdate } from './use-cases/give-up-update.ts';
import { endSilence } from './use-cases/news/end-silence.ts';
import { noteFirstHook } from './use-cases/news/first-hook.ts';
import { sendFile } from './use-cases/news/send-file.ts';
import { tellComment } from './use-cases/news/tell-comment.ts';
import { tellNote } from './use-cases/news/tell-note.ts';
import { tellSolution } from './use-cases/news/tell-solution.ts';
import { warnOfBreach } from './use-cases/news/warn-of-breach.ts';
import { withdrawComment } from './use-cases/news/withdraw-comment.ts';
import { deliverErasure } from './use-cases/privacy/deliver-erasure.ts';
import { followErasure } from './use-cases/privacy/follow-erasure.ts';
import { sendData } from './use-cases/privacy/send-data.ts';
import { joinRoutes } from './use-cases/routes.ts';
import { employeeRoutes } from './use-cases/routes-employee.ts';
import { staffRoutes } from './use-cases/routes-staff.ts';
import { deliverRenewal } from './use-cases/session/deliver-renewal.ts';
import { deliverSessionEnd } from './use-cases/session/deliver-session-end.ts';
import { endDueSession } from './use-cases/session/end-due-session.ts';
import { endRevokedSession } from './use-cases/session/end-revoked-session.ts';
import { slowDown } from './use-cases/slow-down.ts';
import { tellAlarm } from './use-cases/supervision/tell-alarm.ts';
import { applyTicketState, planTicketState } from './use-cases/tickets/apply-ticket-state.ts';
import { reconcileTickets } from './use-cases/tickets/reconcile-tickets.ts';
import { correctWorkload } from './use-cases/upkeep/correct-workload.ts';
import { findDueWork } from './use-cases/upkeep/find-due-work.ts';
import { lookAgain } from './use-cases/upkeep/look-again.ts';
import { refreshWorkload } from './use-cases/upkeep/refresh-workload.ts';
import { resealRows } from './use-cases/upkeep/reseal-rows.ts';
import { shipAudit } from './use-cases/upkeep/ship-audit.ts';
import { deliverChange } from './use-cases/writing/deliver-change.ts';
import { deliverComment } from './use-cases/writing/deliver-comment.ts';
import { deliverCorrection } from './use-cases/writing/deliver-correction.ts';

/** Every port of the bot. */
export interface BotPorts {
  readonly people: People;
  readonly personRecords: PersonRecords;
  readonly privacyDesk: PrivacyDesk;
  readonly dueSessions: DueSessions;
  readonly drafts: Drafts;
  readonly outgoing: OutgoingComments;
  readonly ticketMessages: TicketMessages;
  readonly tickets: Tickets;
  readonly facts: Facts;
  readonly comments: TicketComments;
  readonly dueTickets: DueTickets;
  readonly assignments: Assignments;
  readonly duties: Duties;
  readonly boards: TeamBoards;
  readonly cursors: Cursors;
  readonly deadLetters: DeadLetterCount;
  readonly consultations: Consultations;
  readonly consultationRecords: ConsultationRecords;
  readonly chatMessages: ChatMessages;
  readonly unaddressed: UnaddressedStore;
  readonly offerBoards: OfferBoards;
  readonly waitLines: WaitLines;
  readonly consultationDesk: ConsultationDesk;
  readonly relay: Relay;
  readonly kept: KeptArrivals;
  readonly ledger: Ledger;
  readonly auditLog: AuditLog;
  readonly sweeper: RowSweeper;
  readonly sealedRows: SealedRows;
  readonly sessions: SessionDesk;
  readonly waits: SignInWaits;
  readonly confirmations: ConfirmationDesk;
  readonly desk: TicketDesk;
  readonly writing: WritingDesk;
  readonly commentDesk: CommentDesk;
  readonly fileSender: FileSender;
  readonly cards: StandingCards;
  readonly feeds: DeskFeeds;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly ids: Ids;
  readonly policy: Policy;
  readonly countPendingUpdates: CountPendingUpdates;
  readonly metrics: WorkMetrics;
  readonly log: Logger;
}

export type BotUseCases = ReturnType<typeof wireUseCases>;

/** Every use case with what it needs: what is heard, what is delivered, what is done in the background. */
export function wireUseCases(ports: BotPorts) {
  const applyState = applyTicketState({ ...ports, planFiled: planFiled(ports) });
  const endRevoked = endRevokedSession(ports);
  return {
    converse: converse({ ...ports, routes: joinRoutes(employeeRoutes(ports), staffRoutes(ports)) }),
    giveUp: giveUpUpdate(ports),
    slowDown: slowDown(ports),
    applyState,
    endRevoked,
    tellAlarm: tellAlarm(ports),
    tellSupervisors: tellSupervisors(ports),
    tellVerdict: tellVerdict(ports),
    followErasure: followErasure(ports),
    noteHook: noteFirstHook(ports),
    deliver: wireDelivery(ports),
    jobs: wireJobs(ports, reconcileTickets({ ...ports, applyState, endRevoked }), applyState),
    findDueWork: findDueWork(ports),
  };
}

/** What is carried out towards the gateway; what happens in chats is the messenger's. */
function wireDelivery(ports: BotPorts): Omit<EffectRoutes, 'messenger'> {
  const filed = planFiled(ports);
  const planState = planTicketState({ ...ports, planFiled: filed });
  return {
    fileTicket: deliverFiling({
      ...ports,
      planFiled: filed,
      planUnsent: planUnsent({ ...ports, present: presentDraft(ports) }),
    }),
    assignInTracker: deliverAssignment({ ...ports, planState }),
    moveInTracker: deliverMove({ ...ports, planState }),
    postComment: deliverComment(ports),
    editComment: deliverCorrection(ports),
    changeInTracker: deliverChange({ ...ports, planState }),
    cards: ports.cards,
    sendFile: sendFile(ports),
    tellComment: tellComment(ports),
    tellNote: tellNote(ports),
    tellSolution: tellSolution(ports),
    withdrawComment: withdrawComment(ports),
    relayMessage: deliverRelay(ports),
    relayEdit: deliverRelayEdit(ports),
    openConsultation: deliverOpening(ports),
    joinConsultation: deliverJoining(ports),
    mirrorChat: deliverMirror(ports),
    closeChat: deliverClosing(ports),
    tellConsultations: hearNews(ports),
    leaveTeam: leaveTeam({ ...ports, applyState: applyTicketState({ ...ports, planFiled: filed }) }),
    sendData: sendData(ports),
    erasePerson: deliverErasure(ports),
    renewSession: deliverRenewal(ports),
    endGatewaySession: deliverSessionEnd(ports),
  };
}

function wireJobs(
  ports: BotPorts,
  reconcile: ReturnType<typeof reconcileTickets>,
  applyState: ReturnType<typeof applyTicketState>,
): JobHandlers {
  return jobHandlers({
    ...ports,
    assignTicket: assignTicket(ports),
    serveLine: serveLine(ports),
    watchConsultation: watchConsultation(ports),
    keepSessions: keepSessions(ports),
    mirrorLate: mirrorLate(ports),
    watchReaction: watchReaction(ports),
    endDueSession: endDueSession(ports),
    endShift: endShift(ports),
    endSilence: endSilence({ ...ports, planState: planTicketState({ ...ports, planFiled: planFiled(ports) }) }),
    warnOfBreach: warnOfBreach(ports),
    reconcile,
    lookAgain: lookAgain({ ...ports, applyState }),
    confirmNobody: confirmNobody({ ...ports, applyState }),
    refreshWorkload: refreshWorkload({ ...ports, correct: correctWorkload({ ...ports, applyState }) }),
    shipAudit: shipAudit(ports),
    resealRows: resealRows(ports),
    tellOfLetters: tellOfLetters(ports),
  });
}
