import type { Change, Effect, Plan } from '../../../ports/plan.ts';

/** Whose keys a change needs; null when it seals nothing. */
export function subjectOf(change: Change): string | null {
  switch (change.kind) {
    case 'save-person':
      return change.person.id;
    case 'save-session':
      return change.session.personId;
    case 'save-ticket':
      return change.ticket.requesterId;
    case 'save-draft':
      return change.draft.ownerId;
    case 'save-outgoing':
      return change.comment.authorId;
    case 'touch-session':
    case 'drop-draft':
    case 'note-message':
    case 'save-composition':
    case 'drop-composition':
    case 'record-fact':
    case 'save-marks':
    case 'note-told':
    case 'note-looks':
    case 'shift-workload':
    case 'await-requester':
    case 'claim-tickets':
    case 'note-waiting':
    case 'save-assignment':
    case 'store-decision':
    case 'save-duty':
    case 'resume-kept':
    case 'store-workload':
    case 'move-cursor':
      return null;
  }
}

/** Chats in which the plan shows something. */
export function chatsShown(plan: Plan): readonly number[] {
  const chats = new Set<number>();
  for (const planned of plan.effects) {
    const effect = planned.kind === 'delayed' ? planned.effect : planned;
    if (effect.kind === 'show') chats.add(effect.chatId);
  }
  return [...chats];
}

/** The lane in which an effect waits its turn. */
export function laneOf(effect: Effect): string {
  switch (effect.kind) {
    case 'show':
    case 'retire-card':
    case 'withdraw-card':
    case 'send-file':
    case 'delete-message':
      return `chat:${effect.chatId}`;
    case 'file-ticket':
    case 'assign-in-tracker':
    case 'move-in-tracker':
    case 'tell-comment':
    case 'tell-solution':
    case 'tell-note':
    case 'withdraw-comment':
    case 'post-comment':
    case 'change-in-tracker':
    case 'edit-comment':
      return `ticket:${effect.ticketId}`;
    case 'leave-team':
      return `person:${effect.personId}`;
    case 'renew-session':
      return `session:${effect.sessionId}`;
    case 'end-gateway-session':
      return `session:${effect.gatewaySessionId}`;
  }
}

export interface EffectPlace {
  readonly chatId: number | null;
  readonly card: string | null;
  /** A ticket. */
  readonly about: string | null;
}

/** The chat an effect is about, the card it concerns and the ticket it tells of; null where it concerns none. */
export function placeOf(effect: Effect): EffectPlace {
  switch (effect.kind) {
    case 'show': {
      const card = effect.placement.kind === 'message' ? null : effect.placement.card;
      return { chatId: effect.chatId, card, about: effect.about };
    }
    case 'retire-card':
    case 'withdraw-card':
      return { chatId: effect.chatId, card: effect.card, about: null };
    case 'send-file': {
      const { chatId, ticketId, commentId, fileId } = effect;
      return { chatId, card: fileCardName(ticketId, commentId, fileId), about: ticketId };
    }
    case 'delete-message':
      return { chatId: effect.chatId, card: null, about: null };
    default:
      return { chatId: null, card: null, about: null };
  }
}

/** Below the card of its comment: taken back together with it. */
function fileCardName(ticketId: string, commentId: string, fileId: string): string {
  return `comment:${ticketId}:${commentId}:${fileId}`;
}
