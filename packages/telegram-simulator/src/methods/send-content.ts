import type { z } from 'zod';
import type { ChatRecord, StoredMessage } from '../state/records.ts';
import type { ReplyMarkup } from '../wire/markup.ts';
import type { MessageContent, MessageOrigin } from '../wire/message.ts';
import { badRequest, type MethodAnswer, type Refusal, type Server, success, tooManyRequests } from './method.ts';
import type { replyParameters } from './parameters.ts';
import { readReplyMarkup, type replyMarkup } from './reply-markup.ts';
import { resolveWritableChat } from './resolve-chat.ts';

export interface Envelope {
  chat_id: number | string;
  reply_parameters?: z.infer<typeof replyParameters> | undefined;
  reply_markup?: z.infer<typeof replyMarkup> | undefined;
  protect_content?: boolean | undefined;
}

export type SendContent = MessageContent & { media_group_id?: string; forward_origin?: MessageOrigin };

export type SendOutcome = { kind: 'sent'; messages: StoredMessage[] } | { kind: 'refused'; answer: Refusal };

/** Sends one message and answers with it. The content is made once nothing can refuse it any more. */
export function sendContent(server: Server, envelope: Envelope, make: () => SendContent): MethodAnswer {
  const outcome = sendAll(server, envelope, 1, () => [make()]);
  return outcome.kind === 'refused' ? outcome.answer : success(outcome.messages[0]?.wire);
}

/** Checks chat, keyboard, reply and flood limits, then makes and stores the messages; all of them or none. */
export function sendAll(
  server: Server,
  envelope: Envelope,
  count: number,
  make: () => readonly SendContent[],
): SendOutcome {
  const resolved = resolveWritableChat(server, envelope.chat_id);
  if (resolved.kind === 'refused') return resolved;
  const { chat } = resolved;
  const markup = readReplyMarkup(envelope.reply_markup, chat.kind);
  if (markup.kind === 'wrong') return refused(badRequest(markup.reason));
  const replyTo = envelope.reply_parameters && chat.messages.get(envelope.reply_parameters.message_id);
  if (envelope.reply_parameters && !replyTo && !envelope.reply_parameters.allow_sending_without_reply) {
    return refused(badRequest('message to be replied not found'));
  }
  const waitSeconds = server.flood.spend(chat.id, count);
  if (waitSeconds > 0) return refused(tooManyRequests(waitSeconds));

  const keyboard = markup.kind === 'markup' ? markup.markup : undefined;
  const trimmings = { keyboard, replyTo, protect: envelope.protect_content };
  return { kind: 'sent', messages: make().map((content) => appendOne(server, chat, content, trimmings)) };
}

interface Trimmings {
  keyboard: ReplyMarkup | undefined;
  replyTo: StoredMessage | undefined;
  protect: boolean | undefined;
}

function appendOne(
  { world }: Server,
  chat: ChatRecord,
  content: SendContent,
  { keyboard, replyTo, protect }: Trimmings,
): StoredMessage {
  const inline = keyboard && 'inline_keyboard' in keyboard ? keyboard : undefined;
  const stored = world.append(chat, {
    from: world.bot,
    content: {
      ...content,
      ...(inline && inline.inline_keyboard.length > 0 ? { reply_markup: inline } : {}),
      ...(protect ? { has_protected_content: true } : {}),
    },
    ...(replyTo ? { replyTo } : {}),
    carriesReplyKeyboard: keyboard !== undefined && !inline,
  });
  if (chat.kind === 'private' && keyboard) {
    if ('keyboard' in keyboard) {
      world.showKeyboard(chat, {
        messageId: stored.wire.message_id,
        rows: keyboard.keyboard,
        oneTime: keyboard.one_time_keyboard ?? false,
        ...(keyboard.input_field_placeholder ? { placeholder: keyboard.input_field_placeholder } : {}),
      });
    } else if ('remove_keyboard' in keyboard) world.showKeyboard(chat, undefined);
  }
  return stored;
}

function refused(answer: Refusal): SendOutcome {
  return { kind: 'refused', answer };
}
