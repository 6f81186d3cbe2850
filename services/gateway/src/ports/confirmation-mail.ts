import type { Mail } from './mailer.ts';

/** What the letter with a code says, in every language the desk speaks. */
export interface ConfirmationMail {
  write(about: { readonly code: string; readonly expiresAt: number }): Pick<Mail, 'subject' | 'text'>;
}
