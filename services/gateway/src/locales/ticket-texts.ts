import type { TicketTexts } from '../ports/ticket-texts.ts';

/** The same in both languages: a name, and where the words came from. */
const signature = /^[^\n]{1,200} \(Telegram\):(?:\n+|$)/;

/** What the gateway itself writes into a ticket. */
export const ticketTexts: TicketTexts = {
  priorityReason(language, reason) {
    switch (language) {
      case 'uk':
        return `Чому терміново: ${reason}`;
      case 'en':
        return `Why it is urgent: ${reason}`;
    }
  },
  signComment: (displayName, text) => `${displayName.replaceAll(/\s+/g, ' ').trim()} (Telegram):\n${text}`.trimEnd(),
  unsignComment: (text) => text.replace(signature, ''),
};
