import { type CryptoKey, generateKeyPair, importJWK, type JWK_OKP_Public } from 'jose';

export type SigningKey = { kid: string; privateKey: CryptoKey };
type PublicJwk = JWK_OKP_Public & { kty: 'OKP'; kid: string };

/** A fresh Ed25519 key pair in memory; the private half can be exported, to be written to a file once. */
export async function createSigningKey(kid: string): Promise<SigningKey & { publicKey: CryptoKey }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { kid, privateKey, publicKey };
}

/** Reads an Ed25519 key from a JWK. `undefined` if it is none; the reason is not told, it could quote the key. */
export async function importSigningJwk(jwk: unknown, half: 'private' | 'public') {
  if (typeof jwk !== 'object' || jwk === null) return undefined;
  const { kty, crv, kid, x, d } = jwk as Partial<Record<string, unknown>>;
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof kid !== 'string' || typeof x !== 'string') return undefined;
  if (half === 'private' && typeof d !== 'string') return undefined;
  if (half === 'public' && d !== undefined) return undefined;
  const publicJwk: PublicJwk = { kty, crv, kid, x };
  try {
    const publicKey = await importJWK(publicJwk, 'EdDSA');
    if (typeof d !== 'string') return { kid, publicKey };
    return { kid, publicKey, privateKey: await importJWK({ ...publicJwk, d }, 'EdDSA') };
  } catch {
    return undefined;
  }
}
