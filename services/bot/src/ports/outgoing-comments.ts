import type { DraftPart, Language } from '@desk/domain';
import type { UploadedFile } from './gateway-desk.ts';

/** What a person wrote about a ticket, on its way to the tracker. Its id is the marker it has there. */
export interface OutgoingComment {
  readonly id: string;
  readonly ticketId: string;
  readonly authorId: string;
  /** `internal`: for colleagues alone. */
  readonly visibility: 'public' | 'internal';
  /** The tracker names its author in this language: fixed, because a repetition has to say the same. */
  readonly language: Language;
  readonly albumId: string | null;
  /** `collecting`: parts of its album may still join it. */
  readonly state: 'collecting' | 'sending' | 'sent' | 'refused';
  /** Sealed at rest. Null once the tracker has it, or will not have it: then the words leave the DMZ. */
  readonly content: OutgoingContent | null;
  /** Its messages that have words: a correction of the only one can be brought to the tracker. */
  readonly wordedIn: readonly number[];
  /** The person knows that it arrives later. */
  readonly delayTold: boolean;
  readonly createdAt: number;
}

export interface OutgoingContent {
  readonly parts: readonly DraftPart[];
  /** Already in the gateway's spool. */
  readonly uploaded: readonly UploadedFile[];
  /** Messages whose file nobody will have. */
  readonly withoutFile: readonly number[];
  /** What its author made of the words since, where the tracker does not have that yet. */
  readonly correction: string | null;
}

export interface StoredOutgoing {
  readonly comment: OutgoingComment;
  /** Grows in the order of writing: two may be of the same millisecond. */
  readonly place: number;
  readonly version: number;
}

export interface OutgoingComments {
  findById(id: string): Promise<StoredOutgoing | null>;
  /** The latest that holds parts of this album. */
  findAlbum(authorId: string, albumId: string): Promise<StoredOutgoing | null>;
  /** The oldest of the same author about the same ticket that came before and has not arrived. */
  findUnsentBefore(stored: StoredOutgoing): Promise<StoredOutgoing | null>;
}

/** Messages about tickets, those shown and those sent by people. */
export interface TicketMessages {
  /** `message`: our marker of the comment that it became; null for what the desk showed. */
  find(
    chatId: number,
    messageId: number,
  ): Promise<{ readonly ticketId: string; readonly message: string | null } | null>;
}
