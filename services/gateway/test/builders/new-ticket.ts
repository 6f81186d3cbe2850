import type { NewTicket } from '@desk/contract';
import { aUuid } from '../fakes/system.ts';

/** A ticket as the bot files it. */
export function aNewTicket(change: Partial<NewTicket> = {}): NewTicket {
  return {
    reference: aUuid(100),
    requestType: 'internet',
    priority: 'medium',
    priorityReason: null,
    summary: 'Wi-Fi is gone on the third floor',
    description: 'Since lunch there has been no Wi-Fi on the third floor.',
    fields: {},
    files: [],
    language: 'uk',
    ...change,
  };
}
