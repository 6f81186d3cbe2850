import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '@desk/crypto';
import type { ConfirmationCodes } from '../../ports/credentials.ts';
import { deriveCurrentKey, deriveKey, type KeyPurpose } from './derive-key.ts';

const purpose: KeyPurpose = 'desk confirmation code';

/** Codes from the system's generator, kept as a hash that needs a key and holds for one confirmation. */
export function createConfirmationCodes(ring: KeyRing): ConfirmationCodes {
  return {
    draw: (digits) => Array.from({ length: digits }, () => randomInt(10)).join(''),
    hash: (confirmationId, code) => hashWith(deriveCurrentKey(ring, purpose), confirmationId, code),
    // A code that was sent just before the key was changed still counts.
    matches: (stored, confirmationId, code) =>
      [...ring.keys.values()]
        .map((key) => isSame(stored, hashWith(deriveKey(key, purpose), confirmationId, code)))
        .includes(true),
  };
}

function hashWith(key: Uint8Array, confirmationId: string, code: string): string {
  return createHmac('sha256', key).update(`${confirmationId}:${code}`).digest('base64url');
}

function isSame(stored: string, given: string): boolean {
  const [known, typed] = [Buffer.from(stored), Buffer.from(given)];
  return known.length === typed.length && timingSafeEqual(known, typed);
}
