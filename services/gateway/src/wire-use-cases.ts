import type { SessionLimits } from '@desk/domain';
import type { AuditLog, ShippedAudit } from './ports/audit-log.ts';
import type { BotEvents, PendingEvents } from './ports/bot-events.ts';
import type { CommentWriter } from './ports/comment-writer.ts';
import type { ConfirmationMail } from './ports/confirmation-mail.ts';
import type { Confirmations } from './ports/confirmations.ts';
import type { Consultations } from './ports/consultations.ts';
import type { ConfirmationCodes, Phones, SessionTokens } from './ports/credentials.ts';
import type { DeskComments } from './ports/desk-comments.ts';
import type { DeskTickets, FilingGrants } from './ports/desk-tickets.ts';
import type { DialogueTexts } from './ports/dialogue-texts.ts';
import type { Directory } from './ports/directory.ts';
import type { GivenAssignments } from './ports/given-assignments.ts';
import type { Mailer } from './ports/mailer.ts';
import type { OperationClaims } from './ports/operation-claims.ts';
import type { PersonRecords } from './ports/person-records.ts';
import type { PartState } from './ports/readiness.ts';
import type { RequestTypeTeams } from './ports/request-type-teams.ts';
import type { Retention } from './ports/retention.ts';
import type { SessionStore } from './ports/session-store.ts';
import type { SignInDesk, SignInLimit, SignInScope } from './ports/sign-in-desk.ts';
import type { Clock, Ids, Pause } from './ports/system.ts';
import type { TelegramAccounts } from './ports/telegram-accounts.ts';
import type { TicketLooks } from './ports/ticket-looks.ts';
import type { TicketParticipants } from './ports/ticket-participants.ts';
import type { TicketTexts } from './ports/ticket-texts.ts';
import type { TicketReader, TicketWriter, TrackerHooks, TrackerPeople } from './ports/tracker.ts';
import type { TrackerAccountBook } from './ports/tracker-accounts.ts';
import type { Uploads } from './ports/uploads.ts';
import { addComment } from './use-cases/add-comment.ts';
import { addParticipant } from './use-cases/add-participant.ts';
import { assignTicket } from './use-cases/assign-ticket.ts';
import { attachFiles } from './use-cases/attach-files.ts';
import { authenticateConsultation } from './use-cases/authenticate-consultation.ts';
import { authenticateGrant } from './use-cases/authenticate-grant.ts';
import { authenticateSession } from './use-cases/authenticate-session.ts';
import { changeTicket } from './use-cases/change-ticket.ts';
import { closeConsultation } from './use-cases/close-consultation.ts';
import { askSupervisor } from './use-cases/confirmation/ask-supervisor.ts';
import { beginConfirmation } from './use-cases/confirmation/begin-confirmation.ts';
import { judgeConfirmation } from './use-cases/confirmation/judge-confirmation.ts';
import { listConfirmations } from './use-cases/confirmation/list-confirmations.ts';
import { mailCode } from './use-cases/confirmation/mail-code.ts';
import { redeemConfirmation } from './use-cases/confirmation/redeem-confirmation.ts';
import { sendCode } from './use-cases/confirmation/send-code.ts';
import { submitCode } from './use-cases/confirmation/submit-code.ts';
import { countSignIn } from './use-cases/count-sign-in.ts';
import { createTicketOnce } from './use-cases/create-ticket-once.ts';
import { deliverPendingEvents } from './use-cases/deliver-pending-events.ts';
import { editComment } from './use-cases/edit-comment.ts';
import { endSession } from './use-cases/end-session.ts';
import { fileTicket } from './use-cases/file-ticket.ts';
import { findHolder } from './use-cases/find-holder.ts';
import { findTrackerAccount } from './use-cases/find-tracker-account.ts';
import { forwardHook } from './use-cases/forward-hook.ts';
import { joinConsultation } from './use-cases/join-consultation.ts';
import { letIn } from './use-cases/let-in.ts';
import { listChanges } from './use-cases/list-changes.ts';
import { lookAtTicket } from './use-cases/look-at-ticket.ts';
import { lookAtTickets } from './use-cases/look-at-tickets.ts';
import { measureRetention } from './use-cases/measure-retention.ts';
import { mirrorMessages } from './use-cases/mirror-messages.ts';
import { moveTicket } from './use-cases/move-ticket.ts';
import { openConsultation } from './use-cases/open-consultation.ts';
import { openSession } from './use-cases/open-session.ts';
import { type OwnEchoes, rememberEchoes } from './use-cases/own-echoes.ts';
import { paceLooks } from './use-cases/pace-looks.ts';
import { postCommentOnce } from './use-cases/post-comment-once.ts';
import { postRemark } from './use-cases/post-remark.ts';
import { presentComments } from './use-cases/present-comments.ts';
import { presentTicket } from './use-cases/present-ticket.ts';
import { prioritiseTicket } from './use-cases/prioritise-ticket.ts';
import { erasePerson } from './use-cases/privacy/erase-person.ts';
import { readOwnData } from './use-cases/privacy/read-own-data.ts';
import { readComment } from './use-cases/read-comment.ts';
import { readFile } from './use-cases/read-file.ts';
import { readNote } from './use-cases/read-note.ts';
import { readService, readTrackerState } from './use-cases/read-service.ts';
import { readTicket } from './use-cases/read-ticket.ts';
import { readWorkload } from './use-cases/read-workload.ts';
import { receiveUpload } from './use-cases/receive-upload.ts';
import { recogniseAccount } from './use-cases/recognise-account.ts';
import { removeExpired } from './use-cases/remove-expired.ts';
import { renewSession } from './use-cases/renew-session.ts';
import { runOnce } from './use-cases/run-once.ts';
import { storeAuditSegment } from './use-cases/store-audit-segment.ts';
import { transferTicket } from './use-cases/transfer-ticket.ts';
import { watchIntegration } from './use-cases/watch-integration.ts';
import { weighTicket } from './use-cases/weigh-ticket.ts';

