import { createSigningKey } from '@desk/crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createSessionTokens } from './session-tokens.ts';

const claims = { sessionId: 'session-1', employeeId: 'e-1' };
const now = Date.parse('2026-11-23T08:00:00Z');
const minuteMs = 60_000;

async function aKey(kid: string) {
  const key = await createSigningKey(kid);
  return { key, current: key, publicKeys: new Map([[kid, key.publicKey]]) };
}

describe('a session token', () => {
  it('says whose it is for ten minutes, and a minute of clock difference', async () => {
    const tokens = createSessionTokens(await aKey('k1'));
    const { token, expiresAt } = await tokens.issue(claims, now);
    expect(expiresAt).toBe(now + 10 * minuteMs);
    expect(await tokens.read(token, now)).toEqual({ kind: 'valid', claims });
    expect(await tokens.read(token, now + 10.9 * minuteMs)).toEqual({ kind: 'valid', claims });
    expect(await tokens.read(token, now + 11 * minuteMs)).toEqual({ kind: 'expired', claims });
    expect(await tokens.read(token, now + 24 * 60 * minuteMs)).toEqual({ kind: 'expired', claims });
  });

  it('outlives a key rotation, as long as the older public half is kept', async () => {
    const [older, newer] = [await aKey('k1'), await aKey('k2')];
    const { token } = await createSessionTokens(older).issue(claims, now);
    const both = new Map([...older.publicKeys, ...newer.publicKeys]);
    expect(await createSessionTokens({ ...newer, publicKeys: both }).read(token, now)).toMatchObject({ kind: 'valid' });
    expect(await createSessionTokens(newer).read(token, now)).toEqual({ kind: 'refused' });
  });

  it.each<[string, (token: string) => string]>([
    ['changed', (token) => token.replace(/\.[^.]+\./, '.eyJzaWQiOiJzZXNzaW9uLTIifQ.')],
    ['cut', (token) => token.slice(0, -4)],
    ['empty', () => ''],
    ['unsigned', () => 'eyJhbGciOiJub25lIn0.eyJzaWQiOiJzZXNzaW9uLTEiLCJzdWIiOiJlLTEifQ.'],
  ])('that is %s is refused', async (_, spoil) => {
    const tokens = createSessionTokens(await aKey('k1'));
    const { token } = await tokens.issue(claims, now);
    expect(await tokens.read(spoil(token), now)).toEqual({ kind: 'refused' });
  });

  it.each([
    ['another issuer', { iss: 'somebody', aud: 'desk-bot' }],
    ['another audience', { iss: 'desk-gateway', aud: 'somebody' }],
  ])('of our key for %s is refused, expired or not', async (_, payload) => {
    const keys = await aKey('k1');
    const forge = (exp: number) =>
      new SignJWT({ ...payload, sid: 'session-1', sub: 'e-1', exp })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'k1' })
        .sign(keys.key.privateKey);
    const tokens = createSessionTokens(keys);
    expect(await tokens.read(await forge(now / 1000 + 60), now)).toEqual({ kind: 'refused' });
    expect(await tokens.read(await forge(now / 1000 - 9_000), now)).toEqual({ kind: 'refused' });
  });
});
