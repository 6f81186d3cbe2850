import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createKeyRing,
  type KeyRing,
  open,
  openJson,
  openText,
  plaintextBytesMax,
  seal,
  sealingKeyId,
  sealJson,
  sealText,
} from './seal.ts';

const ring = createKeyRing('zone-1');
const bytes = fc.uint8Array({ maxLength: 300 });
const context = fc.string({ minLength: 1, maxLength: 40 });

describe('seal', () => {
  test('whatever was sealed opens under the same context', () => {
    fc.assert(
      fc.property(bytes, context, (plaintext, place) => {
        expect(open(ring, seal(ring, plaintext, place), place)).toEqual({ kind: 'opened', plaintext });
      }),
    );
  });

  /** @claim border What is sealed and was changed in any one bit does not open. (ASVS 11.3.2, 11.3.3) */
  test('any flipped bit, wherever it is, is refused', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 0, max: 7 }), (plaintext, position, bit) => {
        const sealed = seal(ring, plaintext, 'inbox:1');
        const at = position % sealed.length;
        sealed[at] = (sealed[at] ?? 0) ^ (1 << bit);
        expect(open(ring, sealed, 'inbox:1').kind).toBe('refused');
      }),
      { numRuns: 500 },
    );
  });

  /** @claim border What is sealed and was moved to another row or column does not open. (ASVS 11.3.3) */
  test('any other context is refused', () => {
    fc.assert(
      fc.property(bytes, context, context, (plaintext, place, other) => {
        fc.pre(place !== other);
        expect(open(ring, seal(ring, plaintext, place), other)).toEqual({ kind: 'refused', reason: 'tampered' });
      }),
    );
  });

  test('any bytes from outside are refused without throwing', () => {
    fc.assert(
      fc.property(bytes, (noise) => {
        expect(open(ring, noise, 'inbox:1').kind).toBe('refused');
      }),
    );
  });

  test('a truncated envelope is refused at every length', () => {
    const sealed = sealText(ring, 'a message', 'inbox:1');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(open(ring, sealed.subarray(0, length), 'inbox:1').kind).toBe('refused');
    }
  });

  test('the same plaintext never seals to the same bytes', () => {
    const plaintext = new TextEncoder().encode('the same');
    expect(seal(ring, plaintext, 'inbox:1')).not.toEqual(seal(ring, plaintext, 'inbox:1'));
  });

  test('the plaintext does not show in the envelope', () => {
    expect(Buffer.from(sealText(ring, 'canary-word', 'inbox:1')).includes('canary-word')).toBe(false);
  });

  test('more than the bound is a defect of the caller', () => {
    expect(() => seal(ring, new Uint8Array(plaintextBytesMax + 1), 'inbox:1')).toThrow(RangeError);
  });

  test('an empty context is a defect of the caller', () => {
    expect(() => seal(ring, new Uint8Array(1), '')).toThrow(RangeError);
  });

  test('a ring without its current key, or with a short key, does not seal', () => {
    const missing: KeyRing = { current: 'gone', keys: ring.keys };
    const short: KeyRing = { current: 'short', keys: new Map([['short', new Uint8Array(16)]]) };
    expect(() => seal(missing, new Uint8Array(1), 'inbox:1')).toThrow('does not hold its current key');
    expect(() => seal(short, new Uint8Array(1), 'inbox:1')).toThrow('is not 32 bytes long');
  });
});

describe('a key ring', () => {
  const newer = createKeyRing('zone-2');
  const both: KeyRing = { current: newer.current, keys: new Map([...ring.keys, ...newer.keys]) };

  test('the newest key seals, and every key opens what it sealed', () => {
    const old = sealText(ring, 'before the rotation', 'inbox:1');
    const fresh = sealText(both, 'after the rotation', 'inbox:1');
    expect(sealingKeyId(fresh)).toBe('zone-2');
    expect(openText(both, old, 'inbox:1')).toEqual({ kind: 'opened', text: 'before the rotation' });
    expect(openText(both, fresh, 'inbox:1')).toEqual({ kind: 'opened', text: 'after the rotation' });
  });

  test('a key that is not in the ring is named as such', () => {
    const fresh = sealText(newer, 'after', 'inbox:1');
    expect(openText(ring, fresh, 'inbox:1')).toEqual({ kind: 'refused', reason: 'unknown-key' });
  });

  test('a key with another one’s id does not open', () => {
    const impostor = createKeyRing('zone-1');
    const refusal = { kind: 'refused', reason: 'tampered' };
    expect(openText(impostor, sealText(ring, 'text', 'inbox:1'), 'inbox:1')).toEqual(refusal);
  });
});

describe('text and JSON', () => {
  test('any text comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(openText(ring, sealText(ring, text, 'text:1'), 'text:1')).toEqual({ kind: 'opened', text });
      }),
    );
  });

  test('any JSON value comes back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const opened = openJson(ring, sealJson(ring, value, 'json:1'), 'json:1');
        expect(opened).toEqual({ kind: 'opened', value: JSON.parse(JSON.stringify(value)) });
      }),
    );
  });

  test('sealed bytes that are no text, and text that is no JSON, are malformed', () => {
    const malformed = { kind: 'refused', reason: 'malformed' };
    expect(openText(ring, seal(ring, Uint8Array.of(0xff, 0xfe), 'text:1'), 'text:1')).toEqual(malformed);
    expect(openJson(ring, sealText(ring, '{"half":', 'json:1'), 'json:1')).toEqual(malformed);
  });

  test('a value without a JSON form is a defect of the caller', () => {
    expect(() => sealJson(ring, undefined, 'json:1')).toThrow(TypeError);
  });
});
