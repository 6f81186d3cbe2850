import { z } from 'zod';
import { DeliverySettings, type UpdateDelivery } from '../delivery/update-delivery.ts';
import { CALLBACK_LIFE_MS, PendingUpdate, type UpdateQueue } from '../delivery/update-queue.ts';
import type { Message } from '../wire/message.ts';
import type { CallbackBook } from './callback-book.ts';
import { type FileStore, StoredFile } from './file-store.ts';
import type { JournalEntry } from './journal.ts';
import { Profile, type ProfileBook } from './profile-book.ts';
import type { GroupChat, PersonRecord, PrivateChat, ShownKeyboard, StoredMessage } from './records.ts';
import { chatEntry, messageKey, type World } from './world.ts';

/** Everything that is remembered across a restart. */
export interface State {
  world: World;
  files: FileStore;
  profile: ProfileBook;
  callbacks: CallbackBook;
  queue: UpdateQueue;
  delivery: UpdateDelivery;
}

const PersonEntry = z.object({
  id: z.number(),
  name: z.string(),
  phone: z.string(),
  language: z.enum(['uk', 'en']),
}) satisfies z.ZodType<PersonRecord>;
const Counters = z.object({ lastMessageId: z.number(), lastUpdateId: z.number() });

// Objects this simulator wrote itself: their outline is checked, their inside taken as written.
const KeyboardEntry = z.custom<ShownKeyboard>((value) => isObject(value) && 'rows' in value);
const MessageEntry = z.object({
  wire: z.custom<Message>((value) => isObject(value) && 'message_id' in value && 'chat' in value),
  seen: z.boolean(),
  reactions: z.array(z.string()),
  carriesReplyKeyboard: z.literal(true).optional(),
});
const ChatEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('private'),
    id: z.number(),
    opened: z.boolean(),
    blocked: z.boolean(),
    keyboard: KeyboardEntry.optional(),
    pinnedMessageId: z.number().optional(),
  }),
  z.object({
    kind: z.literal('group'),
    id: z.number(),
    title: z.string(),
    members: z.array(z.number()),
    pinnedMessageId: z.number().optional(),
  }),
]);

/** Fills a fresh simulator from a journal. Deliveries start last, when everything they need is there. */
export function restoreState(state: State, entries: readonly JournalEntry[]): void {
  const of = (kind: JournalEntry['kind']) => entries.filter((entry) => entry.kind === kind).map((entry) => entry.value);
  for (const value of of('person')) restorePerson(state.world, PersonEntry.parse(value));
  for (const value of of('chat')) restoreChat(state.world, ChatEntry.parse(value));
  for (const value of of('file')) state.files.restore(StoredFile.parse(value));
  for (const value of of('message')) restoreMessage(state.world, MessageEntry.parse(value));
  for (const value of of('counters')) {
    const { lastMessageId, lastUpdateId } = Counters.parse(value);
    state.world.restoreCounter(lastMessageId);
    state.queue.restoreCounter(lastUpdateId);
  }
  for (const value of of('profile')) state.profile.restore(Profile.parse(value));
  for (const value of of('update')) restoreUpdate(state, PendingUpdate.parse(value));
  for (const value of of('webhook')) state.delivery.restore(DeliverySettings.parse(value));
}

/** The whole state as journal entries. */
export function* snapshotState(state: State): Generator<JournalEntry> {
  const { world, queue } = state;
  yield {
    kind: 'counters',
    id: 'all',
    value: { lastMessageId: world.lastMessageId(), lastUpdateId: queue.lastUpdateId() },
  };
  for (const person of world.people()) yield { kind: 'person', id: String(person.id), value: person };
  for (const chat of world.chats()) {
    yield { kind: 'chat', id: String(chat.id), value: chatEntry(chat) };
    for (const message of chat.messages.values()) {
      yield { kind: 'message', id: messageKey(chat, message.wire.message_id), value: message };
    }
  }
  for (const file of state.files.all()) yield { kind: 'file', id: file.id, value: file };
  for (const update of queue.pending()) yield { kind: 'update', id: String(update.updateId), value: update };
  yield { kind: 'profile', id: 'bot', value: state.profile.current() };
  yield { kind: 'webhook', id: 'bot', value: state.delivery.settings() };
}

function restorePerson(world: World, person: PersonRecord): void {
  world.restoreChat({ kind: 'private', id: person.id, person, opened: false, blocked: false, messages: new Map() });
}

function restoreChat(world: World, entry: z.infer<typeof ChatEntry>): void {
  const pinned = entry.pinnedMessageId === undefined ? {} : { pinnedMessageId: entry.pinnedMessageId };
  if (entry.kind === 'group') {
    const group: GroupChat = {
      kind: 'group',
      id: entry.id,
      title: entry.title,
      members: entry.members,
      messages: new Map(),
      ...pinned,
    };
    world.restoreChat(group);
    return;
  }
  const chat: PrivateChat | undefined = world.privateChat(entry.id);
  if (!chat) return;
  Object.assign(chat, { opened: entry.opened, blocked: entry.blocked, ...pinned });
  if (entry.keyboard) chat.keyboard = entry.keyboard;
}

function restoreMessage(world: World, { carriesReplyKeyboard, ...entry }: z.infer<typeof MessageEntry>): void {
  const chat = world.chat(entry.wire.chat.id);
  if (!chat) return;
  const stored: StoredMessage = carriesReplyKeyboard ? { ...entry, carriesReplyKeyboard } : entry;
  world.restoreMessage(chat, stored);
}

function restoreUpdate({ queue, callbacks }: State, update: z.infer<typeof PendingUpdate>): void {
  queue.restore(update);
  if (update.callbackQueryId === undefined) return;
  callbacks.restore({
    callbackQueryId: update.callbackQueryId,
    chatId: update.chatId,
    personId: update.chatId,
    pressedAtMs: update.expiresAtMs - CALLBACK_LIFE_MS,
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
