import { createHash, createHmac } from 'node:crypto';
import { type KeyRing, sealText } from '@desk/crypto';
import type { Phones } from '../../ports/credentials.ts';

export interface PhonesOptions {
  readonly ring: KeyRing;
  /** E.164, or null; numbers that people share carry their country. */
  readonly normalise: (phone: string) => string | null;
}

/** Seals phones under the gateway's own key, and recognises them by a keyed hash. */
export function createPhones({ ring, normalise }: PhonesOptions): Phones {
  const fingerprintKey = deriveFingerprintKey(ring);
  return {
    normalise,
    fingerprint: (phoneE164) => createHmac('sha256', fingerprintKey).update(phoneE164).digest('base64url'),
    seal: (phoneE164, employeeId) => Buffer.from(sealText(ring, phoneE164, `phone:${employeeId}`)).toString('base64'),
  };
}

/** Derived from the sealing key, so that neither use weakens the other. It changes with the key, as do the limits. */
function deriveFingerprintKey({ current, keys }: KeyRing): Uint8Array {
  const key = keys.get(current);
  if (!key) throw new Error('The phone key ring does not hold its current key.');
  return createHash('sha256').update('desk phone fingerprint').update(key).digest();
}
