import type { GatewayKeys } from '@desk/crypto';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { SessionTokens, SessionTokenVerdict } from '../../ports/credentials.ts';

const tokenLivesMs = 10 * 60_000;
/** The two zones' clocks may differ; the session's row has the last word in any case. */
const clockToleranceSeconds = 60;
const issuer = 'desk-gateway';
const audience = 'desk-bot';
const algorithm = 'EdDSA';

/** JWTs signed with the gateway's token key, as it is at each use; keys of earlier rotations still verify. */
export function createSessionTokens(keys: GatewayKeys['tokens']): SessionTokens {
  return {
    async issue({ sessionId, employeeId }, now) {
      const expiresAt = now + tokenLivesMs;
      const { kid, privateKey } = keys.current;
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: algorithm, kid })
        .setSubject(employeeId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(Math.floor(now / 1000))
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(privateKey);
      return { token, expiresAt };
    },

    async read(token, now) {
      try {
        const { payload } = await jwtVerify(token, ({ kid }) => keyOf(keys.publicKeys, kid), {
          algorithms: [algorithm],
          issuer,
          audience,
          currentDate: new Date(now),
          clockTolerance: clockToleranceSeconds,
        });
        return verdictOn('valid', payload);
      } catch (error) {
        // The time is judged last: such a token is genuine in everything else, and still says whose it was.
        return error instanceof errors.JWTExpired ? verdictOn('expired', error.payload) : { kind: 'refused' };
      }
    },
  };
}

function keyOf(publicKeys: GatewayKeys['tokens']['publicKeys'], kid: string | undefined) {
  const key = kid === undefined ? undefined : publicKeys.get(kid);
  if (!key) throw new Error('The token names no key of ours.');
  return key;
}

function verdictOn(kind: 'valid' | 'expired', { sub, sid }: JWTPayload): SessionTokenVerdict {
  if (typeof sub !== 'string' || typeof sid !== 'string') return { kind: 'refused' };
  return { kind, claims: { sessionId: sid, employeeId: sub } };
}
