import { z } from 'zod';
import { wireChat } from '../state/world.ts';
import { type BotMethod, badRequest, defineMethod, success } from './method.ts';
import { chatId, messageId, optionalFlag, optionalInteger, optionalJson, text } from './parameters.ts';
import { resolveChat, resolveWritableChat } from './resolve-chat.ts';

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

export const sendChatAction: BotMethod = defineMethod(
  'sendChatAction',
  { chat_id: chatId, action: text('wrong parameter action in request') },
  ({ chat_id, action }, server) => {
    const resolved = resolveWritableChat(server, chat_id);
    if (resolved.kind === 'refused') return resolved.answer;
    if (!ACTIONS.has(action)) return badRequest('wrong parameter action in request');
    server.world.announce(resolved.chat, { kind: 'action', action });
    return success(true);
  },
);

export const getChat: BotMethod = defineMethod('getChat', { chat_id: chatId }, ({ chat_id }, server) => {
  const resolved = resolveChat(server, chat_id);
  if (resolved.kind === 'refused') return resolved.answer;
  const { chat } = resolved;
  const pinned = chat.pinnedMessageId === undefined ? undefined : chat.messages.get(chat.pinnedMessageId);
  return success({
    ...wireChat(chat),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(pinned ? { pinned_message: pinned.wire } : {}),
  });
});

const Reaction = z.object({ type: z.literal(['emoji', 'custom_emoji', 'paid']), emoji: z.string().optional() });

export const setMessageReaction: BotMethod = defineMethod(
  'setMessageReaction',
  {
    chat_id: chatId,
    message_id: messageId,
    reaction: optionalJson(z.array(Reaction, { error: "can't parse reaction types JSON object" })),
    is_big: optionalFlag,
  },
  ({ chat_id, message_id, reaction = [] }, server) => {
    const resolved = resolveWritableChat(server, chat_id);
    if (resolved.kind === 'refused') return resolved.answer;
    const stored = resolved.chat.messages.get(message_id);
    if (!stored) return badRequest('message to react not found');
    if (reaction.length > 1) return badRequest('REACTIONS_TOO_MANY');
    const emoji = reaction.flatMap((one) => (one.type === 'emoji' && one.emoji ? [one.emoji] : []));
    if (emoji.length !== reaction.length) return badRequest('REACTION_INVALID');
    server.world.store(resolved.chat, { ...stored, reactions: emoji });
    return success(true);
  },
);

export const pinChatMessage: BotMethod = defineMethod(
  'pinChatMessage',
  { chat_id: chatId, message_id: messageId, disable_notification: optionalFlag },
  ({ chat_id, message_id }, server) => {
    const resolved = resolveWritableChat(server, chat_id);
    if (resolved.kind === 'refused') return resolved.answer;
    const { chat } = resolved;
    if (!chat.messages.has(message_id)) return badRequest('message to pin not found');
    if (chat.kind === 'group') return badRequest('not enough rights to manage pinned messages in the chat');
    server.world.pin(chat, message_id);
    return success(true);
  },
);

export const unpinChatMessage: BotMethod = defineMethod(
  'unpinChatMessage',
  { chat_id: chatId, message_id: optionalInteger('message identifier is not specified') },
  ({ chat_id, message_id }, server) => {
    const resolved = resolveWritableChat(server, chat_id);
    if (resolved.kind === 'refused') return resolved.answer;
    const { chat } = resolved;
    if (chat.kind === 'group') return badRequest('not enough rights to manage pinned messages in the chat');
    if (message_id !== undefined && message_id !== chat.pinnedMessageId)
      return badRequest('message to unpin not found');
    server.world.pin(chat, undefined);
    return success(true);
  },
);