/** Everything the use cases reach out to. */
export interface GatewayPorts {
  readonly clock: Clock;
  readonly pause: Pause;
  readonly isStopping: () => boolean;
  readonly ids: Ids;
  readonly texts: TicketTexts;
  readonly dialogues: DialogueTexts;
  readonly directory: Directory;
  readonly teams: RequestTypeTeams;
  readonly reader: TicketReader;
  readonly writer: TicketWriter;
  readonly commentWriter: CommentWriter;
  readonly looks: TicketLooks;
  readonly people: TrackerPeople;
  readonly hooks: TrackerHooks;
  /** What people call the tracker. */
  readonly trackerName: string;
  readonly catalogueDigest: string;
  readonly auditRetentionDays: number;
  readonly bot: BotEvents;
  readonly tokens: SessionTokens;
  readonly phones: Phones;
  readonly codes: ConfirmationCodes;
  readonly confirmations: Confirmations;
  readonly letter: ConfirmationMail;
  readonly mailer: Mailer;
  readonly uploads: Uploads;
  readonly sessions: SessionStore;
  readonly signIns: SignInDesk;
  readonly tickets: DeskTickets;
  readonly grants: FilingGrants;
  readonly given: GivenAssignments;
  readonly comments: DeskComments;
  readonly participants: TicketParticipants;
  readonly consultations: Consultations;
  readonly accounts: TrackerAccountBook;
  readonly telegramAccounts: TelegramAccounts;
  readonly claims: OperationClaims;
  readonly audit: AuditLog;
  readonly shipped: ShippedAudit;
  readonly pending: PendingEvents;
  readonly retention: Retention;
  readonly records: PersonRecords;
}

export interface GatewayLimits {
  readonly sessions: SessionLimits;
  readonly signIns: Readonly<Record<SignInScope, SignInLimit>>;
  /** Whether a first sign-in, and one after 12 h, needs more than the phone. */
  readonly confirmation: { readonly kind: 'none' | 'email' };
  readonly fileBytesMax: number;
}

