import { createHash } from 'node:crypto';
import type { KeyRing } from '@desk/crypto';

/** What the phone keys are for, besides sealing. */
export type KeyPurpose = 'desk phone fingerprint' | 'desk confirmation code';

/** Derived from a sealing key, so that no use weakens another. */
export function deriveKey(sealingKey: Uint8Array, purpose: KeyPurpose): Uint8Array {
  return createHash('sha256').update(purpose).update(sealingKey).digest();
}

/** From the phone key in force. */
export function deriveCurrentKey({ current, keys }: KeyRing, purpose: KeyPurpose): Uint8Array {
  const key = keys.get(current);
  if (!key) throw new Error('The phone key ring does not hold its current key.');
  return deriveKey(key, purpose);
}
