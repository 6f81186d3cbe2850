import type { Composition, Purpose } from '../../ports/compositions.ts';
import type { OutgoingComments, StoredOutgoing, TicketMessages } from '../../ports/outgoing-comments.ts';
import type { IntentOf } from '../routes.ts';
import type { SignedInTurn } from '../turn.ts';
import { openComposition } from './composition.ts';

/** What a message is for, where it is for a ticket that exists. */
export type Place =
  /** A further part of an album whose first part found its place. */
  | { readonly kind: 'album'; readonly stored: StoredOutgoing }
  | { readonly kind: 'prompt'; readonly composition: Composition }
  /** It answers a message about the ticket. */
  | {
      readonly kind: 'reply';
      readonly ticketId: string;
      readonly purpose: Extract<Purpose['kind'], 'comment' | 'note'>;
    };

interface Needs {
  readonly ticketMessages: TicketMessages;
  readonly outgoing: OutgoingComments;
}

/**
 * A reply goes to the ticket of the message that it answers, whatever prompt is open; except that an answer to the
 * prompt's own ticket is what the prompt asked for. An answer to a note stays among colleagues, as the note does.
 */
export async function findPlace(
  { ticketMessages, outgoing }: Needs,
  turn: SignedInTurn,
  { part, replyTo }: IntentOf<'message'>,
): Promise<Place | null> {
  const album = part.albumId === null ? null : await outgoing.findAlbum(turn.person.id, part.albumId);
  if (album !== null) return { kind: 'album', stored: album };

  const composition = openComposition(turn);
  const answered = replyTo === null ? null : await ticketMessages.find(turn.speaker.chatId, replyTo);
  if (composition !== null && (answered === null || answered.ticketId === composition.ticketId)) {
    return { kind: 'prompt', composition };
  }
  if (answered === null) return null;
  const own = answered.message === null ? null : await outgoing.findById(answered.message);
  const purpose = own?.comment.visibility === 'internal' ? 'note' : 'comment';
  return { kind: 'reply', ticketId: answered.ticketId, purpose };
}
