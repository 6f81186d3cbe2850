import type { Message } from '../wire/message.ts';
import { fullName } from './full-name.ts';
import { listFiles, type ShownFile } from './list-files.ts';

/** What stands for a message where it is answered. */
export interface Quote {
  id: number;
  senderName: string;
  kind: ShownFile['kind'] | 'text' | 'contact' | 'location' | 'dice' | 'other';
  /** The beginning of its words; else a document's name, a sticker's emoji or a contact's person; else empty. */
  excerpt: string;
  /** The photo it is of. */
  photoId?: string;
}

const EXCERPT_UNITS_MAX = 120;

export function quoteMessage(wire: Message): Quote {
  const kind = kindOf(wire);
  const photo = wire.photo?.at(-1);
  return {
    id: wire.message_id,
    senderName: fullName(wire.from),
    kind,
    excerpt: excerpt(wire).slice(0, EXCERPT_UNITS_MAX),
    ...(photo ? { photoId: photo.file_id } : {}),
  };
}

function kindOf(wire: Message): Quote['kind'] {
  if (wire.text !== undefined) return 'text';
  if (wire.contact) return 'contact';
  if (wire.location) return 'location';
  if (wire.dice) return 'dice';
  return listFiles(wire)[0]?.kind ?? 'other';
}

function excerpt({ text, caption, document, sticker, dice, contact }: Message): string {
  const words = text ?? caption ?? document?.file_name ?? sticker?.emoji ?? dice?.emoji;
  return words ?? (contact ? fullName(contact) : '');
}
