import { createKeyRing, type KeyRing, type OpenRefusal, open, seal, sealingKeyBytes } from './seal.ts';

export type UnwrappedSubjectKey = { kind: 'opened'; ring: KeyRing } | OpenRefusal;

/** The key id inside every envelope sealed under a subject's own key; which subject it is, the row says. */
const subjectKeyId = 'subject';

/**
 * A fresh key of one subject's own, and the same key wrapped under the zone key for storage. Whoever deletes
 * the wrapped key has made everything sealed under it unreadable, in backups too: that is how erasing works.
 */
export function createSubjectKey(
  zone: KeyRing,
  subjectId: string,
): { ring: KeyRing; wrapped: Uint8Array<ArrayBuffer> } {
  const ring = createKeyRing(subjectKeyId);
  return { ring, wrapped: wrapSubjectKey(zone, ring, subjectId) };
}

/** Wraps a subject's key under the zone's current key, for storage and for moving to a newer zone key. */
export function wrapSubjectKey(zone: KeyRing, subject: KeyRing, subjectId: string): Uint8Array<ArrayBuffer> {
  const key = subject.keys.get(subjectKeyId);
  if (key?.length !== sealingKeyBytes) throw new Error('The ring to wrap does not hold a subject key.');
  return seal(zone, key, wrappingContext(subjectId));
}

export function unwrapSubjectKey(zone: KeyRing, wrapped: Uint8Array, subjectId: string): UnwrappedSubjectKey {
  const opened = open(zone, wrapped, wrappingContext(subjectId));
  if (opened.kind === 'refused') return opened;
  if (opened.plaintext.length !== sealingKeyBytes) return { kind: 'refused', reason: 'malformed' };
  return { kind: 'opened', ring: { current: subjectKeyId, keys: new Map([[subjectKeyId, opened.plaintext]]) } };
}

function wrappingContext(subjectId: string): string {
  return `subject-key:${subjectId}`;
}
