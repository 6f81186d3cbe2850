import type { Change } from '../../../ports/plan.ts';
import type { Statement } from '../run-pipeline.ts';
import type { ChangeKind, ChangeOf, ChangeWriter, WriteContext } from './change-writer.ts';
import { awaitRequester, claimTickets } from './claim-tickets.ts';
import { erasePerson, noteExport } from './erase-person.ts';
import { fixBatch, noteMirrored } from './fix-batch.ts';
import { holdSlot } from './hold-slot.ts';
import { dropUnaddressed, keepUnaddressed } from './keep-unaddressed.ts';
import { moveCursor } from './move-cursor.ts';
import { noteLooks } from './note-looks.ts';
import { noteOffer } from './note-offer.ts';
import { noteTold } from './note-told.ts';
import { noteWaiting } from './note-waiting.ts';
import { recordConsultation } from './record-consultation.ts';
import { recordFact } from './record-fact.ts';
import { resumeKept } from './resume-kept.ts';
import { saveAssignment, storeDecision } from './save-assignment.ts';
import { dropComposition, saveComposition } from './save-composition.ts';
import { noteGrant, noteShownWait, saveConsultation, saveRatingComment } from './save-consultation.ts';
import { dropDraft, saveDraft } from './save-draft.ts';
import { saveDuty } from './save-duty.ts';
import { saveMarks } from './save-marks.ts';
import { noteMessage, saveOutgoing } from './save-outgoing.ts';
import { savePerson } from './save-person.ts';
import { saveSession, touchSession } from './save-session.ts';
import { saveSignInWait } from './save-sign-in-wait.ts';
import { saveTicket } from './save-ticket.ts';
import { correctSaid, noteRelayed, say } from './say.ts';
import { shiftWorkload, storeWorkload } from './store-workload.ts';

/**
 * How each kind of change is written, in the order of writing. One order for all transactions: those that touch the
 * same rows wait for each other instead of standing in each other's way. What others refer to comes first.
 */
const writers: { readonly [Kind in ChangeKind]: ChangeWriter<Kind> } = {
  'save-person': savePerson,
  'save-session': saveSession,
  'touch-session': touchSession,
  'save-sign-in-wait': saveSignInWait,
  'save-ticket': saveTicket,
  'save-marks': saveMarks,
  'await-requester': awaitRequester,
  'claim-tickets': claimTickets,
  'note-looks': noteLooks,
  'note-told': noteTold,
  'note-waiting': noteWaiting,
  'store-decision': storeDecision,
  'save-assignment': saveAssignment,
  'record-fact': recordFact,
  'drop-draft': dropDraft,
  'save-draft': saveDraft,
  'save-outgoing': saveOutgoing,
  'note-message': noteMessage,
  'drop-composition': dropComposition,
  'save-composition': saveComposition,
  'hold-slot': holdSlot,
  'save-consultation': saveConsultation,
  'note-grant': noteGrant,
  'note-shown-wait': noteShownWait,
  'save-rating-comment': saveRatingComment,
  'note-offer': noteOffer,
  'record-consultation': recordConsultation,
  say,
  'correct-said': correctSaid,
  'note-relayed': noteRelayed,
  'fix-batch': fixBatch,
  'note-mirrored': noteMirrored,
  'drop-unaddressed': dropUnaddressed,
  'keep-unaddressed': keepUnaddressed,
  'save-duty': saveDuty,
  'store-workload': storeWorkload,
  'shift-workload': shiftWorkload,
  'move-cursor': moveCursor,
  'resume-kept': resumeKept,
  'note-export': noteExport,
  'erase-person': erasePerson,
};

const order = new Map(Object.keys(writers).map((kind, index) => [kind, index]));

export function writeChanges(changes: readonly Change[], context: WriteContext): Statement[] {
  return [...changes].sort(inOrder).flatMap((change) => writeChange(change.kind, change, context));
}

function writeChange<Kind extends ChangeKind>(kind: Kind, change: ChangeOf<Kind>, context: WriteContext) {
  return writers[kind](change, context);
}

function inOrder(left: Change, right: Change): number {
  const byKind = (order.get(left.kind) ?? 0) - (order.get(right.kind) ?? 0);
  if (byKind !== 0) return byKind;
  const byPlace = placeTaking(left) - placeTaking(right);
  return byPlace !== 0 ? byPlace : compare(rowOf(left), rowOf(right));
}

/** What makes way (a person detached, an assignment over, a draft set aside) goes before what takes its place. */
function placeTaking(change: Change): number {
  if (change.kind === 'save-person' && change.person.detachedAt !== null) return 0;
  return 'expected' in change && change.expected === 0 ? 2 : 1;
}

function rowOf(change: Change): string {
  switch (change.kind) {
    case 'save-person':
      return change.person.id;
    case 'save-session':
      return change.session.id;
    case 'touch-session':
      return change.sessionId;
    case 'save-sign-in-wait':
      return String(change.wait.telegramId);
    case 'save-ticket':
      return change.ticket.id;
    case 'save-marks':
    case 'note-told':
    case 'await-requester':
    case 'note-waiting':
      return change.ticketId;
    case 'claim-tickets':
    case 'shift-workload':
    case 'drop-composition':
    case 'note-export':
    case 'erase-person':
      return change.personId;
    case 'store-decision':
      return change.id;
    case 'save-assignment':
      return change.assignment.ticketId;
    case 'record-fact':
      return change.fact.ticketId;
    case 'drop-draft':
      return change.draftId;
    case 'save-draft':
      return change.draft.id;
    case 'save-outgoing':
      return change.comment.id;
    case 'note-message':
      return `${change.chatId}.${change.messageId}`;
    case 'save-composition':
      return change.composition.personId;
    case 'save-duty':
      return change.duty.personId;
    case 'note-looks':
      return change.ticketIds[0] ?? '';
    case 'store-workload':
      return change.team;
    case 'move-cursor':
      return change.name;
    case 'resume-kept':
      return String(change.chatId);
    default:
      return rowOfConsultations(change);
  }
}

type ConsultationChange = ChangeOf<
  | 'save-consultation'
  | 'hold-slot'
  | 'note-offer'
  | 'note-grant'
  | 'note-shown-wait'
  | 'record-consultation'
  | 'say'
  | 'note-relayed'
  | 'correct-said'
  | 'fix-batch'
  | 'note-mirrored'
  | 'keep-unaddressed'
  | 'drop-unaddressed'
  | 'save-rating-comment'
>;

function rowOfConsultations(change: ConsultationChange): string {
  switch (change.kind) {
    case 'save-consultation':
      return change.consultation.id;
    case 'hold-slot':
    case 'keep-unaddressed':
    case 'drop-unaddressed':
      return change.personId;
    case 'note-offer':
      return `${change.offer.consultationId}.${change.offer.personId}`;
    case 'note-grant':
    case 'note-shown-wait':
    case 'save-rating-comment':
      return change.consultationId;
    case 'record-consultation':
      return change.record.consultationId;
    case 'say':
      return change.message.consultationId;
    case 'correct-said':
      return change.messageId;
    case 'note-relayed':
      return change.messageIds[0] ?? '';
    case 'fix-batch':
    case 'note-mirrored':
      return change.batchId;
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
