import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { DeskEffect } from '../../ports/plan.ts';
import type { RelayNeeds } from './deliver-relay.ts';
import { asLive } from './dialogue-desk.ts';
import { takesWords } from './find-target.ts';
import { headingFor } from './head-words.ts';

type RelayEdit = Extract<DeskEffect, { readonly kind: 'relay-edit' }>;

/**
 * Has a copy say what its message says by now; safe to repeat. What has not arrived needs no correction: it is copied
 * as it reads by then.
 */
export function deliverRelayEdit({ relay, chatMessages, consultations, people, tickets }: RelayNeeds) {
  return async ({ messageId }: RelayEdit, _item: OutboxItem): Promise<Delivery> => {
    const message = await chatMessages.findById(messageId);
    const done = { kind: 'shown', messageId: null } as const;
    if (message === null || message.to === null || message.content === null || !takesWords(message.content))
      return done;
    const stored = asLive(await consultations.findById(message.consultationId));
    const { employeeId, dialogue } = stored?.consultation ?? {};
    const readerId = message.side === 'employee' ? dialogue?.specialistId : employeeId;
    const dialogues = readerId === undefined ? [] : await consultations.listDialoguesOf(readerId);
    const live = dialogues.map(asLive).filter((each) => each !== null);
    const heading = await headingFor({ people, tickets }, message, live);
    return relay.edit(message.to, { content: message.content, heading });
  };
}
