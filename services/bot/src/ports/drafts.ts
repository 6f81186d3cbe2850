import type { Draft, Language } from '@desk/domain';
import type { UploadedFile } from './gateway-desk.ts';

/** The states are sealed together with the draft: they name its files. */
export type DraftState =
  /**
   * Being written. `ticketId`: an earlier *Send* that may have arrived, or null; sending the same again uses the same
   * id, so that one ticket comes of both.
   */
  | { readonly kind: 'open'; readonly ticketId: string | null }
  | SendingDraft
  /** Set aside; can be restored for a day. */
  | { readonly kind: 'discarded'; readonly at: number };

/** *Send* was pressed, and text and files wait here until the tracker has them. */
export interface SendingDraft {
  readonly kind: 'sending';
  readonly ticketId: string;
  /** A grant covers one exact body: what goes into it is fixed at the first attempt. */
  readonly language: Language;
  /** Already in the gateway's spool. */
  readonly uploaded: readonly UploadedFile[];
  /** The person knows that the number follows later. */
  readonly delayTold: boolean;
}

export interface StoredDraft {
  readonly draft: Draft;
  readonly state: DraftState;
  readonly version: number;
}

export interface Drafts {
  /** The draft being written, if any: a person has one at a time. */
  findOpenOf(personId: string): Promise<StoredDraft | null>;
  findById(draftId: string): Promise<StoredDraft | null>;
  /** What is being filed as this ticket. */
  findSending(ticketId: string): Promise<StoredDraft | null>;
}
