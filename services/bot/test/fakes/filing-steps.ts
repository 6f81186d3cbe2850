import type { DraftFile } from '@desk/domain';
import type { StoredDraft } from '../../src/ports/drafts.ts';
import type { FiledTicket } from './gateway-state.ts';
import { type Conversations, caller, memoryConversations } from './memory-conversations.ts';

/** Who files in these tests; the directory knows her. */
export const olena = caller(1);

export async function signedIn(): Promise<Conversations> {
  const bot = memoryConversations();
  bot.gateway.employ(olena.phone, olena.profile);
  await bot.shareOwnPhone(olena);
  return bot;
}

/** A draft one tap away from being sent. */
export async function reviewed(text = 'Зник інтернет'): Promise<Conversations> {
  const bot = await signedIn();
  await bot.write(olena, text);
  await bot.press(olena, 'choose-type', { requestType: 'internet' });
  return bot;
}

export function aFile(change: Partial<DraftFile> = {}): DraftFile {
  const sent = { telegramFileId: 'F', uniqueId: 'U', name: 'photo.jpg', mime: 'image/jpeg' };
  return { ...sent, bytes: 9, kind: 'photo', ...change };
}

export async function post(bot: Conversations, messageId: number, change: object): Promise<void> {
  await bot.hear(olena, {
    kind: 'message',
    part: { messageId, albumId: null, text: null, file: null, ...change },
    replyTo: null,
  });
}

export function draftsOf({ desk }: Conversations): readonly StoredDraft[] {
  return [...desk.tables.drafts.values()];
}

export function draftOf(bot: Conversations): StoredDraft {
  const [stored] = draftsOf(bot);
  if (!stored) throw new Error('There is no draft.');
  return stored;
}

export function filedOf({ gateway }: Conversations): readonly FiledTicket[] {
  return [...gateway.state.filed.values()];
}
