import { Composer } from 'telegraf';
import type { Message } from 'telegraf/types';
import type { HearingContext } from './hearing-context.ts';

/** In a group only what is meant for the bot is answered, and only with where to write instead. Channels are ignored. */
export function hearGroup() {
  return new Composer<HearingContext>((ctx, next) => {
    if (ctx.callbackQuery || ctx.chat === undefined || ctx.chat.type === 'private') return next();
    if (ctx.chat.type === 'channel') return undefined;
    ctx.hear({ kind: 'group', addressed: isAddressed(ctx) });
    return undefined;
  });
}

function isAddressed(ctx: HearingContext): boolean {
  if (ctx.myChatMember) return ctx.myChatMember.new_chat_member.status === 'member';
  const { message } = ctx;
  if (!message) return false;
  return isCommand(message) || mentions(message, ctx.me) || isReplyTo(message, ctx.botInfo.id);
}

function isCommand(message: Message): boolean {
  return 'entities' in message && message.entities?.[0]?.type === 'bot_command' && message.entities[0].offset === 0;
}

function mentions(message: Message, username: string): boolean {
  return 'text' in message && message.text.toLowerCase().includes(`@${username.toLowerCase()}`);
}

function isReplyTo(message: Message, botId: number): boolean {
  return 'reply_to_message' in message && message.reply_to_message?.from?.id === botId;
}
