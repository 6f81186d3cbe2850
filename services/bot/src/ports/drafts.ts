import type { Draft } from '@desk/domain';

/** `sending`: *Send* was pressed, and text and files wait here until the tracker has them. `discarded`: can be restored for a day. */
export type DraftState =
  | { readonly kind: 'open' }
  | { readonly kind: 'sending'; readonly ticketId: string }
  | { readonly kind: 'discarded' };

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
