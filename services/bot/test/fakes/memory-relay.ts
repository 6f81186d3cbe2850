import type { ChatContent } from '../../src/ports/consultations.ts';
import type { Sent } from '../../src/ports/messenger.ts';
import type { Relay, RelayHeading, RelayTarget } from '../../src/ports/relay.ts';

/** Something said, as it stands in the chat of the other side. */
export interface RelayedWords {
  readonly id: number;
  readonly content: ChatContent;
  readonly quote: number | null;
  readonly heading: RelayHeading | null;
  /** Of those that came as one. */
  readonly album: number | null;
}

/** What becomes of a call instead of success; `lost`: it arrives, and its answer does not. */
export type RelayFault = 'lost' | 'unknown' | Exclude<Sent, { readonly kind: 'shown' }>;

export interface MemoryRelay extends Relay {
  /** What was brought to a chat, in its order. */
  brought(chatId: number): readonly RelayedWords[];
  texts(chatId: number): readonly (string | null)[];
  /** The next call goes like this. */
  failNext(fault: RelayFault): void;
  blockedBy: Set<number>;
}

/** Chats as far as words are brought to them. */
export function memoryRelay(): MemoryRelay {
  const chats = new Map<number, RelayedWords[]>();
  const faults: RelayFault[] = [];
  const blockedBy = new Set<number>();
  let sent = 5_000;
  let albums = 0;

  function bring(contents: readonly ChatContent[], to: RelayTarget, album: number | null): readonly number[] {
    const words = contents.map((content, index) => {
      sent += 1;
      return { id: sent, content, quote: to.quote, heading: index === 0 ? to.heading : null, album };
    });
    chats.set(to.chatId, [...(chats.get(to.chatId) ?? []), ...words]);
    return words.map(({ id }) => id);
  }

  function attempt(contents: readonly ChatContent[], to: RelayTarget, album: number | null) {
    const fault = faults.shift();
    if (blockedBy.has(to.chatId)) return { kind: 'blocked' } as const;
    if (fault === 'unknown') return { kind: 'unknown' } as const;
    if (fault !== undefined && fault !== 'lost') return fault;
    const ids = bring(contents, to, album);
    return fault === 'lost' ? ({ kind: 'unknown' } as const) : ({ kind: 'done', ids } as const);
  }

  return {
    blockedBy,
    brought: (chatId) => chats.get(chatId) ?? [],
    texts: (chatId) => (chats.get(chatId) ?? []).map(({ content }) => content.text),
    failNext: (fault) => void faults.push(fault),
    async copy({ content }, to) {
      const outcome = attempt([content], to, null);
      return outcome.kind === 'done' ? { kind: 'shown', messageId: outcome.ids[0] ?? null } : outcome;
    },
    async copyAlbum(parts, to) {
      albums += 1;
      const outcome = attempt(
        parts.map(({ content }) => content),
        to,
        albums,
      );
      return outcome.kind === 'done' ? { kind: 'shown-all', messageIds: outcome.ids } : outcome;
    },
    async edit({ chatId, messageId }, { content }) {
      const words = chats.get(chatId) ?? [];
      chats.set(
        chatId,
        words.map((each) => (each.id === messageId ? { ...each, content } : each)),
      );
      return { kind: 'shown', messageId };
    },
  };
}
