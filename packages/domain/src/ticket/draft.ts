import type { Catalogue, Field } from '../catalogue/catalogue.ts';
import type { Priority } from './ticket.ts';

export type DraftFileKind = 'photo' | 'document' | 'video' | 'voice' | 'video-note' | 'audio' | 'animation';

/** A file as Telegram announces it; its bytes are fetched when the ticket is filed. */
export interface DraftFile {
  readonly telegramFileId: string;
  readonly uniqueId: string;
  readonly name: string;
  readonly mime: string;
  /** Null when Telegram does not say. */
  readonly bytes: number | null;
  readonly kind: DraftFileKind;
}

/** One message of the person, by its id in the chat. */
export interface DraftPart {
  readonly messageId: number;
  readonly albumId: string | null;
  /** The text or caption. */
  readonly text: string | null;
  readonly file: DraftFile | null;
}

/** What the next text in the chat is an answer to. */
export type Expectation =
  | { readonly kind: 'text' }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'priority-reason' };

/** A ticket being written. */
export interface Draft {
  readonly id: string;
  readonly ownerId: string;
  /** In the order of their messages. */
  readonly parts: readonly DraftPart[];
  readonly requestType: string | null;
  readonly priority: Priority;
  /** Never null while the priority is 'critical', null otherwise. */
  readonly priorityReason: string | null;
  /** Answers by field id; also those of types chosen earlier, so that changing one's mind costs nothing. */
  readonly fields: Readonly<Record<string, string>>;
  readonly expecting: Expectation | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface DraftLimits {
  readonly filesMax: number;
  readonly fileBytesMax: number;
  /** Of the whole text, in UTF-16 units. */
  readonly textCharsMax: number;
  /** Of one field or the reason for a critical priority, in UTF-16 units. */
  readonly answerCharsMax: number;
  readonly partsMax: number;
  /** Lower case, without the dot. */
  readonly forbiddenExtensions: readonly string[];
}

/** A message goes where `expecting` says: its text answers the question asked, its file joins the draft in any case. */
export type DraftEvent =
  | { readonly kind: 'message-received'; readonly part: DraftPart }
  | { readonly kind: 'message-edited'; readonly messageId: number; readonly text: string | null }
  | { readonly kind: 'text-replaced'; readonly messageId: number; readonly text: string }
  | { readonly kind: 'file-removed'; readonly messageId: number }
  | { readonly kind: 'type-chosen'; readonly requestType: string }
  | { readonly kind: 'priority-chosen'; readonly priority: Priority }
  | { readonly kind: 'reason-given'; readonly text: string }
  | { readonly kind: 'field-filled'; readonly field: string; readonly value: string }
  | { readonly kind: 'field-cleared'; readonly field: string }
  | { readonly kind: 'expect'; readonly expectation: Expectation }
  | { readonly kind: 'expectation-dropped' };

export type FileRefusal = 'too-many-files' | 'file-too-large' | 'file-forbidden';

export type DraftRefusal =
  | FileRefusal
  | 'text-too-long'
  | 'too-many-messages'
  | 'nothing-in-it'
  | 'already-received'
  | 'unknown-message'
  | 'unknown-type'
  | 'unknown-field'
  | 'invalid-field'
  | 'reason-required';

export type DraftOutcome =
  | {
      readonly kind: 'moved';
      readonly draft: Draft;
      /** Why the file of a message was left out while its text was kept; null when nothing was left out. */
      readonly leftOut: FileRefusal | null;
    }
  | { readonly kind: 'refused'; readonly reason: DraftRefusal };

/** What `changeDraft` judges by. */
export interface DraftContext {
  readonly catalogue: Catalogue;
  readonly limits: DraftLimits;
  readonly now: number;
}

/** What a draft needs next; 'review' means it can be sent. */
export type DraftStep = 'describe' | 'choose-type' | { readonly fill: Field } | 'review';
