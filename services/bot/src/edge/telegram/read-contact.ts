import type { Message } from 'telegraf/types';
import type { SharedContact } from '../../use-cases/intent.ts';

/** A contact with what proves whose it is. Telegram marks a forwarded card; the contact button's own is never one. */
export async function readContact(message: Message.ContactMessage): Promise<SharedContact> {
  return {
    messageId: message.message_id,
    phone: await readPhone(message.contact.phone_number),
    contactUserId: message.contact.user_id ?? null,
    name: [message.contact.first_name, message.contact.last_name].filter(Boolean).join(' '),
    forwarded: 'forward_origin' in message || 'forward_date' in message,
  };
}

/** Telegram sends the international number, with its `+` or without. What is no valid number goes on as its digits. */
export async function readPhone(shared: string): Promise<string> {
  const digits = `+${shared.replace(/\D/g, '')}`;
  // It takes 8 MB, and is for those alone who sign in.
  const { default: parsePhoneNumber } = await import('libphonenumber-js');
  const parsed = parsePhoneNumber(digits);
  return parsed?.isValid() ? parsed.number : digits.slice(0, 32);
}
