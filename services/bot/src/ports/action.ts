import type { Language, Priority, TicketStatus } from '@desk/domain';
import type { Purpose, TransferTarget } from './compositions.ts';

/** What a button does: ids only, never anything personal. Stored at the server; Telegram carries an opaque id of it. */
export type Action =
  | { readonly kind: 'new-ticket' }
  | { readonly kind: 'choose-type'; readonly draftId: string; readonly requestType: string }
  | { readonly kind: 'all-types'; readonly draftId: string }
  | { readonly kind: 'choose-department'; readonly draftId: string; readonly department: string; readonly page: number }
  | { readonly kind: 'send-draft'; readonly draftId: string }
  | { readonly kind: 'change-draft'; readonly draftId: string }
  | { readonly kind: 'back-to-review'; readonly draftId: string }
  | { readonly kind: 'discard-draft'; readonly draftId: string }
  | { readonly kind: 'restore-draft'; readonly draftId: string }
  | { readonly kind: 'change-type'; readonly draftId: string }
  | { readonly kind: 'change-priority'; readonly draftId: string }
  | { readonly kind: 'choose-priority'; readonly draftId: string; readonly priority: Priority }
  | { readonly kind: 'change-text'; readonly draftId: string }
  | { readonly kind: 'change-files'; readonly draftId: string }
  | { readonly kind: 'remove-file'; readonly draftId: string; readonly messageId: number }
  | { readonly kind: 'change-fields'; readonly draftId: string }
  | { readonly kind: 'change-field'; readonly draftId: string; readonly field: string }
  | { readonly kind: 'choose-value'; readonly draftId: string; readonly field: string; readonly choice: string }
  | { readonly kind: 'skip-field'; readonly draftId: string; readonly field: string }
  /** `below`: from elsewhere in the chat, so that the list comes to where the person is; else it turns its page in place. */
  | { readonly kind: 'my-tickets'; readonly page: number; readonly below: boolean }
  | { readonly kind: 'open-ticket'; readonly ticketId: string; readonly below: boolean }
  /** Below a solution. */
  | { readonly kind: 'confirm-solution'; readonly ticketId: string }
  | { readonly kind: 'reject-solution'; readonly ticketId: string }
  | { readonly kind: 'get-file'; readonly ticketId: string; readonly commentId: string; readonly fileId: string }
  | { readonly kind: 'open-comment'; readonly ticketId: string; readonly commentId: string }
  | { readonly kind: 'open-note'; readonly ticketId: string; readonly message: string }
  /** `inList`: below a ticket that was opened from a list, not below the card that told of it. */
  | { readonly kind: 'take-ticket'; readonly ticketId: string; readonly inList: boolean }
  /** What nobody has. */
  | { readonly kind: 'take-free-ticket'; readonly ticketId: string }
  | { readonly kind: 'decline-ticket'; readonly ticketId: string; readonly inList: boolean }
  | { readonly kind: 'why-me'; readonly ticketId: string }
  | { readonly kind: 'assigned-list'; readonly page: number }
  /** What nobody has in one's own teams. */
  | { readonly kind: 'unassigned-list'; readonly page: number }
  | { readonly kind: 'team-list'; readonly which: 'unassigned' | 'oldest'; readonly page: number }
  | { readonly kind: 'on-shift-list' }
  | { readonly kind: 'reassign'; readonly ticketId: string; readonly below: boolean }
  | { readonly kind: 'reassign-to'; readonly ticketId: string; readonly personId: string }
  | { readonly kind: 'set-duty'; readonly state: 'on-shift' | 'break' | 'off-shift' }
  | { readonly kind: 'set-off-shift'; readonly personId: string }
  | { readonly kind: 'report'; readonly days: 1 | 7 | 30 }
  | { readonly kind: 'report-file'; readonly days: 1 | 7 | 30 }
  /** The next message is for this ticket. */
  | {
      readonly kind: 'write';
      readonly ticketId: string;
      readonly what: Exclude<Purpose['kind'], 'priority' | 'transfer' | 'handover' | 'rating-comment'>;
    }
  /** Everything that can be done about a ticket. */
  | { readonly kind: 'more-ways'; readonly ticketId: string }
  | { readonly kind: 'move-ticket'; readonly ticketId: string; readonly to: TicketStatus }
  | { readonly kind: 'priority-of'; readonly ticketId: string }
  | { readonly kind: 'set-priority'; readonly ticketId: string; readonly priority: Priority }
  | { readonly kind: 'transfer'; readonly ticketId: string; readonly to: 'people' | 'teams' }
  | { readonly kind: 'transfer-to'; readonly ticketId: string; readonly target: TransferTarget }
  | { readonly kind: 'saved-replies'; readonly ticketId: string; readonly page: number }
  | { readonly kind: 'show-reply'; readonly ticketId: string; readonly reply: string }
  | { readonly kind: 'send-reply'; readonly ticketId: string; readonly reply: string }
  | { readonly kind: 'end-writing'; readonly ticketId: string; readonly how: 'done' | 'cancel' }
  /** What the prompt asks words for happens without them. */
  | {
      readonly kind: 'go-wordless';
      readonly ticketId: string;
      readonly what: Extract<Purpose['kind'], 'withdraw' | 'reopen' | 'transfer'>;
    }
  | { readonly kind: 'settings' }
  | { readonly kind: 'choose-language'; readonly language: Language }
  | { readonly kind: 'sign-out' }
  /** Of whoever signs in and is still to be confirmed. */
  | { readonly kind: 'resend-code'; readonly confirmationId: string }
  | { readonly kind: 'ask-supervisor'; readonly confirmationId: string }
  | { readonly kind: 'finish-confirmation'; readonly confirmationId: string }
  | { readonly kind: 'cancel-confirmation'; readonly confirmationId: string }
  /** Of their supervisor. */
  | { readonly kind: 'confirmations' }
  | {
      readonly kind: 'judge-confirmation';
      readonly confirmationId: string;
      readonly comparisonCode: string;
      readonly verdict: 'confirm' | 'refuse';
    }
  /** What is kept of a person. */
  | { readonly kind: 'privacy' }
  | { readonly kind: 'export-data' }
  | { readonly kind: 'erase-me' }
  | { readonly kind: 'erase-sure' }
  /** Good until that instant. */
  | { readonly kind: 'erase-for-good'; readonly until: number }
  | { readonly kind: 'keep-me' }
  /** A live dialogue about a ticket. */
  | { readonly kind: 'request-consultation'; readonly ticketId: string }
  /** On a draft: a ticket with defaults and the request in one step. */
  | { readonly kind: 'send-urgent'; readonly draftId: string }
  /** *Don't wait*. */
  | { readonly kind: 'leave-line'; readonly consultationId: string }
  | { readonly kind: 'call-me'; readonly consultationId: string }
  /** The answer to a call, or a place taken up again. */
  | { readonly kind: 'answer-call'; readonly consultationId: string }
  | { readonly kind: 'accept-offer'; readonly consultationId: string }
  | { readonly kind: 'decline-offer'; readonly consultationId: string }
  | { readonly kind: 'end-dialogue'; readonly consultationId: string }
  | { readonly kind: 'still-here'; readonly consultationId: string }
  | { readonly kind: 'ask-another'; readonly consultationId: string }
  | { readonly kind: 'dialogue-more'; readonly consultationId: string }
  | { readonly kind: 'dialogue-note'; readonly consultationId: string }
  | { readonly kind: 'dialogue-replies'; readonly consultationId: string; readonly page: number }
  | { readonly kind: 'say-reply'; readonly consultationId: string; readonly reply: string }
  | { readonly kind: 'hand-over'; readonly consultationId: string }
  | { readonly kind: 'hand-over-to'; readonly consultationId: string; readonly personId: string }
  | { readonly kind: 'dialogue-resolve'; readonly consultationId: string }
  | { readonly kind: 'send-again'; readonly consultationId: string; readonly messageId: string }
  /** Whose the words are that were written with several dialogues open. */
  | { readonly kind: 'address-words'; readonly consultationId: string }
  | { readonly kind: 'drop-words' }
  | { readonly kind: 'rate'; readonly consultationId: string; readonly stars: number }
  | { readonly kind: 'comment-rating'; readonly consultationId: string }
  | { readonly kind: 'take-over-ticket'; readonly ticketId: string; readonly consultationId: string }
  | { readonly kind: 'consultation-list'; readonly page: number }
  | { readonly kind: 'open-consultation'; readonly consultationId: string }
  | { readonly kind: 'raise-request'; readonly consultationId: string }
  | { readonly kind: 'close-consultation'; readonly consultationId: string }
  | { readonly kind: 'own-figures'; readonly days: 1 | 7 | 30 };

export type ActionKind = Action['kind'];
