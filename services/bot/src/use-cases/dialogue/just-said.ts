import type { ChatMessage } from '../../ports/consultations.ts';
import type { LiveDialogue } from './dialogue-desk.ts';
import type { RelayedMessage, RelayMessage } from './relaying.ts';

/** A message on its way to its reader, and the live dialogues in which they are. */
export interface JustSaid {
  readonly message: RelayedMessage;
  readonly dialogues: readonly LiveDialogue[];
}

/** By the effect itself: one that was read from the outbox is another, of which nothing is known. */
const known = new WeakMap<RelayMessage, JustSaid>();

/**
 * Nearly always a message leaves in the moment in which it was stored, by the process that stored it, which need not
 * read what it knows. Not noted is what there is more to ask about: albums, quotes, readers of several dialogues.
 */
export function noteSaid(effect: RelayMessage, said: ChatMessage, dialogue: LiveDialogue): RelayMessage {
  if (dialogue.isOnlyOfOther === true && said.albumId === null && said.quoteOf === null) {
    const message = { ...said, delivery: 'waiting', to: null, editedAt: null } as const;
    known.set(effect, { message, dialogues: [dialogue] });
  }
  return effect;
}

/** Once: a second attempt reads what has become of it. */
export function recallSaid(effect: RelayMessage): JustSaid | null {
  const said = known.get(effect) ?? null;
  known.delete(effect);
  return said;
}
