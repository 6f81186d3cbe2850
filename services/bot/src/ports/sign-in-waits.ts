import type { Language } from '@desk/domain';

/** Whoever has shared a phone and is still to be confirmed; one for each Telegram account. Nothing personal. */
export interface SignInWait {
  readonly telegramId: number;
  readonly chatId: number;
  /** The gateway's. */
  readonly confirmationId: string;
  readonly language: Language;
  readonly expiresAt: number;
  /** When it came to an end, whichever; null while it lasts. */
  readonly settledAt: number | null;
}

export interface SignInWaits {
  /** Also one that is over, for about a day. */
  find(telegramId: number): Promise<SignInWait | null>;
  findByConfirmation(confirmationId: string): Promise<SignInWait | null>;
}
