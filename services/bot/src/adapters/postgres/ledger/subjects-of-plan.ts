import type { Change, Effect, Plan } from '../../../ports/plan.ts';

export interface Subject {
  readonly of: 'person' | 'consultation' | 'message';
  readonly id: string;
}

/** Ids, states and times alone. */
type SealsNothing =
  | 'save-consultation'
  | 'hold-slot'
  | 'note-offer'
  | 'note-grant'
  | 'note-shown-wait'
  | 'record-consultation'
  | 'note-relayed'
  | 'fix-batch'
  | 'note-mirrored'
  | 'drop-unaddressed'
  | 'touch-session'
  | 'save-sign-in-wait'
  | 'drop-draft'
  | 'note-message'
  | 'save-composition'
  | 'drop-composition'
  | 'record-fact'
  | 'save-marks'
  | 'note-told'
  | 'note-looks'
  | 'shift-workload'
  | 'await-requester'
  | 'claim-tickets'
  | 'note-waiting'
  | 'save-assignment'
  | 'store-decision'
  | 'save-duty'
  | 'resume-kept'
  | 'store-workload'
  | 'move-cursor'
  | 'note-export'
  | 'erase-person';

/**
 * Whose keys a change needs; null when it seals nothing. What is said in a consultation, whoever says it, is sealed
 * under the key of its employee: a change names them by the consultation, or by a message of it.
 */
export function subjectOf(change: Change): Subject | null {
  switch (change.kind) {
    case 'save-person':
      return { of: 'person', id: change.person.id };
    case 'save-session':
      return { of: 'person', id: change.session.personId };
    case 'save-ticket': {
      const { requesterId } = change.ticket;
      return requesterId === null ? null : { of: 'person', id: requesterId };
    }
    case 'save-draft':
      return { of: 'person', id: change.draft.ownerId };
    case 'save-outgoing':
      return { of: 'person', id: change.comment.authorId };
    case 'keep-unaddressed':
      return { of: 'person', id: change.personId };
    case 'say':
      return { of: 'consultation', id: change.message.consultationId };
    case 'save-rating-comment':
      return { of: 'consultation', id: change.consultationId };
    case 'correct-said':
      return { of: 'message', id: change.messageId };
    default:
      change.kind satisfies SealsNothing;
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
    case 'send-data':
    case 'delete-message':
    case 'relay-message':
    case 'relay-edit':
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
    case 'open-consultation':
    case 'join-consultation':
    case 'mirror-chat':
    case 'close-chat':
      return `ticket:${effect.ticketId}`;
    case 'tell-consultations':
      return `consultations:${effect.about.id}`;
    case 'leave-team':
      return `person:${effect.personId}`;
    case 'erase-person':
      // Whoever asked waits for an answer, and must not hold up what comes from inside meanwhile.
      return effect.asked === 'inside' ? `person:${effect.personId}` : `erasure:${effect.personId}`;
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
    case 'send-data':
    case 'delete-message':
    case 'relay-message':
    case 'relay-edit':
      return { chatId: effect.chatId, card: null, about: null };
    default:
      return { chatId: null, card: null, about: null };
  }
}

/** Below the card of its comment: taken back together with it. */
function fileCardName(ticketId: string, commentId: string, fileId: string): string {
  return `comment:${ticketId}:${commentId}:${fileId}`;
}
