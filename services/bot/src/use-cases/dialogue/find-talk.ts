import type { Consultations, Talk } from '../../ports/consultations.ts';
import type { Intent, Speaker } from '../intent.ts';

/** Telegram repeats a message that was not taken, a minute apart in the end; meanwhile presses overtake it. */
export const overtakenMs = 180_000;

export const noTalk: Talk = { dialogues: [], justEnded: null };

/** With whom somebody talks who says something that a dialogue may hold; nothing is asked for what none can. */
export function findTalk(
  { consultations }: { readonly consultations: Consultations },
  { telegramId, chatKind }: Speaker,
  { kind }: Intent,
  now: number,
): Promise<Talk> | Talk {
  switch (kind) {
    case 'message':
    case 'gesture':
    case 'contact':
    case 'unsupported':
      return chatKind === 'private' ? consultations.findTalk(telegramId, now - overtakenMs) : noTalk;
    default:
      return noTalk;
  }
}
