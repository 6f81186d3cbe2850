import type { TicketTexts } from '../ports/ticket-texts.ts';

/** What the gateway itself writes into a ticket. */
export const ticketTexts: TicketTexts = {
  priorityReason(language, reason) {
    switch (language) {
      case 'uk':
        return `Чому такий пріоритет: ${reason}`;
      case 'en':
        return `Why this priority: ${reason}`;
    }
  },
};
