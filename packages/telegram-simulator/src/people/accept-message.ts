import type { Server } from '../methods/method.ts';
import type { ChatRecord, PersonRecord, PrivateChat, StoredMessage } from '../state/records.ts';
import { wireChat, wireUser } from '../state/world.ts';
import { CAPTION_UNITS_MAX, formatText } from '../text/format-text.ts';
import type { ChatMember, MessageContent, MessageOrigin } from '../wire/message.ts';

export interface Said extends MessageContent {
  media_group_id?: string;
  forward_origin?: MessageOrigin;
}

/** Takes what a person said into the chat and on its way to the bot. */
export function acceptMessage(
  server: Server,
  chat: ChatRecord,
  author: PersonRecord,
  said: Said,
  replyTo?: StoredMessage,
): StoredMessage {
  if (chat.kind === 'private') openForWriting(server, chat);
  const stored = server.world.append(chat, { from: wireUser(author), content: said, ...(replyTo ? { replyTo } : {}) });
  server.flood.heard(chat.id);
  server.delivery.add('message', { message: stored.wire }, { chatId: chat.id, messageId: stored.wire.message_id });
  return stored;
}

export function acceptEdit(server: Server, chat: PrivateChat, messageId: number, text: string): StoredMessage {
  openForWriting(server, chat);
  const before = findMessage(chat, messageId);
  if (before.wire.from.id !== chat.person.id) throw new Error(`Message ${messageId} is not the person's own.`);
  const asCaption = before.wire.text === undefined;
  const {
    text: _text,
    entities: _entities,
    caption: _caption,
    caption_entities: _captionEntities,
    ...rest
  } = before.wire;
  const said = asCaption ? captioned(text) : worded(text);
  const stored = server.world.replace(chat, { ...rest, ...said, edit_date: server.world.seconds() }, before);
  server.flood.heard(chat.id);
  server.delivery.add('edited_message', { edited_message: stored.wire }, { chatId: chat.id, messageId });
  return stored;
}

export function acceptPress(
  server: Server,
  chat: ChatRecord,
  author: PersonRecord,
  messageId: number,
  data: string,
): string {
  const stored = findMessage(chat, messageId);
  if (chat.kind === 'private') openForWriting(server, chat);
  const press = server.callbacks.press(chat.id, author.id);
  server.flood.heard(chat.id);
  const query = {
    id: press.callbackQueryId,
    from: wireUser(author),
    message: stored.wire,
    chat_instance: chatInstance(chat.id),
    data,
  };
  server.delivery.add(
    'callback_query',
    { callback_query: query },
    { chatId: chat.id, callbackQueryId: press.callbackQueryId },
  );
  return press.callbackQueryId;
}

/** Blocks or unblocks the bot. */
export function acceptStanding(server: Server, chat: PrivateChat, blocked: boolean): void {
  if (chat.blocked === blocked) return;
  server.world.setStanding(chat, { blocked });
  const bot = server.world.bot;
  const member: ChatMember = { status: 'member', user: bot };
  const kicked: ChatMember = { status: 'kicked', user: bot, until_date: 0 };
  server.delivery.add(
    'my_chat_member',
    {
      my_chat_member: {
        chat: wireChat(chat),
        from: wireUser(chat.person),
        date: server.world.seconds(),
        old_chat_member: blocked ? member : kicked,
        new_chat_member: blocked ? kicked : member,
      },
    },
    { chatId: chat.id },
  );
}

export function findMessage(chat: ChatRecord, messageId: number): StoredMessage {
  const stored = chat.messages.get(messageId);
  if (!stored) throw new Error(`There is no message ${messageId} in this chat.`);
  return stored;
}

export function worded(raw: string): Said {
  const formatted = format(raw);
  if (formatted.text === '') throw new Error('A message needs words.');
  return { text: formatted.text, ...(formatted.entities.length > 0 ? { entities: formatted.entities } : {}) };
}

export function captioned(raw: string | undefined): Said {
  const formatted = format(raw ?? '');
  if (formatted.text === '') return {};
  if (formatted.text.length > CAPTION_UNITS_MAX)
    throw new Error(`A caption has at most ${CAPTION_UNITS_MAX} characters.`);
  return {
    caption: formatted.text,
    ...(formatted.entities.length > 0 ? { caption_entities: formatted.entities } : {}),
  };
}

function format(raw: string) {
  const outcome = formatText({ text: raw });
  if (outcome.kind === 'wrong') throw new Error(outcome.reason);
  return outcome;
}

function openForWriting({ world }: Server, chat: PrivateChat): void {
  if (chat.blocked) throw new Error('The person has blocked the bot and must unblock it first.');
  if (!chat.opened) world.setStanding(chat, { opened: true });
}

function chatInstance(chatId: number): string {
  return String(BigInt(chatId) * 2_862_933_555_777n);
}
