import type { ChatMessages } from '../../ports/consultations.ts';
import type { Delivery } from '../../ports/outbox.ts';
import type { Clock } from '../../ports/system.ts';
import type { RelayedMessage } from './relaying.ts';

/** The parts of an album come as updates of their own: so long after the first they are waited for. */
const albumMs = 800;

/**
 * What travels together with a message: the parts of its album that have come by now, once there has been time for
 * them. What comes later travels alone.
 */
export async function gatherAlbum(
  { chatMessages, clock }: { readonly chatMessages: ChatMessages; readonly clock: Clock },
  message: RelayedMessage,
): Promise<readonly RelayedMessage[] | Extract<Delivery, { readonly kind: 'retry' }>> {
  if (message.albumId === null) return [message];
  const album = await chatMessages.listAlbum(message.consultationId, message.albumId);
  const together = album.filter(({ delivery, side }) => delivery === message.delivery && side === message.side);
  const waitMs = Math.min(...together.map(({ sentAt }) => sentAt)) + albumMs - clock.now();
  const isGathering = message.delivery === 'waiting' && waitMs > 0 && album.length === together.length;
  return isGathering ? { kind: 'retry', afterMs: waitMs, reason: 'album' } : together;
}
