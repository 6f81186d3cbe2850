import type { Clock } from '../clock.ts';
import type { Chat, Message, User } from '../wire/message.ts';
import type { Journal } from './journal.ts';
import type {
  ChatEvent,
  ChatRecord,
  GroupChat,
  MessageDraft,
  PersonRecord,
  PrivateChat,
  ShownKeyboard,
  StoredMessage,
} from './records.ts';

/** Older messages fall out of the simulator's memory, as if the chat had been cleared from the top. */
export const MESSAGES_PER_CHAT_MAX = 500;

export interface WorldOptions {
  clock: Clock;
  journal: Journal;
  bot: User;
}

type Listener = (event: ChatEvent) => void;

/** Accounts, chats and what was said in them. */
export class World {
  readonly clock: Clock;
  readonly bot: User;
  readonly #journal: Journal;
  readonly #people = new Map<number, PersonRecord>();
  readonly #chats = new Map<number, ChatRecord>();
  readonly #listeners = new Map<number, Set<Listener>>();
  #lastMessageId = 0;
  #lastPersonId = 700_000_000;
  #lastGroupId = -4_000_000_000;

  constructor({ clock, journal, bot }: WorldOptions) {
    this.clock = clock;
    this.#journal = journal;
    this.bot = bot;
  }

  /** Unix seconds, as Telegram writes dates. */
  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  addPerson(person: Omit<PersonRecord, 'id'> & { id?: number }): PrivateChat {
    const id = person.id ?? this.#lastPersonId + 1;
    if (this.#people.has(id)) throw new Error(`There is already a person with the id ${id}.`);
    const record: PersonRecord = { id, name: person.name, phone: person.phone, language: person.language };
    const chat: PrivateChat = {
      kind: 'private',
      id,
      person: record,
      opened: false,
      blocked: false,
      messages: new Map(),
    };
    this.restoreChat(chat);
    this.#journal.put('person', id, record);
    return chat;
  }

  addGroup(title: string, members: number[]): GroupChat {
    const chat: GroupChat = { kind: 'group', id: this.#lastGroupId - 1, title, members, messages: new Map() };
    this.restoreChat(chat);
    this.saveChat(chat);
    return chat;
  }

  /** Takes in a chat without journalling it; used when state is read back. */
  restoreChat(chat: ChatRecord): void {
    this.#chats.set(chat.id, chat);
    if (chat.kind === 'group') {
      this.#lastGroupId = Math.min(this.#lastGroupId, chat.id);
      return;
    }
    this.#people.set(chat.id, chat.person);
    this.#lastPersonId = Math.max(this.#lastPersonId, chat.id);
  }

  restoreMessage(chat: ChatRecord, message: StoredMessage): void {
    chat.messages.set(message.wire.message_id, message);
    this.restoreCounter(message.wire.message_id);
  }

  restoreCounter(lastMessageId: number): void {
    this.#lastMessageId = Math.max(this.#lastMessageId, lastMessageId);
  }

  lastMessageId(): number {
    return this.#lastMessageId;
  }

  people(): PersonRecord[] {
    return [...this.#people.values()];
  }

  chats(): Iterable<ChatRecord> {
    return this.#chats.values();
  }

  chat(id: number): ChatRecord | undefined {
    return this.#chats.get(id);
  }

  privateChat(personId: number): PrivateChat | undefined {
    const chat = this.#chats.get(personId);
    return chat?.kind === 'private' ? chat : undefined;
  }

  append(chat: ChatRecord, { from, content, replyTo, carriesReplyKeyboard }: MessageDraft): StoredMessage {
    this.#lastMessageId += 1;
    const wire: Message = {
      message_id: this.#lastMessageId,
      from,
      chat: wireChat(chat),
      date: this.seconds(),
      ...content,
    };
    if (replyTo) wire.reply_to_message = withoutReply(replyTo.wire);
    const stored: StoredMessage = { wire, seen: from.id === this.bot.id, reactions: [] };
    if (carriesReplyKeyboard) stored.carriesReplyKeyboard = true;
    chat.messages.set(wire.message_id, stored);
    this.#journal.put('message', messageKey(chat, wire.message_id), stored);
    this.#forgetOldest(chat);
    this.announce(chat, { kind: 'message', message: stored });
    return stored;
  }

  /** Puts a changed version in the place of a message. */
  replace(chat: ChatRecord, wire: Message, before: StoredMessage): StoredMessage {
    const stored: StoredMessage = { ...before, wire };
    this.store(chat, stored);
    return stored;
  }

  store(chat: ChatRecord, stored: StoredMessage): void {
    chat.messages.set(stored.wire.message_id, stored);
    this.#journal.put('message', messageKey(chat, stored.wire.message_id), stored);
    this.announce(chat, { kind: 'changed', message: stored });
  }

  remove(chat: ChatRecord, messageIds: number[]): void {
    for (const id of messageIds) {
      chat.messages.delete(id);
      this.#journal.remove('message', messageKey(chat, id));
      if (chat.pinnedMessageId === id) this.pin(chat, undefined);
    }
    this.announce(chat, { kind: 'removed', messageIds });
  }

  markSeen(chat: ChatRecord, messageId: number): void {
    const stored = chat.messages.get(messageId);
    if (!stored || stored.seen) return;
    stored.seen = true;
    this.#journal.put('message', messageKey(chat, messageId), stored);
    this.announce(chat, { kind: 'seen', messageId });
  }

  showKeyboard(chat: PrivateChat, keyboard: ShownKeyboard | undefined): void {
    if (!keyboard && !chat.keyboard) return;
    if (keyboard) chat.keyboard = keyboard;
    else delete chat.keyboard;
    this.saveChat(chat);
    this.announce(chat, { kind: 'keyboard' });
  }

  setStanding(chat: PrivateChat, standing: { opened?: boolean; blocked?: boolean }): void {
    Object.assign(chat, standing);
    this.saveChat(chat);
    this.announce(chat, { kind: 'standing' });
  }

  pin(chat: ChatRecord, messageId: number | undefined): void {
    if (messageId === undefined) delete chat.pinnedMessageId;
    else chat.pinnedMessageId = messageId;
    this.saveChat(chat);
    this.announce(chat, { kind: 'pinned' });
  }

  saveChat(chat: ChatRecord): void {
    this.#journal.put('chat', chat.id, chatEntry(chat));
  }

  subscribe(chatId: number, listener: Listener): () => void {
    const listeners = this.#listeners.get(chatId) ?? new Set();
    this.#listeners.set(chatId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(chatId);
    };
  }

  announce(chat: ChatRecord, event: ChatEvent): void {
    for (const listener of this.#listeners.get(chat.id) ?? []) listener(event);
  }

  #forgetOldest(chat: ChatRecord): void {
    if (chat.messages.size <= MESSAGES_PER_CHAT_MAX) return;
    const [oldest] = chat.messages.keys();
    if (oldest !== undefined) this.remove(chat, [oldest]);
  }
}

export function messageKey(chat: ChatRecord, messageId: number): string {
  return `${chat.id}/${messageId}`;
}

/** The part of a chat that is neither its person nor its messages. */
export function chatEntry(chat: ChatRecord): unknown {
  const { messages: _messages, ...rest } = chat;
  return rest;
}

export function wireUser(person: PersonRecord): User {
  const { first, last } = splitName(person.name);
  return {
    id: person.id,
    is_bot: false,
    first_name: first,
    ...(last ? { last_name: last } : {}),
    language_code: person.language,
  };
}

export function wireChat(chat: ChatRecord): Chat {
  if (chat.kind === 'group') return { id: chat.id, type: 'group', title: chat.title };
  const { first, last } = splitName(chat.person.name);
  return { id: chat.id, type: 'private', first_name: first, ...(last ? { last_name: last } : {}) };
}

export function splitName(name: string): { first: string; last: string } {
  const [first = name, ...rest] = name.trim().split(/\s+/);
  return { first, last: rest.join(' ') };
}

/** Telegram nests a replied-to message one level deep only. */
function withoutReply(message: Message): Message {
  const { reply_to_message: _reply, ...rest } = message;
  return rest;
}
