import { Readable } from 'node:stream';
import { disarmLine } from '@desk/domain';
import type { Telegram } from 'telegraf';
import type { FileSender } from '../../ports/messenger.ts';
import { callTelegram } from './call-telegram.ts';
import { shown } from './telegram-messenger.ts';

const sendDeadlineMs = 120_000;

/** Streams a file into a chat; nothing is kept on the way. */
export function createFileSender(telegram: Telegram): FileSender {
  return {
    async send(chatId, { name, content }) {
      const source = Readable.from(content);
      try {
        const document = { source, filename: disarmLine(name).replaceAll('"', "'") };
        const sent = await callTelegram(telegram, 'sendDocument', { chat_id: chatId, document }, sendDeadlineMs);
        return shown(sent, sent.kind === 'done' ? sent.result.message_id : null);
      } finally {
        source.destroy();
      }
    },
  };
}
