import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Ids } from '../../ports/system.ts';

export const randomIds: Ids = {
  next: () => randomUUIDv7(),
  derive: (...words) => uuidOf(createHash('sha256').update(JSON.stringify(words)).digest()),
};

/** The first 16 bytes of a hash as a UUID of version 8 (RFC 9562, 5.8). */
function uuidOf(hash: Buffer): string {
  const bytes = Uint8Array.from(hash.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
