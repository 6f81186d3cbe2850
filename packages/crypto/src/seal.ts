import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** Keys by id, each 32 bytes. `current` seals; every key in the ring opens what it sealed. */
export type KeyRing = { current: string; keys: ReadonlyMap<string, Uint8Array> };

export type OpenRefusal = { kind: 'refused'; reason: 'unknown-key' | 'tampered' | 'malformed' };
export type Opened = { kind: 'opened'; plaintext: Uint8Array<ArrayBuffer> } | OpenRefusal;
export type OpenedText = { kind: 'opened'; text: string } | OpenRefusal;
export type OpenedJson = { kind: 'opened'; value: unknown } | OpenRefusal;

export const sealingKeyBytes = 32;
export const plaintextBytesMax = 8 * 1024 * 1024;

const version = 1;
const ivBytes = 12;
const tagBytes = 16;
const keyIdBytesMax = 64;

/** Made once: making one takes longer than what it is used for here. */
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Seals with AES-256-GCM under the ring's current key. The envelope is
 * `version (1) | key id length (1) | key id | iv (12) | ciphertext | tag (16)`; everything before the
 * ciphertext and the context are authenticated. `context` names what is sealed and for whom (for instance
 * `inbox:4711`), so that a sealed value moved to another row or column does not open.
 *
 * Random 96-bit ivs are safe for about 2^32 seals per key (NIST SP 800-38D, 8.3).
 */
export function seal(ring: KeyRing, plaintext: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
  if (plaintext.length > plaintextBytesMax) throw new RangeError('The plaintext to seal is too long.');
  const header = writeHeader(ring.current);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(ring, ring.current), iv, { authTagLength: tagBytes });
  cipher.setAAD(additionalData(header, context));
  return joined([header, iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `seal` made, under the same context. Never throws for bytes that came from outside. */
export function open(ring: KeyRing, sealed: Uint8Array, context: string): Opened {
  const envelope = readEnvelope(sealed);
  if (!envelope) return { kind: 'refused', reason: 'malformed' };
  const key = ring.keys.get(envelope.keyId);
  if (!key) return { kind: 'refused', reason: 'unknown-key' };
  const decipher = createDecipheriv('aes-256-gcm', prepared(key), envelope.iv, { authTagLength: tagBytes });
  decipher.setAAD(additionalData(envelope.header, context));
  decipher.setAuthTag(envelope.tag);
  try {
    return { kind: 'opened', plaintext: joined([decipher.update(envelope.ciphertext), decipher.final()]) };
  } catch {
    return { kind: 'refused', reason: 'tampered' };
  }
}

export function sealText(ring: KeyRing, text: string, context: string): Uint8Array<ArrayBuffer> {
  return seal(ring, encoder.encode(text), context);
}

export function openText(ring: KeyRing, sealed: Uint8Array, context: string): OpenedText {
  const opened = open(ring, sealed, context);
  if (opened.kind === 'refused') return opened;
  try {
    return {
      kind: 'opened',
      text: strictDecoder.decode(opened.plaintext),
    };
  } catch {
    return { kind: 'refused', reason: 'malformed' };
  }
}

/** Seals any value that JSON can carry; a value that JSON drops (a function, `undefined`) throws. */
export function sealJson(ring: KeyRing, value: unknown, context: string): Uint8Array<ArrayBuffer> {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError('The value to seal has no JSON form.');
  return sealText(ring, text, context);
}

/** The value is as untrusted as any stored JSON: parse it before use. */
export function openJson(ring: KeyRing, sealed: Uint8Array, context: string): OpenedJson {
  const opened = openText(ring, sealed, context);
  if (opened.kind === 'refused') return opened;
  try {
    return { kind: 'opened', value: JSON.parse(opened.text) };
  } catch {
    return { kind: 'refused', reason: 'malformed' };
  }
}

/** The id of the key that sealed, readable without any key: for counting what a retired key still holds. */
export function sealingKeyId(sealed: Uint8Array): string | undefined {
  return readEnvelope(sealed)?.keyId;
}

/** A fresh ring with one random key, for instance a subject's own. */
export function createKeyRing(keyId: string): KeyRing {
  writeHeader(keyId);
  return { current: keyId, keys: new Map([[keyId, new Uint8Array(randomBytes(sealingKeyBytes))]]) };
}

function keyOf(ring: KeyRing, keyId: string): KeyObject {
  const key = ring.keys.get(keyId);
  if (!key) throw new Error(`The key ring does not hold its current key ${keyId}.`);
  if (key.length !== sealingKeyBytes) throw new Error(`The key ${keyId} is not ${sealingKeyBytes} bytes long.`);
  return prepared(key);
}

const preparedKeys = new WeakMap<Uint8Array, KeyObject>();

/** Once for each key: Node looks a raw one over at every use, which takes it three times as long as the sealing. */
function prepared(key: Uint8Array): KeyObject {
  const known = preparedKeys.get(key) ?? createSecretKey(key);
  preparedKeys.set(key, known);
  return known;
}

function writeHeader(keyId: string): Uint8Array<ArrayBuffer> {
  const id = encoder.encode(keyId);
  if (id.length === 0 || id.length > keyIdBytesMax) throw new RangeError('A key id is 1 to 64 bytes long.');
  return joined([Uint8Array.of(version, id.length), id]);
}

function readEnvelope(sealed: Uint8Array) {
  const idLength = sealed[1];
  if (sealed[0] !== version || idLength === undefined || idLength === 0 || idLength > keyIdBytesMax) return undefined;
  const headerLength = 2 + idLength;
  if (sealed.length < headerLength + ivBytes + tagBytes) return undefined;
  if (sealed.length > headerLength + ivBytes + tagBytes + plaintextBytesMax) return undefined;
  return {
    keyId: decoder.decode(sealed.subarray(2, headerLength)),
    header: sealed.subarray(0, headerLength),
    iv: sealed.subarray(headerLength, headerLength + ivBytes),
    ciphertext: sealed.subarray(headerLength + ivBytes, sealed.length - tagBytes),
    tag: sealed.subarray(sealed.length - tagBytes),
  };
}

/** The header is self-delimiting, so header and context cannot be shifted into one another. */
function additionalData(header: Uint8Array, context: string): Uint8Array {
  if (context.length === 0) throw new RangeError('Sealing needs a context that says what is sealed.');
  return joined([header, encoder.encode(context)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
