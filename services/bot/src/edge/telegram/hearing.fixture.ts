import { Telegram } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import type { Action } from '../../ports/action.ts';
import type { Intent } from '../../use-cases/intent.ts';
import { hearUpdates } from './hear-update.ts';
import { TelegramUpdate } from './telegram-update.ts';

export const from = { id: 7001, is_bot: false, first_name: 'Олена', language_code: 'en-GB' };
export const chat = { id: 7001, type: 'private', first_name: 'Олена' };
export const group = { id: -100200, type: 'supergroup', title: 'Відділ' };
export const me: UserFromGetMe = {
  id: 1,
  is_bot: true,
  first_name: 'Desk',
  username: 'DeskBot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};
export const file = { file_id: 'F', file_unique_id: 'U' };
export const newTicket: Action = { kind: 'new-ticket' };

export function hearing(answered: string[] = []) {
  return hearUpdates({
    keyboards: {
      find: async ({ data, chatId, telegramId }) =>
        data === 'k.0' && chatId === telegramId
          ? { kind: 'found', action: newTicket }
          : { kind: 'unknown', forged: data !== 'k.9' },
    },
    callbacks: {
      answer: async (id) => {
        answered.push(id);
        throw new Error('Telegram is away.');
      },
    },
    telegram: new Telegram('1:test'),
    me,
    defaultLanguage: 'uk',
  });
}

export async function heard(update: object) {
  return hearing()(TelegramUpdate.parse({ update_id: 1, ...update }));
}

export async function intentOf(update: object): Promise<Intent | null> {
  return (await heard(update))?.intent ?? null;
}

export const say = (content: object) => ({ message: { message_id: 5, date: 0, chat, from, ...content } });
export const inReply = (content: object) =>
  say({ ...content, reply_to_message: { message_id: 3, date: 0, chat, from } });
export const command = (text: string) =>
  say({ text, entities: [{ type: 'bot_command', offset: 0, length: text.length }] });
export const part = (change: object) => ({
  kind: 'message',
  part: { messageId: 5, albumId: null, text: null, file: null, ...change },
  replyTo: null,
});
export const gesture = (content: object) => ({
  kind: 'gesture',
  messageId: 5,
  content: { ...content, file: null },
  replyTo: null,
});
export const sentFile = (change: object) => ({ telegramFileId: 'F', uniqueId: 'U', bytes: null, ...change });
