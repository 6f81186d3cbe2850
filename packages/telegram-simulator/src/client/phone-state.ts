import type { Server } from '../methods/method.ts';
import { type ChatMessage, showChat, showMessage } from '../people/chat-message.ts';
import { type ShownKeyboardButton, showKeyboard } from '../people/person.ts';
import type { CallbackAnswer, ChatEvent, Language, PersonRecord, PrivateChat } from '../state/records.ts';

interface PhoneKeyboard {
  rows: ShownKeyboardButton[][];
  folded: boolean;
  placeholder: string;
}

interface BotCard {
  name: string;
  username: string;
  /** Shown in an empty chat. */
  description: string;
  commands: { command: string; description: string }[];
}

/** Everything a phone shows. */
export interface PhoneState {
  person: { id: number; name: string; phone: string; language: Language };
  bot: BotCard;
  opened: boolean;
  blocked: boolean;
  keyboard: PhoneKeyboard | null;
  pinnedMessageId: number | null;
  messages: ChatMessage[];
}

/** What changes on a phone, as it is streamed; the first one is always the whole state. */
export type PhoneEvent =
  | { kind: 'state'; state: PhoneState }
  | { kind: 'message' | 'changed'; message: ChatMessage }
  | { kind: 'removed'; messageIds: number[] }
  | { kind: 'seen'; messageId: number }
  | { kind: 'keyboard'; keyboard: PhoneKeyboard | null }
  | { kind: 'standing'; opened: boolean; blocked: boolean }
  | { kind: 'pinned'; pinnedMessageId: number | null }
  | { kind: 'bot'; bot: BotCard }
  | { kind: 'action'; action: string }
  | { kind: 'answer'; answer: CallbackAnswer };

export function readPhoneState(server: Server, chat: PrivateChat): PhoneState {
  const { id, name, phone, language } = chat.person;
  return {
    person: { id, name, phone, language },
    bot: readBotCard(server, chat.person),
    opened: chat.opened,
    blocked: chat.blocked,
    keyboard: readKeyboard(chat),
    pinnedMessageId: chat.pinnedMessageId ?? null,
    messages: showChat(chat, id),
  };
}

export function readBotCard({ world, profile }: Server, { id, language }: PersonRecord): BotCard {
  return {
    name: profile.get('names', language) || world.bot.first_name,
    username: world.bot.username ?? '',
    description: profile.get('descriptions', language),
    commands: profile.commandsFor(id, language),
  };
}

export function toPhoneEvent(chat: PrivateChat, event: ChatEvent): PhoneEvent {
  switch (event.kind) {
    case 'message':
    case 'changed':
      return { kind: event.kind, message: showMessage(event.message, chat.id) };
    case 'keyboard':
      return { kind: 'keyboard', keyboard: readKeyboard(chat) };
    case 'standing':
      return { kind: 'standing', opened: chat.opened, blocked: chat.blocked };
    case 'pinned':
      return { kind: 'pinned', pinnedMessageId: chat.pinnedMessageId ?? null };
    case 'answer':
      return { kind: 'answer', answer: event.answer };
    default:
      return event;
  }
}

function readKeyboard({ keyboard }: PrivateChat): PhoneKeyboard | null {
  if (!keyboard) return null;
  return {
    rows: showKeyboard(keyboard.rows),
    folded: keyboard.folded ?? false,
    placeholder: keyboard.placeholder ?? '',
  };
}
