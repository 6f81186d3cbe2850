import type { z } from 'zod';
import type { ChatRecord, StoredMessage } from '../state/records.ts';
import type { Message } from '../wire/message.ts';
import { readCaption } from './caption.ts';
import {
  type BotMethod,
  badRequest,
  defineMethod,
  type MethodAnswer,
  type Refusal,
  type Server,
  success,
  tooManyRequests,
} from './method.ts';
import { chatId, entities, messageId, optionalText, text } from './parameters.ts';
import { readReplyMarkup, replyMarkup } from './reply-markup.ts';
import { resolveWritableChat } from './resolve-chat.ts';
import { checkText, linkPreviewOptions, textContent } from './send-text.ts';

const target = { chat_id: chatId, message_id: messageId, reply_markup: replyMarkup };

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

export const editMessageText: BotMethod = defineMethod(
  'editMessageText',
  {
    ...target,
    text: text('message text is empty'),
    parse_mode: optionalText,
    entities,
    link_preview_options: linkPreviewOptions,
  },
  (parameters, server) => {
    const checked = checkText(parameters.text, parameters.parse_mode, parameters.entities);
    if ('ok' in checked) return checked;
    return edit(server, parameters, (wire) => {
      if (wire.text === undefined) return badRequest('there is no text in the message to edit');
      const { text: _text, entities: _entities, ...rest } = wire;
      return { ...rest, ...textContent(checked) };
    });
  },
);

export const editMessageCaption: BotMethod = defineMethod(
  'editMessageCaption',
  { ...target, caption: optionalText, parse_mode: optionalText, caption_entities: entities },
  (parameters, server) => {
    const caption = readCaption(parameters);
    if ('ok' in caption) return caption;
    return edit(server, parameters, (wire) => {
      const takesCaption = wire.photo ?? wire.document ?? wire.video ?? wire.animation ?? wire.audio ?? wire.voice;
      if (!takesCaption) return badRequest('there is no caption in the message to edit');
      const { caption: _caption, caption_entities: _entities, ...rest } = wire;
      return { ...rest, ...caption };
    });
  },
);

export const editMessageReplyMarkup: BotMethod = defineMethod('editMessageReplyMarkup', target, (parameters, server) =>
  edit(server, parameters, (wire) => wire),
);

interface EditTarget {
  chat_id: number | string;
  message_id: number;
  reply_markup?: z.infer<typeof replyMarkup> | undefined;
}

/** Left out, the inline keyboard is taken away: an edit always says the whole message. */
function edit(server: Server, parameters: EditTarget, change: (wire: Message) => Message | Refusal): MethodAnswer {
  const resolved = resolveWritableChat(server, parameters.chat_id);
  if (resolved.kind === 'refused') return resolved.answer;
  const { chat } = resolved;
  const stored = chat.messages.get(parameters.message_id);
  if (!stored) return badRequest('message to edit not found');
  if (stored.wire.from.id !== server.world.bot.id || stored.carriesReplyKeyboard)
    return badRequest("message can't be edited");
  const markup = readReplyMarkup(parameters.reply_markup, chat.kind);
  if (markup.kind === 'wrong') return badRequest(markup.reason);
  if (markup.kind === 'markup' && !('inline_keyboard' in markup.markup)) return badRequest('inline keyboard expected');

  const changed = change(stored.wire);
  if ('ok' in changed) return changed;
  const { reply_markup: _markup, ...bare } = changed;
  const keyboard = markup.kind === 'markup' && 'inline_keyboard' in markup.markup ? markup.markup : undefined;
  const edited: Message = keyboard && keyboard.inline_keyboard.length > 0 ? { ...bare, reply_markup: keyboard } : bare;
  if (saysTheSame(stored.wire, edited)) return badRequest(NOT_MODIFIED);
  return commit(server, chat, stored, edited);
}

function commit(server: Server, chat: ChatRecord, stored: StoredMessage, edited: Message): MethodAnswer {
  const waitSeconds = server.flood.spend(chat.id, 1);
  if (waitSeconds > 0) return tooManyRequests(waitSeconds);
  return success(server.world.replace(chat, { ...edited, edit_date: server.world.seconds() }, stored).wire);
}

function saysTheSame(before: Message, after: Message): boolean {
  const said = ({ text: words, entities: marks, caption, caption_entities, reply_markup }: Message) =>
    JSON.stringify([words, marks, caption, caption_entities, reply_markup]);
  return said(before) === said(after);
}
