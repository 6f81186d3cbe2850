import type { Language } from '@desk/domain';
import type { Context } from 'telegraf';
import type { Speaker } from '../../use-cases/intent.ts';

/** Null for what no person said: other bots, channels, anonymous administrators. */
export function readSpeaker({ from, chat }: Context, defaultLanguage: Language): Speaker | null {
  if (!from || from.is_bot) return null;
  return {
    telegramId: from.id,
    // A button of a message that is gone comes without its chat: it was private, and bears the person's number.
    chatId: chat?.id ?? from.id,
    chatKind: chat === undefined || chat.type === 'private' ? 'private' : 'group',
    language: readLanguage(from.language_code, defaultLanguage),
  };
}

function readLanguage(code: string | undefined, defaultLanguage: Language): Language {
  switch (code?.toLowerCase().split('-', 1)[0]) {
    case 'uk':
      return 'uk';
    case 'en':
      return 'en';
    default:
      return defaultLanguage;
  }
}
