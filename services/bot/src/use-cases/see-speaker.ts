import type { Consultations, Talk } from '../ports/consultations.ts';
import type { Acquaintance, People } from '../ports/people.ts';
import type { Intent, Speaker } from './intent.ts';

/** Telegram repeats a message that was not taken, a minute apart in the end; meanwhile presses overtake it. */
export const overtakenMs = 180_000;

export const noTalk: Talk = { dialogues: [], justEnded: null };

export interface SeeingNeeds {
  readonly people: People;
  readonly consultations: Consultations;
}

/** Who has an account, and with whom they talk. */
export interface Seen {
  readonly known: Acquaintance | null;
  readonly talk: Talk;
}

/** Both are asked at once. */
export async function seeAccount(
  { people, consultations }: SeeingNeeds,
  telegramId: number,
  now: number,
): Promise<Seen> {
  const [known, talk] = await Promise.all([
    people.findByTelegramId(telegramId),
    consultations.findTalk(telegramId, now - overtakenMs),
  ]);
  return { known, talk };
}

/**
 * Who speaks; with whom they talk only where they say something that a dialogue may hold. `ahead`: as it was read
 * already.
 */
export async function seeSpeaker(
  needs: SeeingNeeds,
  {
    speaker: { telegramId, chatKind },
    intent,
    now,
  }: { readonly speaker: Speaker; readonly intent: Intent; readonly now: number },
  ahead: Seen | null,
): Promise<Seen> {
  if (chatKind === 'private' && mayBeSaid(intent)) return ahead ?? seeAccount(needs, telegramId, now);
  return { known: ahead ? ahead.known : await needs.people.findByTelegramId(telegramId), talk: noTalk };
}

function mayBeSaid({ kind }: Intent): boolean {
  switch (kind) {
    case 'message':
    case 'gesture':
    case 'contact':
    case 'unsupported':
      return true;
    default:
      return false;
  }
}
