import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '@desk/crypto';
import type { ConfirmationCodes } from '../../ports/credentials.ts';

/** Codes from the system's generator, kept as a hash that needs a key and holds for one confirmation. */
export function createConfirmationCodes(ring: KeyRing): ConfirmationCodes {
  return {
    draw: (digits) => Array.from({ length: digits }, () => randomInt(10)).join(''),
    hash(confirmationId, code) {
      const key = ring.keys.get(ring.current);
      if (!key) throw new Error('The phone key ring does not hold its current key.');
      return hashWith(key, confirmationId, code);
    },
    // A code that was sent just before the key was changed still counts.
    matches: (stored, confirmationId, code) =>
      [...ring.keys.values()].map((key) => isSame(stored, hashWith(key, confirmationId, code))).includes(true),
  };
}

/** Under a key derived from the sealing key of phones, so that neither use weakens the other. */
function hashWith(sealingKey: Uint8Array, confirmationId: string, code: string): string {
  const key = createHash('sha256').update('desk confirmation code').update(sealingKey).digest();
  return createHmac('sha256', key).update(`${confirmationId}:${code}`).digest('base64url');
}

function isSame(stored: string, given: string): boolean {
  const [known, typed] = [Buffer.from(stored), Buffer.from(given)];
  return known.length === typed.length && timingSafeEqual(known, typed);
}
