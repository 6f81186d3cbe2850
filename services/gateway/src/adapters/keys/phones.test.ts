import { createKeyRing, openText } from '@desk/crypto';
import { expect, it } from 'vitest';
import { createPhones } from './phones.ts';

const phone = '+380500000001';

it('seals a phone for one employee, openable with the key of the gateway alone', () => {
  const ring = createKeyRing('k1');
  const sealed = createPhones({ ring, normalise: (text) => text }).seal(phone, 'e-1');
  const bytes = new Uint8Array(Buffer.from(sealed, 'base64'));
  expect(openText(ring, bytes, 'phone:e-1')).toEqual({ kind: 'opened', text: phone });
  expect(openText(ring, bytes, 'phone:e-2')).toMatchObject({ kind: 'refused' });
  expect(openText(createKeyRing('k1'), bytes, 'phone:e-1')).toMatchObject({ kind: 'refused' });
});

it('knows a phone again by a fingerprint that is of no use without the key', () => {
  const [one, other] = [createKeyRing('k1'), createKeyRing('k1')].map((ring) =>
    createPhones({ ring, normalise: (text) => text }),
  );
  expect(one?.fingerprint(phone)).toBe(one?.fingerprint(phone));
  expect(one?.fingerprint(phone)).not.toBe(one?.fingerprint('+380500000002'));
  expect(one?.fingerprint(phone)).not.toBe(other?.fingerprint(phone));
});
