import type { StandingCard, StandingCards } from '../../src/ports/messenger.ts';
import type { Effect, ShowEffect } from '../../src/ports/plan.ts';
import type { Screen } from '../../src/ports/screen.ts';

export interface ChatMessage {
  readonly id: number;
  readonly screen: Screen;
  readonly language: ShowEffect['language'];
  readonly keyboard: ShowEffect['keyboard'];
  /** Of the effect whose keyboard it shows: what a press carries. */
  readonly keyboardId: string;
  readonly card: string | null;
  /** The card that it quotes. */
  readonly answers?: string;
}

/** What stands in the chats, placed as the messenger places it. */
export interface ChatWindow {
  /** As the bot remembers them. */
  readonly cards: StandingCards;
  messages(chatId: number): readonly ChatMessage[];
  deleted(chatId: number): readonly number[];
  /** The tracker's ids of the files that stand in a chat. */
  files(chatId: number): readonly string[];
  deliver(
    effect: Extract<Effect, { kind: 'show' | 'retire-card' | 'withdraw-card' | 'send-file' | 'delete-message' }>,
    keyboardId: string,
  ): void;
}

export function chatWindow(): ChatWindow {
  const chats = new Map<number, ChatMessage[]>();
  const gone = new Map<number, number[]>();
  /** By the name of their card. */
  const files = new Map<string, Extract<Effect, { kind: 'send-file' }>>();
  let sent = 1_000;

  function show(effect: ShowEffect, keyboardId: string): void {
    const messages = chats.get(effect.chatId) ?? [];
    const { screen, language, keyboard, placement } = effect;
    const card = placement.kind === 'message' ? null : placement.card;
    const standing = card === null ? null : findCard(messages, card);
    if (placement.kind === 'card-if-standing' && !standing) return;
    if ((placement.kind === 'card' || placement.kind === 'card-if-standing') && standing) {
      const edited = { ...standing, screen, language, keyboard, keyboardId };
      chats.set(effect.chatId, replaced(messages, standing, edited));
      return;
    }
    sent += 1;
    const others = standing ? replaced(messages, standing, { ...standing, keyboard: null, card: null }) : messages;
    const quoted = effect.answers && findCard(messages, effect.answers) ? { answers: effect.answers } : {};
    chats.set(effect.chatId, [...others, { id: sent, screen, language, keyboard, keyboardId, card, ...quoted }]);
  }

  const standing = (chatId: number, isOf: (card: string) => boolean) =>
    (chats.get(chatId) ?? []).flatMap(({ id, card }) => (card !== null && isOf(card) ? [{ messageId: id }] : []));

  return {
    cards: {
      listUnder: async (chatId, name) => standing(chatId, (card) => card === name || card.startsWith(`${name}:`)),
      findFirst: async (chatId, names) => standing(chatId, (card) => names.includes(card))[0] ?? null,
    },
    messages: (chatId) => chats.get(chatId) ?? [],
    deleted: (chatId) => gone.get(chatId) ?? [],
    files: (chatId) => [...files.values()].filter((file) => file.chatId === chatId).map(({ fileId }) => fileId),
    deliver(effect, keyboardId) {
      const messages = chats.get(effect.chatId) ?? [];
      switch (effect.kind) {
        case 'show':
          show(effect, keyboardId);
          return;
        case 'retire-card': {
          const standing = findCard(messages, effect.card);
          if (!standing) return;
          chats.set(effect.chatId, replaced(messages, standing, { ...standing, keyboard: null, card: null }));
          return;
        }
        case 'send-file':
          files.set(`${effect.chatId} comment:${effect.ticketId}:${effect.commentId}:${effect.fileId}`, effect);
          return;
        case 'withdraw-card': {
          for (const name of files.keys()) {
            if (name.startsWith(`${effect.chatId} ${effect.card}:`)) files.delete(name);
          }
          const standing = findCard(messages, effect.card);
          if (!standing) return;
          chats.set(
            effect.chatId,
            messages.filter(({ id }) => id !== standing.id),
          );
          gone.set(effect.chatId, [...(gone.get(effect.chatId) ?? []), standing.id]);
          return;
        }
        case 'delete-message':
          gone.set(effect.chatId, [...(gone.get(effect.chatId) ?? []), effect.messageId]);
      }
    },
  };
}

function findCard(messages: readonly ChatMessage[], card: string): (ChatMessage & StandingCard) | null {
  const found = messages.findLast((message) => message.card === card);
  return found ? { ...found, messageId: found.id } : null;
}

function replaced(messages: readonly ChatMessage[], { id }: ChatMessage, by: ChatMessage): ChatMessage[] {
  return messages.map((message) => (message.id === id ? by : message));
}
