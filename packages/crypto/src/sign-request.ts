import { createHash, randomBytes } from 'node:crypto';
import { CompactSign } from 'jose';
import type { SigningKey } from './signing-key.ts';

/** The header that carries a request's signature. */
export const signatureHeader = 'desk-signature';

/** `path` includes the query. `streamed`: the body's hash is not known yet (uploads); a later signed call names it. */
export type SignedRequest = { method: string; path: string; body: Uint8Array | 'streamed' };

export type RequestSigner = {
  /** The value of the `desk-signature` header for one request, once: a retry is signed anew. */
  sign(request: SignedRequest, nowMs: number): Promise<string>;
};

/**
 * Signs requests as RFC 9449 (DPoP) proves possession of a key: a compact JWS over method (`htm`), path with
 * query (`htu`), body digest (`dig`), time (`iat`, seconds) and a random id (`jti`). The key is read at each use: that of
 * a service may be followed by another while it runs.
 */
export function createRequestSigner(key: SigningKey): RequestSigner {
  return {
    async sign(request, nowMs) {
      const claims = {
        htm: request.method.toUpperCase(),
        htu: request.path,
        dig: bodyDigest(request.body),
        iat: Math.floor(nowMs / 1000),
        jti: randomBytes(16).toString('base64url'),
      };
      const { kid, privateKey } = key;
      return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .sign(privateKey);
    },
  };
}

/** Base64url of the body's SHA-256, or the word `streamed`. */
export function bodyDigest(body: SignedRequest['body']): string {
  return body === 'streamed' ? 'streamed' : createHash('sha256').update(body).digest('base64url');
}
