import type {
  Consultation,
  ConsultationFact,
  Forecast,
  OfferEnd,
  Priority,
  Side,
  WaitOutcome,
  WaitReason,
} from '@desk/domain';
import type { ChatGrant } from './consultation-desk.ts';

export interface StoredConsultation {
  readonly consultation: Consultation;
  /** The gateway's permission to document it, once it has opened it; null before. */
  readonly grant: ChatGrant | null;
  /** What the employee's card in the wait queue said last; null while there is none. */
  readonly shown: ShownWait | null;
  readonly version: number;
}

/** Two people talking, as one of them is asked about. */
export interface StoredDialogue extends StoredConsultation {
  /** In which they are reached; null where somebody is not. */
  readonly chats: Readonly<Record<Side, number | null>>;
  /** The other one talks in no other dialogue. */
  readonly isOnlyOfOther: boolean;
}

/** With whom somebody talks, and talked a moment ago. */
export interface Talk {
  /** Active or being handed over, the latest spoken in first. */
  readonly dialogues: readonly StoredDialogue[];
  /** Of those that ended at or after the instant asked for, the last. */
  readonly justEnded: EndedDialogue | null;
}

export interface EndedDialogue {
  readonly id: string;
  readonly ticketId: string;
  readonly endedAt: number;
}

/** A place in the wait queue as it was shown. Minutes are those still to wait; null: no estimate yet. */
export interface ShownWait {
  readonly place: number;
  readonly ahead: Readonly<Record<Priority, number>>;
  readonly range: { readonly fromMinutes: number; readonly toMinutes: number } | null;
  readonly reason: WaitReason | null;
  readonly at: number;
  /** The supervisors were told that it waits long. */
  readonly alerted: boolean;
}

/** Whom or what news is about that consultations have to hear. */
export type Concern =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'ticket'; readonly id: string }
  | { readonly kind: 'team'; readonly id: string };

export interface Consultations {
  findById(id: string): Promise<StoredConsultation | null>;
  /** The latest about a ticket, over or not. */
  findLatestOfTicket(ticketId: string): Promise<StoredConsultation | null>;
  /** Not over: of an employee, asked of or held by a specialist, about a ticket, or awaiting somebody of a team. */
  listConcerning(about: Concern, max: number): Promise<readonly StoredConsultation[]>;
  /** Active or being handed over, where this person is one of the two who talk; the latest spoken in first. */
  listDialoguesOf(personId: string): Promise<readonly StoredDialogue[]>;
  /** The same of whoever has signed in with an account, so that it can be asked along with who that is. */
  findTalk(telegramId: number, endedSince: number): Promise<Talk>;
  /** Requested or waiting, oldest first: of one team, or of all. */
  listInLine(team: string | null, max: number): Promise<readonly StoredConsultation[]>;
  /** Active or being handed over in these teams, oldest first. */
  listLive(teams: readonly string[], max: number): Promise<readonly StoredConsultation[]>;
  /** The clock has something to do there. */
  listDue(now: number, max: number): Promise<readonly string[]>;
  /** In line or talking: their people count as active. */
  listOpen(max: number): Promise<readonly StoredConsultation[]>;
  /** Offers this person let pass since they last answered one or came on shift. */
  countMisses(personId: string): Promise<number>;
}

/** An offer as it went. */
export interface OfferRecord {
  readonly consultationId: string;
  readonly personId: string;
  readonly madeAt: number;
  /** Of a dialogue that a colleague hands over. */
  readonly transfer: boolean;
  /** Null while it is open. */
  readonly over: { readonly at: number; readonly end: OfferEnd } | null;
}

/** A consultation as figures: no text and no names, kept for statistics. */
export interface ConsultationRecord {
  readonly consultationId: string;
  readonly ticketId: string;
  readonly requestType: string;
  readonly team: string;
  readonly priority: Priority;
  readonly requestedAt: number;
  /** When the offer was made that was accepted. */
  readonly offeredAt: number | null;
  readonly acceptedAt: number | null;
  /** Who accepted first. */
  readonly specialistId: string | null;
  readonly endedAt: number | null;
  /** Left without a dialogue. */
  readonly leftAt: number | null;
  /** 1..5 */
  readonly stars: number | null;
  /** What was forecast as the wait began, uncorrected; null where nothing could be. */
  readonly forecast: Forecast | null;
}

