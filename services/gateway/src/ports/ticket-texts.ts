import type { Language } from '@desk/domain';

/** The few sentences the gateway itself writes into a ticket. */
export interface TicketTexts {
  /** In the employee's language. */
  priorityReason(language: Language, reason: string): string;
  /** A comment under the line that names who speaks, because the tracker shows the service account. */
  signComment(displayName: string, text: string): string;
  /** The words of a comment with our marker, without that line. */
  unsignComment(text: string): string;
}
