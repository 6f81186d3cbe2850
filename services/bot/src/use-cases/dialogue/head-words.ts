import type { StoredChatMessage } from '../../ports/consultations.ts';
import type { People } from '../../ports/people.ts';
import type { RelayHeading } from '../../ports/relay.ts';
import type { Tickets } from '../../ports/tickets.ts';
import type { LiveDialogue } from './dialogue-desk.ts';

/** Whoever has several dialogues reads whose words these are; null for a reader of one. */
export async function headingFor(
  { people, tickets }: { readonly people: People; readonly tickets: Tickets },
  { senderId, consultationId }: Pick<StoredChatMessage, 'senderId' | 'consultationId'>,
  dialogues: readonly LiveDialogue[],
): Promise<RelayHeading | null> {
  const dialogue = dialogues.find(({ consultation }) => consultation.id === consultationId);
  if (dialogues.length < 2 || dialogue === undefined) return null;
  const [sender, about] = await Promise.all([
    people.findById(senderId),
    tickets.findById(dialogue.consultation.ticketId),
  ]);
  return { name: sender?.person.profile.displayName ?? '', number: about?.ticket.number ?? null };
}
