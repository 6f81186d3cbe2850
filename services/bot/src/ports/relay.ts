import type { Language } from '@desk/domain';
import type { ChatPlace } from './consultations.ts';
import type { Sent } from './messenger.ts';

/** Whose words these are, for a reader who has several dialogues. */
export interface RelayHeading {
  readonly name: string;
  readonly number: string;
  readonly language: Language;
}

/** Brings what one person said to the chat of another, as it is. */
export interface Relay {
  /**
   * Copies a message. With a heading its text or caption says first whose it is. `quote`: the message of the reader's
   * chat that it answers; one that is gone does not hold it up.
   */
  copy(
    from: ChatPlace,
    to: {
      readonly chatId: number;
      readonly quote: number | null;
      readonly heading: RelayHeading | null;
      /** The words to show with a heading; null where the kind takes none. */
      readonly text: string | null;
      readonly isText: boolean;
    },
  ): Promise<Sent>;
  /** Copies an album as one; the ids are those of the copies, in the order of the parts. */
  copyAlbum(
    chatId: number,
    messageIds: readonly number[],
    toChatId: number,
  ): Promise<
    { readonly kind: 'shown-all'; readonly messageIds: readonly number[] } | Exclude<Sent, { readonly kind: 'shown' }>
  >;
  /** Has a copy say what its message says now. */
  edit(
    copy: ChatPlace,
    now: { readonly text: string; readonly isText: boolean; readonly heading: RelayHeading | null },
  ): Promise<Sent>;
}
