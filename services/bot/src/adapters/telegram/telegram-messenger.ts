import type { Telegram } from 'telegraf';
import type { CallbackAnswers, Messenger, Sent, StandingCard } from '../../ports/messenger.ts';
import type { Placement, ShowEffect } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import { type Called, callTelegram } from './call-telegram.ts';
import { renderKeyboard, type TelegramKeyboard } from './render/render-keyboard.ts';
import { renderReportFile } from './render/render-report.ts';
import type { Renderer } from './render/render-screen.ts';
import type { RichText } from './render/rich-text.ts';

const pinDeadlineMs = 2_000;

export interface MessengerOptions {
  readonly telegram: Telegram;
  readonly renderer: Renderer;
  readonly clock: Clock;
}

interface Rendered extends RichText {
  readonly chatId: number;
  readonly keyboard: TelegramKeyboard | null;
  readonly silent: boolean;
  readonly document: { readonly name: string; readonly content: Uint8Array } | null;
}

/** Speaks in chats through the Bot API. Texts go with entities, never with markup that a person could have written. */
export function createTelegramMessenger({ telegram, renderer, clock }: MessengerOptions): Messenger {
  const render = (effect: ShowEffect, keyboardId: string): Rendered => {
    const to = renderer.rendering(effect.language, clock.now());
    return {
      ...renderer.render(effect.screen, to),
      chatId: effect.chatId,
      silent: effect.silent,
      keyboard: effect.keyboard && renderKeyboard(effect.keyboard, keyboardId, to),
      document:
        effect.screen.kind === 'report-file'
          ? { name: `report-${effect.screen.days}.csv`, content: renderReportFile(effect.screen.report, to) }
          : null,
    };
  };

  return {
    async show(effect, { keyboardId, standing, answered }) {
      const { placement } = effect;
      const rendered = render(effect, keyboardId);
      if (standing && isEdit(placement) && canEdit(rendered)) {
        const edited = await edit(telegram, rendered, standing);
        if (edited.kind !== 'gone') return shown(edited, standing.messageId);
      }
      if (placement.kind === 'card-if-standing') return { kind: 'shown', messageId: null };
      const sent = await send(telegram, rendered, answered);
      if (sent.kind === 'done' && standing && placement.kind === 'card-below') {
        // The new card stands; should this fail, the old buttons are stale and say so when pressed.
        await retire(telegram, effect.chatId, standing.messageId);
      }
      if (sent.kind === 'done' && effect.placement.kind === 'card-below' && effect.placement.pinned) {
        await pin(telegram, 'pinChatMessage', effect.chatId, sent.result.message_id);
      }
      return shown(sent, sent.kind === 'done' ? sent.result.message_id : null);
    },

    async retire(chatId, messageId, pinned) {
      if (pinned) await pin(telegram, 'unpinChatMessage', chatId, messageId);
      return shown(await retire(telegram, chatId, messageId), messageId);
    },

    async withdraw({ chatId, language, instead }, messageId) {
      const removed = await callTelegram(telegram, 'deleteMessage', { chat_id: chatId, message_id: messageId });
      // After 48 h Telegram keeps it: its words go all the same.
      if (removed.kind !== 'gone' && removed.kind !== 'refused') return shown(removed, null);
      const words = renderer.render(instead, renderer.rendering(language, clock.now()));
      const rendered = { ...words, chatId, keyboard: null, silent: true, document: null };
      return shown(await edit(telegram, rendered, { messageId }), null);
    },

    async remove(chatId, messageId) {
      const removed = await callTelegram(telegram, 'deleteMessage', { chat_id: chatId, message_id: messageId });
      return shown(removed, null);
    },
  };
}

/** Stops the spinner; a press that is too old to answer is nobody's loss. */
export function createCallbackAnswers(telegram: Telegram): CallbackAnswers {
  return {
    async answer(callbackId) {
      await callTelegram(telegram, 'answerCallbackQuery', { callback_query_id: callbackId });
    },
  };
}

function send(telegram: Telegram, rendered: Rendered, answered?: StandingCard) {
  const { chatId, text, entities, keyboard, silent, document } = rendered;
  const markup = {
    ...(keyboard === null ? {} : { reply_markup: mutable(keyboard) }),
    ...(silent ? { disable_notification: true } : {}),
    ...(answered ? { reply_parameters: { message_id: answered.messageId, allow_sending_without_reply: true } } : {}),
  };
  if (document === null) {
    return callTelegram(telegram, 'sendMessage', {
      chat_id: chatId,
      text,
      entities: [...entities],
      link_preview_options: { is_disabled: true },
      ...markup,
    });
  }
  return callTelegram(telegram, 'sendDocument', {
    chat_id: chatId,
    document: { source: Buffer.from(document.content), filename: document.name },
    caption: text,
    caption_entities: [...entities],
    ...markup,
  });
}

/** Without buttons the old ones go. */
function edit(telegram: Telegram, rendered: Rendered, standing: StandingCard) {
  const { chatId, text, entities, keyboard } = rendered;
  return callTelegram(telegram, 'editMessageText', {
    chat_id: chatId,
    message_id: standing.messageId,
    text,
    entities: [...entities],
    link_preview_options: { is_disabled: true },
    ...(keyboard && 'inline_keyboard' in keyboard ? { reply_markup: mutable(keyboard) } : {}),
  });
}

function retire(telegram: Telegram, chatId: number, messageId: number) {
  return callTelegram(telegram, 'editMessageReplyMarkup', { chat_id: chatId, message_id: messageId });
}

function isEdit({ kind }: Placement): boolean {
  return kind === 'card' || kind === 'card-if-standing';
}

/** For comfort alone: what does not succeed is not tried again, and nothing waits for it for long. */
async function pin(
  telegram: Telegram,
  method: 'pinChatMessage' | 'unpinChatMessage',
  chatId: number,
  messageId: number,
): Promise<void> {
  const target = { chat_id: chatId, message_id: messageId };
  if (method === 'unpinChatMessage') await callTelegram(telegram, method, target, pinDeadlineMs);
  else await callTelegram(telegram, method, { ...target, disable_notification: true }, pinDeadlineMs);
}

/** Telegram edits texts and inline buttons; a keyboard under the input field and a file need a message of their own. */
function canEdit({ keyboard, document }: Rendered): boolean {
  return document === null && (keyboard === null || 'inline_keyboard' in keyboard);
}

/** What the outbox notes of a call. */
export function shown(called: Called<unknown>, messageId: number | null): Sent {
  switch (called.kind) {
    case 'done':
    case 'unchanged':
    case 'gone':
      return { kind: 'shown', messageId };
    case 'too-large':
      return { kind: 'refused', reason: 'too-large' };
    case 'retry':
    case 'refused':
    case 'blocked':
    case 'unknown':
      return called;
  }
}

/** Telegraf's types want arrays it may write to; it does not. */
function mutable<Keyboard extends TelegramKeyboard>(keyboard: Keyboard) {
  return structuredClone(keyboard) as DeepMutable<Keyboard>;
}

type DeepMutable<T> = { -readonly [Key in keyof T]: DeepMutable<T[Key]> };
