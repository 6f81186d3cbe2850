import { createHash, createHmac } from 'node:crypto';
import { type KeyRing, openText, sealText } from '@desk/crypto';
import type { Phones } from '../../ports/credentials.ts';

export interface PhonesOptions {
  readonly ring: KeyRing;
  /** E.164, or null; numbers that people share carry their country. */
  readonly normalise: (phone: string) => string | null;
}

/** Seals phones under the gateway's own key, and recognises them by a keyed hash. */
export function createPhones({ ring, normalise }: PhonesOptions): Phones {
  const fingerprintKey = keepFingerprintKey(ring);
  return {
    normalise,
    fingerprint: (phoneE164) => createHmac('sha256', fingerprintKey()).update(phoneE164).digest('base64url'),
    seal: (phoneE164, employeeId) => Buffer.from(sealText(ring, phoneE164, `phone:${employeeId}`)).toString('base64'),
    open(sealed, employeeId) {
      const opened = openText(ring, Buffer.from(sealed, 'base64'), `phone:${employeeId}`);
      return opened.kind === 'opened' ? opened.text : null;
    },
  };
}

/** Of the key in force, derived once. */
function keepFingerprintKey(ring: KeyRing): () => Uint8Array {
  let kept: { readonly kid: string; readonly key: Uint8Array } | null = null;
  return () => {
    if (kept?.kid !== ring.current) kept = { kid: ring.current, key: deriveFingerprintKey(ring) };
    return kept.key;
  };
}

/** Derived from the sealing key, so that neither use weakens the other. It changes with the key, as do the limits. */
function deriveFingerprintKey({ current, keys }: KeyRing): Uint8Array {
  const key = keys.get(current);
  if (!key) throw new Error('The phone key ring does not hold its current key.');
  return createHash('sha256').update('desk phone fingerprint').update(key).digest();
}
