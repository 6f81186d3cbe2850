import { expect, test } from 'vitest';
import { createKeyRing, type KeyRing, openText, seal, sealText } from './seal.ts';
import { createSubjectKey, unwrapSubjectKey, wrapSubjectKey } from './subject-key.ts';

const zone = createKeyRing('zone-1');

test('what a subject’s key sealed opens after the key was stored and unwrapped', () => {
  const { ring, wrapped } = createSubjectKey(zone, 'subject-a');
  const sealed = sealText(ring, 'a private line', 'message:1');
  const unwrapped = unwrapSubjectKey(zone, wrapped, 'subject-a');
  if (unwrapped.kind !== 'opened') throw new Error(`expected the key to unwrap, got ${unwrapped.reason}`);
  expect(openText(unwrapped.ring, sealed, 'message:1')).toEqual({ kind: 'opened', text: 'a private line' });
});

/** @claim privacy Everybody’s data are sealed under a key of their own, which opens nobody else’s. */
test('one subject’s wrapped key does not unwrap for another', () => {
  const { wrapped } = createSubjectKey(zone, 'subject-a');
  expect(unwrapSubjectKey(zone, wrapped, 'subject-b')).toEqual({ kind: 'refused', reason: 'tampered' });
});

test('two subjects never share a key', () => {
  const sealed = sealText(createSubjectKey(zone, 'subject-a').ring, 'text', 'message:1');
  const other = createSubjectKey(zone, 'subject-a').ring;
  expect(openText(other, sealed, 'message:1').kind).toBe('refused');
});

test('a subject’s key survives the rotation of the zone key by being wrapped again', () => {
  const { ring } = createSubjectKey(zone, 'subject-a');
  const newZone: KeyRing = createKeyRing('zone-2');
  const sealed = sealText(ring, 'text', 'message:1');
  const unwrapped = unwrapSubjectKey(newZone, wrapSubjectKey(newZone, ring, 'subject-a'), 'subject-a');
  if (unwrapped.kind !== 'opened') throw new Error(`expected the key to unwrap, got ${unwrapped.reason}`);
  expect(openText(unwrapped.ring, sealed, 'message:1').kind).toBe('opened');
});

test('wrapped bytes of the wrong length are malformed', () => {
  const wrapped = seal(zone, new Uint8Array(16), 'subject-key:subject-a');
  expect(unwrapSubjectKey(zone, wrapped, 'subject-a')).toEqual({ kind: 'refused', reason: 'malformed' });
});

test('only a subject’s ring can be wrapped', () => {
  expect(() => wrapSubjectKey(zone, createKeyRing('zone-9'), 'subject-a')).toThrow('does not hold a subject key');
});
