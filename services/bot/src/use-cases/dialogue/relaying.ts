import type { StoredChatMessage } from '../../ports/consultations.ts';
import type { DeskEffect } from '../../ports/plan.ts';

export type RelayMessage = Extract<DeskEffect, { readonly kind: 'relay-message' }>;

/** What its way to the other side asks of a message. */
export type RelayedMessage = Omit<StoredChatMessage, 'seq' | 'batchId' | 'synced'>;

/** One message, or an album as one, on its way to its reader. */
export interface Relaying {
  readonly effect: RelayMessage;
  readonly parts: readonly RelayedMessage[];
}
