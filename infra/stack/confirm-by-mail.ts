import type { Mailbox } from './open-mailbox.ts';

/** What the gateway is given so that sign-ins are confirmed by mail, and the letters come to this mailbox. */
export function confirmByMail({ url }: Pick<Mailbox, 'url'>): Readonly<Record<string, string>> {
  return { BINDING_CONFIRMATION: 'email', SMTP_URL: url, MAIL_FROM: 'Desk <desk@example.test>' };
}