/** Gives every use case exactly what it needs; knows no adapter. */
export function wireUseCases(outside: GatewayPorts, limits: GatewayLimits) {
  const { ports, trackerState, directoryState } = watchOutside(outside);
  const findAccount = findTrackerAccount(ports);
  const recognise = recogniseAccount(ports);
  const holding = { recognise, findHolder: findHolder({ ...ports, recognise }) };
  const present = {
    presentTicket: presentTicket({ ...ports, ...holding }),
    presentComments: presentComments({ ...ports, recognise }),
  };
  const lookAt = lookAtTicket({ ...ports, ...present });
  const weigh = weighTicket({ ...ports, ...present, ...holding, lookAt });
  const session = { ...ports, limits: limits.sessions, findAccount };
  const echoes = rememberEchoes(ports);
  const onTicket = { ...ports, ...present, lookAt, weigh, findAccount, echoes };
  const forward = forwardHook(onTicket);

  return {
    authentication: {
      session: authenticateSession(session),
      grant: authenticateGrant(ports),
      consultation: authenticateConsultation(ports),
    },
    runOnce: runOnce(ports),
    forwardHook: forward,
    trackerState,
    directoryState,
    measureRetention: measureRetention({ ...ports, limits: limits.sessions }),
    jobs: {
      deliverPendingEvents: deliverPendingEvents(ports),
      removeExpired: removeExpired({ ...ports, limits: limits.sessions }),
    },
    contract: {
      ...wireSignIn(session, limits),
      renewSession: renewSession(session),
      endSession: endSession(session),
      receiveUpload: receiveUpload({ ...ports, fileBytesMax: limits.fileBytesMax }),
      fileTicket: fileTicket({ ...onTicket, create: createTicketOnce(ports), attach: attachFiles(ports) }),
      readTicket: readTicket(onTicket),
      readComment: readComment(onTicket),
      readNote: readNote(onTicket),
      readFile: readFile(onTicket),
      ...wireChanges(onTicket),
      listChanges: listChanges({ ...onTicket, takeTurn: paceLooks(ports) }),
      lookAtTickets: lookAtTickets({ lookAt }),
      forwardHook: forward,
      readWorkload: readWorkload(onTicket),
      storeAuditSegment: storeAuditSegment(ports),
      readService: readService({ ...ports, trackerState }),
      readOwnData: readOwnData(ports),
      erasePerson: erasePerson(ports),
    },
  };
}

/** The door, and the confirmation that it may ask for. */
function wireSignIn(session: Parameters<typeof letIn>[0] & GatewayPorts, { signIns, confirmation }: GatewayLimits) {
  const door = {
    ...session,
    countSignIn: countSignIn({ ...session, limits: signIns }),
    letIn: letIn(session),
    mailCode: mailCode(session),
  };
  return {
    openSession: openSession({ ...door, confirm: confirmation.kind === 'email' ? beginConfirmation(door) : null }),
    submitCode: submitCode(door),
    sendCode: sendCode(door),
    askSupervisor: askSupervisor(door),
    redeemConfirmation: redeemConfirmation(door),
    listConfirmations: listConfirmations(session),
    judgeConfirmation: judgeConfirmation(session),
  };
}

/** The same ports, and whether those behind them answer. */
function watchOutside(outside: GatewayPorts) {
  const [tracker, directory] = [watchIntegration(outside, 'tracker'), watchIntegration(outside, 'directory')];
  const ports: GatewayPorts = {
    ...outside,
    reader: tracker.watched(outside.reader),
    writer: tracker.watched(outside.writer),
    commentWriter: tracker.watched(outside.commentWriter),
    looks: tracker.watched(outside.looks),
    people: tracker.watched(outside.people),
    directory: directory.watched(outside.directory),
  };
  const directoryState = (): PartState => directory.last()?.state ?? 'unknown';
  return { ports, trackerState: readTrackerState({ ...ports, watch: tracker }), directoryState };
}

/** What people do to a ticket, and say about it. */
function wireChanges(onTicket: Parameters<typeof addParticipant>[0] & GatewayPorts & { readonly echoes: OwnEchoes }) {
  const post = postCommentOnce(onTicket);
  const speaking = { ...onTicket, post, remark: postRemark({ ...onTicket, post }) };
  const changing = { ...onTicket, change: changeTicket(speaking) };
  return {
    assignTicket: assignTicket(speaking),
    moveTicket: moveTicket(changing),
    prioritiseTicket: prioritiseTicket(changing),
    transferTicket: transferTicket(changing),
    addParticipant: addParticipant(onTicket),
    addComment: addComment(speaking),
    editComment: editComment(onTicket),
    openConsultation: openConsultation(onTicket),
    joinConsultation: joinConsultation(onTicket),
    mirrorMessages: mirrorMessages(speaking),
    closeConsultation: closeConsultation(speaking),
  };
}

export type GatewayUseCases = ReturnType<typeof wireUseCases>;
