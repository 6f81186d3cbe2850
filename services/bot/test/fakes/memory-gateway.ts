import type { Profile } from '@desk/domain';
import type { ConfirmationDesk } from '../../src/ports/confirmation-desk.ts';
import type { CommentDesk, DeskFeeds, SessionDesk, TicketDesk, TicketState } from '../../src/ports/gateway-desk.ts';
import type { PrivacyDesk } from '../../src/ports/privacy-desk.ts';
import type { Clock } from '../../src/ports/system.ts';
import type { WritingDesk } from '../../src/ports/writing-desk.ts';
import { emptyGateway, type FileRefusalAtGateway, type GatewayState, type OrderRefusal } from './gateway-state.ts';
import { memoryConfirmationDesk } from './memory-confirmation-desk.ts';
import { type MemoryConsultationDesk, memoryConsultationDesk } from './memory-consultation-desk.ts';
import { memoryPrivacyDesk } from './memory-privacy.ts';
import { endSession, memorySessionDesk } from './memory-session-desk.ts';
import { bearTicketInTracker, changeTicketInTracker, memoryFeeds, memoryTicketDesk } from './memory-ticket-desk.ts';
import { memoryWritingDesk } from './memory-writing-desk.ts';
import { type CommentsInTracker, commentsInTracker, memoryCommentDesk } from './tracker-comments.ts';

/** A gateway with the tracker behind it: it keeps the promises of the ports, and fails where a test asks it to. */
export interface MemoryGateway {
  readonly sessions: SessionDesk;
  readonly confirmations: ConfirmationDesk;
  readonly privacyDesk: PrivacyDesk;
  readonly desk: TicketDesk;
  readonly writing: WritingDesk;
  readonly commentDesk: CommentDesk;
  readonly consultationDesk: MemoryConsultationDesk;
  readonly feeds: DeskFeeds;
  readonly state: GatewayState;
  employ(phone: string, profile: Profile): void;
  dismiss(phone: string): void;
  setGateway(to: 'up' | 'down'): void;
  /** From now on a phone alone opens nothing; `byMail` false: nobody has a mailbox. */
  confirmSignIns(how?: { readonly byMail: boolean }): void;
  setTracker(to: 'up' | 'down'): void;
  /** The next so many calls are carried out and their answers lost. */
  loseAnswers(answers: number): void;
  refuseFile(telegramFileId: string, reason: FileRefusalAtGateway): void;
  refuseOrders(reason: OrderRefusal | null): void;
  /** The tracker gives what is filed to somebody by itself. */
  assignNewTicketsTo(employeeId: string): void;
  revoke(gatewaySessionId: string): void;
  /** Raised in the portal or by phone. */
  bearInTracker(state: TicketState): void;
  /** What people write in the tracker itself. */
  readonly commentsInTracker: CommentsInTracker;
  /** As if someone had worked on the ticket in the tracker itself. */
  changeInTracker(number: string, change: Partial<TicketState> & { readonly assigneeName?: string }): TicketState;
}

export function memoryGateway(clock: Clock): MemoryGateway {
  const state = emptyGateway(clock);
  return {
    sessions: memorySessionDesk(state),
    confirmations: memoryConfirmationDesk(state),
    privacyDesk: memoryPrivacyDesk(state),
    desk: memoryTicketDesk(state),
    writing: memoryWritingDesk(state),
    commentDesk: memoryCommentDesk(state),
    consultationDesk: memoryConsultationDesk(state),
    feeds: memoryFeeds(state),
    state,
    employ(phone, profile) {
      state.directory.set(phone, profile);
      state.left.delete(profile.employeeId);
    },
    dismiss(phone) {
      const { employeeId } = state.directory.get(phone) ?? {};
      if (employeeId !== undefined) state.left.add(employeeId);
      state.directory.delete(phone);
    },
    confirmSignIns(how = { byMail: true }) {
      state.confirming = how;
    },
    setGateway(to) {
      state.gateway = to;
    },
    setTracker(to) {
      state.tracker = to;
    },
    loseAnswers(answers) {
      state.answersToLose = answers;
    },
    refuseFile: (telegramFileId, reason) => void state.refusedFiles.set(telegramFileId, reason),
    refuseOrders(reason) {
      state.refusing = reason;
    },
    assignNewTicketsTo(employeeId) {
      state.firstAssignee = employeeId;
    },
    revoke(gatewaySessionId) {
      endSession(state, gatewaySessionId);
      state.revoked.push({ gatewaySessionId, at: clock.now() });
    },
    bearInTracker: (ticket) => bearTicketInTracker(state, ticket),
    commentsInTracker: commentsInTracker(state, (number) => changeTicketInTracker(state, number, {})),
    changeInTracker: (number, change) => changeTicketInTracker(state, number, change),
  };
}
