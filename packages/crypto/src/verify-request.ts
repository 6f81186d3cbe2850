import { type CryptoKey, compactVerify, decodeProtectedHeader } from 'jose';
import type { ReplayTable } from './replay-table.ts';
import { bodyDigest, type SignedRequest } from './sign-request.ts';

export type RequestRefusal =
  | 'missing'
  | 'malformed'
  | 'unknown-key'
  | 'bad-signature'
  | 'wrong-method'
  | 'wrong-path'
  | 'wrong-body'
  | 'expired'
  | 'not-yet-valid'
  | 'replayed'
  | 'replay-table-full';

export type RequestVerdict = { kind: 'verified'; kid: string } | { kind: 'refused'; reason: RequestRefusal };

export type RequestToVerify = SignedRequest & { header: string | undefined };

export type RequestVerifier = { verify(request: RequestToVerify, nowMs: number): Promise<RequestVerdict> };

export type RequestVerifierOptions = {
  publicKeys: ReadonlyMap<string, CryptoKey>;
  replays: ReplayTable;
  /** How old a request may be. */
  maxAgeMs?: number;
  /** How far the two clocks may be apart, in either direction. */
  skewMs?: number;
};

type Claims = { htm: string; htu: string; dig: string; iat: number; jti: string };

const headerCharactersMax = 8192;
const requestIdPattern = /^[A-Za-z0-9_-]{16,64}$/;

/**
 * Accepts a request once, within its time, from a known key. What the reason says is for our log and audit; the
 * caller is told no more than *not accepted*. The replay table is asked last, so that only genuine requests fill it.
 */
export function createRequestVerifier(options: RequestVerifierOptions): RequestVerifier {
  const { publicKeys, replays, maxAgeMs = 60_000, skewMs = 5_000 } = options;

  return {
    async verify(request, nowMs) {
      const opened = await openSignature(request.header, publicKeys);
      if (opened.kind === 'refused') return opened;
      const { kid, claims } = opened;

      const reason = mismatch(claims, request) ?? outsideItsTime(claims, nowMs, maxAgeMs, skewMs);
      if (reason) return { kind: 'refused', reason };

      const expiresAtMs = claims.iat * 1000 + maxAgeMs + skewMs + 1;
      const memory = await replays.remember(`${kid}:${claims.jti}`, expiresAtMs, nowMs);
      if (memory === 'seen') return { kind: 'refused', reason: 'replayed' };
      if (memory === 'full') return { kind: 'refused', reason: 'replay-table-full' };
      return { kind: 'verified', kid };
    },
  };
}

async function openSignature(header: string | undefined, publicKeys: ReadonlyMap<string, CryptoKey>) {
  if (header === undefined || header === '') return refused('missing');
  const kid = keyIdOf(header);
  if (kid === undefined) return refused('malformed');
  const publicKey = publicKeys.get(kid);
  if (!publicKey) return refused('unknown-key');
  const payload = await verifiedPayload(header, publicKey);
  if (!payload) return refused('bad-signature');
  const claims = parseClaims(payload);
  return claims ? { kind: 'opened' as const, kid, claims } : refused('malformed');
}

async function verifiedPayload(header: string, publicKey: CryptoKey): Promise<Uint8Array | undefined> {
  try {
    return (await compactVerify(header, publicKey, { algorithms: ['EdDSA'] })).payload;
  } catch {
    return undefined;
  }
}

function keyIdOf(header: string): string | undefined {
  if (header.length > headerCharactersMax || !isCanonical(header)) return undefined;
  try {
    const { kid } = decodeProtectedHeader(header);
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}

/** The last character of a base64url signature has spare bits that decoding ignores: one signature, one spelling. */
function isCanonical(header: string): boolean {
  const signature = header.slice(header.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

function parseClaims(payload: Uint8Array): Claims | undefined {
  try {
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return isClaims(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

function isClaims(value: unknown): value is Claims {
  if (typeof value !== 'object' || value === null) return false;
  const { htm, htu, dig, iat, jti } = value as Partial<Record<keyof Claims, unknown>>;
  const words = [htm, htu, dig].every((claim) => typeof claim === 'string');
  return words && Number.isSafeInteger(iat) && typeof jti === 'string' && requestIdPattern.test(jti);
}

function mismatch(claims: Claims, request: SignedRequest): RequestRefusal | undefined {
  if (claims.htm !== request.method.toUpperCase()) return 'wrong-method';
  if (claims.htu !== request.path) return 'wrong-path';
  if (claims.dig !== bodyDigest(request.body)) return 'wrong-body';
  return undefined;
}

function outsideItsTime(claims: Claims, nowMs: number, maxAgeMs: number, skewMs: number): RequestRefusal | undefined {
  const ageMs = nowMs - claims.iat * 1000;
  if (ageMs > maxAgeMs + skewMs) return 'expired';
  if (ageMs < -skewMs) return 'not-yet-valid';
  return undefined;
}

function refused(reason: RequestRefusal) {
  return { kind: 'refused' as const, reason };
}
