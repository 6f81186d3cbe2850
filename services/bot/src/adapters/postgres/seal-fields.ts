import { type KeyRing, open, openJson, openText, seal, sealJson, sealText } from '@desk/crypto';
import { asWritten } from './as-written.ts';

/** What is sealed and in which row: a sealed value moved to another place does not open. */
export type SealedField =
  | 'users_telegram.profile'
  | 'user_sessions.token'
  | 'tickets_cache.summary'
  | 'drafts.content'
  | 'outgoing_comments.content'
  | 'chat_sessions.rating_comment'
  | 'chat_messages.text'
  | 'chat_messages.attachments'
  | 'unaddressed_words.words'
  | 'outbox.payload'
  | 'inbox.payload';

export function sealFieldBytes(ring: KeyRing, field: SealedField, row: string, bytes: Uint8Array): Uint8Array {
  return seal(ring, bytes, contextOf(field, row));
}

export function sealFieldText(ring: KeyRing, field: SealedField, row: string, text: string): Uint8Array {
  return sealText(ring, text, contextOf(field, row));
}

export function sealFieldJson(ring: KeyRing, field: SealedField, row: string, value: unknown): Uint8Array {
  return sealJson(ring, value, contextOf(field, row));
}

/** Throws when the envelope does not open: the row is damaged, or the keys are not those of this database. */
export function openFieldText(ring: KeyRing, field: SealedField, row: string, sealed: Uint8Array): string {
  const opened = openText(ring, sealed, contextOf(field, row));
  if (opened.kind === 'opened') return opened.text;
  throw new Error(`A sealed field does not open: ${field}, ${opened.reason}.`);
}

export function openFieldJson<Value>(ring: KeyRing, field: SealedField, row: string, sealed: Uint8Array): Value {
  const opened = openJson(ring, sealed, contextOf(field, row));
  if (opened.kind === 'opened') return asWritten<Value>(opened.value);
  throw new Error(`A sealed field does not open: ${field}, ${opened.reason}.`);
}

/** The same under the ring's current key; null where it does not open. */
export function sealFieldAnew(ring: KeyRing, field: SealedField, row: string, sealed: Uint8Array): Uint8Array | null {
  const opened = open(ring, sealed, contextOf(field, row));
  return opened.kind === 'opened' ? seal(ring, opened.plaintext, contextOf(field, row)) : null;
}

function contextOf(field: SealedField, row: string): string {
  return `${field}:${row}`;
}
