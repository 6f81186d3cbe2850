import type { ChatContent, ChatPlace } from './consultations.ts';
import type { Sent } from './messenger.ts';

/** Whose words these are, for a reader who has several dialogues. */
export interface RelayHeading {
  readonly name: string;
  readonly number: string | null;
}

/** Where words go. `quote`: the message of the reader's chat that they answer; one that is gone does not hold them up. */
export interface RelayTarget {
  readonly chatId: number;
  readonly quote: number | null;
  /** Says first whose words they are, where the kind takes words at all. */
  readonly heading: RelayHeading | null;
}

/** Something said, as it stands in the chat of whoever said it. */
export interface RelaySource {
  /** Null for what stands in no chat, such as a saved reply: its text is all there is. */
  readonly from: ChatPlace | null;
  readonly content: ChatContent;
}

export type RelayedAll =
  /** In the order of the parts. */
  { readonly kind: 'shown-all'; readonly messageIds: readonly number[] } | Exclude<Sent, { readonly kind: 'shown' }>;

/** Brings what one person said to the chat of another, as it is. */
export interface Relay {
  copy(source: RelaySource, to: RelayTarget): Promise<Sent>;
  /** An album as one. */
  copyAlbum(parts: readonly RelaySource[], to: RelayTarget): Promise<RelayedAll>;
  /** Has a copy say what its message says now. */
  edit(copy: ChatPlace, now: { readonly content: ChatContent; readonly heading: RelayHeading | null }): Promise<Sent>;
}