export interface ConsultationRecords {
  /** Of a team, requested within the fortnight: what the rates are measured over. */
  listFacts(team: string, since: number): Promise<readonly ConsultationFact[]>;
  /** The latest forecasts of a class with what became of them, oldest first. */
  listOutcomes(team: string, priority: Priority, max: number): Promise<readonly WaitOutcome[]>;
  /** Requested within a span, of these teams, or accepted by this person. */
  listRecords(
    of: { readonly teams: readonly string[] } | { readonly specialistId: string },
    from: number,
    to: number,
  ): Promise<readonly ConsultationRecord[]>;
}

export type ChatContentKind =
  | 'text'
  | 'photo'
  | 'document'
  | 'video'
  | 'voice'
  | 'video-note'
  | 'audio'
  | 'animation'
  | 'sticker'
  | 'location'
  | 'contact';

/** What somebody said, sealed at rest. */
export interface ChatContent {
  readonly kind: ChatContentKind;
  /** Text or caption; of a sticker its emoji, of a place its coordinates, of a contact its name and number. */
  readonly text: string | null;
  readonly file: {
    readonly telegramFileId: string;
    readonly name: string;
    readonly mime: string;
    /** Null where Telegram does not say. */
    readonly bytes: number | null;
  } | null;
}

/** Where a message stands in a chat. */
export interface ChatPlace {
  readonly chatId: number;
  readonly messageId: number;
}

/** One message of a dialogue. */
export interface ChatMessage {
  readonly id: string;
  readonly consultationId: string;
  readonly senderId: string;
  readonly side: Side;
  readonly content: ChatContent;
  readonly albumId: string | null;
  readonly from: ChatPlace;
  /** The message of the same dialogue that it answers. */
  readonly quoteOf: string | null;
  readonly sentAt: number;
}

/**
 * `waiting`: on its way. `sending`: left, or about to. `uncertain`: may not have arrived, and is not sent again by
 * itself. `blocked`, `refused`: did not arrive.
 */
export type ChatDelivery = 'waiting' | 'sending' | 'delivered' | 'uncertain' | 'blocked' | 'refused';

export interface StoredChatMessage extends Omit<ChatMessage, 'content'> {
  /** Null once it is in the ticket and its time is over. */
  readonly content: ChatContent | null;
  /** Grows by one in the order in which a dialogue's messages were stored. */
  readonly seq: number;
  readonly delivery: ChatDelivery;
  /** Its copy in the chat of the other; null before. */
  readonly to: ChatPlace | null;
  readonly batchId: string | null;
  readonly synced: boolean;
  readonly editedAt: number | null;
}

/** Messages that go into the ticket together; fixed before the first attempt. */
export interface ChatBatch {
  readonly id: string;
  readonly consultationId: string;
  readonly messages: readonly StoredChatMessage[];
}

/** What was said. Except for batches, a message reads as its author corrected it last. */
export interface ChatMessages {
  findById(id: string): Promise<StoredChatMessage | null>;
  /** By where it was written, or by where its copy stands. */
  findAt(place: ChatPlace): Promise<StoredChatMessage | null>;
  /** The parts of an album, in their order. */
  listAlbum(consultationId: string, albumId: string): Promise<readonly StoredChatMessage[]>;
  /** The latest that was brought to this chat. */
  findLastIn(consultationId: string, chatId: number): Promise<StoredChatMessage | null>;
  /** The batch under way, its messages as they were when it was fixed; null while there is none. */
  findBatch(consultationId: string): Promise<ChatBatch | null>;
  /**
   * What the next batch is made of: the oldest that the ticket does not have and no batch holds. Each reads as it was
   * first said; a correction is an entry of its own (`editedAt` is set), as old as it is.
   */
  listUnsynced(consultationId: string, max: number): Promise<readonly StoredChatMessage[]>;
  /** Whether the ticket has all of it. */
  isMirrored(consultationId: string): Promise<boolean>;
  /** Dialogues with messages the ticket does not have since before that instant. */
  listUnmirrored(
    before: number,
    max: number,
  ): Promise<readonly { readonly consultationId: string; readonly ticketId: string }[]>;
  /** Those of these markers that the desk gave to batches and closing comments. */
  listOwnMarkers(markers: readonly string[]): Promise<ReadonlySet<string>>;
  /** What the employee wrote about a consultation; null where they did not, and once its time is over. */
  findRatingComment(consultationId: string): Promise<string | null>;
}
