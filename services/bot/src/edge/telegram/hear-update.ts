import type { Language } from '@desk/domain';
import { Composer, type Telegram } from 'telegraf';
import { editedMessage, message } from 'telegraf/filters';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { findMenuItem } from '../../locales/menu-words.ts';
import type { Keyboards } from '../../ports/keyboards.ts';
import type { CallbackAnswers } from '../../ports/messenger.ts';
import type { Intent, Speaker } from '../../use-cases/intent.ts';
import { hearGroup } from './hear-group.ts';
import { HearingContext } from './hearing-context.ts';
import { readContact } from './read-contact.ts';
import { readGesture } from './read-gesture.ts';
import { readPart, readReply, readText } from './read-part.ts';
import { readSpeaker } from './read-speaker.ts';
import { readUnsupported } from './read-unsupported.ts';

/** What an update says, and who says it; null for what is of no interest to the desk. */
export type Heard = { readonly speaker: Speaker; readonly intent: Intent } | null;

export interface HearingNeeds {
  readonly keyboards: Keyboards;
  readonly callbacks: CallbackAnswers;
  /** Telegraf's context wants one; nothing is sent through it here. */
  readonly telegram: Telegram;
  /** The bot itself, as `getMe` says. */
  readonly me: UserFromGetMe;
  readonly defaultLanguage: Language;
}

/** Telegram's updates in our words. Texts are compared in both languages: an old menu may still be on the screen. */
export function hearUpdates(needs: HearingNeeds): (update: Update) => Promise<Heard> {
  const middleware = new Composer<HearingContext>(
    hearGroup(),
    hearButtons(needs),
    hearBlocking(),
    hearCommands(),
    hearMessages(),
  ).middleware();
  return async (update) => {
    const context = new HearingContext(update, needs.telegram, needs.me);
    await middleware(context, async () => {});
    const speaker = readSpeaker(context, needs.defaultLanguage);
    return speaker && context.intent ? { speaker, intent: context.intent } : null;
  };
}

function hearButtons({ keyboards, callbacks }: HearingNeeds) {
  return new Composer<HearingContext>().on('callback_query', async (ctx) => {
    const { id, from, message: shown } = ctx.callbackQuery;
    // The spinner stops at once; a lost answer costs nothing but a spinner.
    callbacks.answer(id).catch(() => undefined);
    const data = 'data' in ctx.callbackQuery ? ctx.callbackQuery.data : '';
    const found = await keyboards.find({ data, chatId: shown?.chat.id ?? from.id, telegramId: from.id });
    ctx.hear(
      found.kind === 'found'
        ? { kind: 'pressed', action: found.action }
        : { kind: 'pressed-unknown', forged: found.forged },
    );
  });
}

function hearBlocking() {
  return new Composer<HearingContext>().on('my_chat_member', (ctx) => {
    const isBlocked = ctx.myChatMember.new_chat_member.status === 'kicked';
    ctx.hear({ kind: isBlocked ? 'bot-blocked' : 'bot-unblocked' });
  });
}

function hearCommands() {
  return new Composer<HearingContext>()
    .start((ctx) => ctx.hear({ kind: 'command', command: 'start' }))
    .help((ctx) => ctx.hear({ kind: 'command', command: 'help' }))
    .command('privacy', (ctx) => ctx.hear({ kind: 'command', command: 'privacy' }))
    .command('report', (ctx) => ctx.hear({ kind: 'command', command: 'report' }))
    .command(/./, (ctx) => ctx.hear({ kind: 'command', command: 'unknown' }));
}

function hearMessages() {
  return new Composer<HearingContext>()
    .on(message('contact'), async (ctx) => ctx.hear({ kind: 'contact', contact: await readContact(ctx.message) }))
    .on(message('text'), (ctx) => {
      const item = findMenuItem(ctx.message.text);
      if (item) return ctx.hear({ kind: 'menu', item });
      const part = readPart(ctx.message);
      ctx.hear(part && { kind: 'message', part, replyTo: readReply(ctx.message) });
    })
    .on('message', (ctx) => {
      const part = readPart(ctx.message);
      const replyTo = readReply(ctx.message);
      if (part) return ctx.hear({ kind: 'message', part, replyTo });
      const content = readGesture(ctx.message);
      const messageId = ctx.message.message_id;
      if (content) return ctx.hear({ kind: 'gesture', messageId, content, replyTo });
      const what = readUnsupported(ctx.message);
      ctx.hear(what && { kind: 'unsupported', what });
    })
    .on([editedMessage('text'), editedMessage('caption')], (ctx) => {
      const { message_id: messageId } = ctx.editedMessage;
      ctx.hear({ kind: 'message-edited', messageId, text: readText(ctx.editedMessage) });
    });
}
