import { createHmac } from 'node:crypto';
import { type KeyRing, openText, sealText } from '@desk/crypto';
import type { Phones } from '../../ports/credentials.ts';
import { deriveCurrentKey } from './derive-key.ts';

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

/** Derived once for each key. It changes with the key, as do the limits. */
function keepFingerprintKey(ring: KeyRing): () => Uint8Array {
  let kept: { readonly kid: string; readonly key: Uint8Array } | null = null;
  return () => {
    if (kept?.kid !== ring.current) {
      kept = { kid: ring.current, key: deriveCurrentKey(ring, 'desk phone fingerprint') };
    }
    return kept.key;
  };
}
