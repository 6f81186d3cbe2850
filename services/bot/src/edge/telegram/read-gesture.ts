import type { Message } from 'telegraf/types';
import type { ChatContent } from '../../ports/consultations.ts';

const coordinateDigits = 5;

/** What a dialogue can hold and a ticket tells in words: a sticker, a place. Null for everything else. */
export function readGesture(message: Message): ChatContent | null {
  if ('sticker' in message) return { kind: 'sticker', text: message.sticker.emoji ?? '🖼', file: null };
  // A venue is announced as a place as well.
  if ('location' in message) {
    const { latitude, longitude } = message.location;
    const coordinates = `${latitude.toFixed(coordinateDigits)}, ${longitude.toFixed(coordinateDigits)}`;
    const named = 'venue' in message ? [message.venue.title, message.venue.address] : [];
    return { kind: 'location', text: [...named, coordinates].join(', '), file: null };
  }
  return null;
}
