import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '@desk/crypto';
import type { ConfirmationCodes } from '../../ports/credentials.ts';

/** Codes from the system's generator, kept as a keyed hash that holds for one confirmation. */
export function createConfirmationCodes(ring: KeyRing): ConfirmationCodes {
  const key = deriveCodeKey(ring);
  const hash = (confirmationId: string, code: string) =>
    createHmac('sha256', key).update(`${confirmationId}:${code}`).digest('base64url');
  return {
    draw: (digits) => Array.from({ length: digits }, () => randomInt(10)).join(''),
    hash,
    matches(stored, confirmationId, code) {
      const [known, given] = [Buffer.from(stored), Buffer.from(hash(confirmationId, code))];
      return known.length === given.length && timingSafeEqual(known, given);
    },
  };
}

/** Derived from the sealing key of phones, so that neither use weakens the other: a new key makes open codes worthless. */
function deriveCodeKey({ current, keys }: KeyRing): Uint8Array {
  const key = keys.get(current);
  if (!key) throw new Error('The phone key ring does not hold its current key.');
  return createHash('sha256').update('desk confirmation code').update(key).digest();
}
