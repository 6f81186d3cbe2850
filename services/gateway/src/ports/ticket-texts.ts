import type { Language } from '@desk/domain';

/** The few sentences the gateway itself writes into a ticket, in the employee's language. */
export interface TicketTexts {
  priorityReason(language: Language, reason: string): string;
}
