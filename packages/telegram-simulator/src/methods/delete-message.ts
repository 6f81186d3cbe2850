import { z } from 'zod';
import type { ChatRecord } from '../state/records.ts';
import { type BotMethod, badRequest, defineMethod, type Server, success } from './method.ts';
import { chatId, json, messageId } from './parameters.ts';
import { resolveWritableChat } from './resolve-chat.ts';

const DELETABLE_FOR_SECONDS = 48 * 60 * 60;
const DELETED_AT_ONCE_MAX = 100;

export const deleteMessage: BotMethod = defineMethod(
  'deleteMessage',
  { chat_id: chatId, message_id: messageId },
  ({ chat_id, message_id }, server) => {
    const resolved = resolveWritableChat(server, chat_id);
    if (resolved.kind === 'refused') return resolved.answer;
    const { chat } = resolved;
    const fate = judge(server, chat, message_id);
    if (fate === 'missing') return badRequest('message to delete not found');
    if (fate === 'forbidden') return badRequest("message can't be deleted");
    if (fate === 'too-old') return badRequest("message can't be deleted for everyone");
    server.world.remove(chat, [message_id]);
    return success(true);
  },
);

export const deleteMessages: BotMethod = defineMethod(
  'deleteMessages',
  { chat_id: chatId, message_ids: json(z.array(messageId, { error: 'message identifiers are not specified' })) },
  ({ chat_id, message_ids }, server) => {
    const resolved = resolveWritableChat(server, chat_id);
    if (resolved.kind === 'refused') return resolved.answer;
    if (message_ids.length === 0) return badRequest('message identifiers are not specified');
    if (message_ids.length > DELETED_AT_ONCE_MAX) return badRequest('too many message identifiers specified');
    const { chat } = resolved;
    const fates = message_ids.map((id) => judge(server, chat, id));
    if (fates.some((fate) => fate === 'too-old' || fate === 'forbidden'))
      return badRequest("message can't be deleted for everyone");
    server.world.remove(
      chat,
      message_ids.filter((_id, index) => fates[index] === 'deletable'),
    );
    return success(true);
  },
);

function judge({ world }: Server, chat: ChatRecord, id: number): 'deletable' | 'missing' | 'forbidden' | 'too-old' {
  const stored = chat.messages.get(id);
  if (!stored) return 'missing';
  // In a group a bot without rights deletes its own messages only; in a private chat also the person's.
  if (chat.kind === 'group' && stored.wire.from.id !== world.bot.id) return 'forbidden';
  return world.seconds() - stored.wire.date >= DELETABLE_FOR_SECONDS ? 'too-old' : 'deletable';
}
