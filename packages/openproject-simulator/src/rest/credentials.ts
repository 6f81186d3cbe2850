import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { SimulatorConfig } from '../simulator-options.ts';

/** Who may call the API: the API key, as Basic or Bearer, and the access tokens given out here. */
export interface Credentials {
  isKnown(authorization: string | undefined): boolean;
  /** Null where the application is not this one. */
  issue(clientId: string, clientSecret: string): { readonly token: string; readonly livesSeconds: number } | null;
  /** What was given out counts no more. */
  revokeAll(): void;
}

const tokensMax = 1_000;

export function openCredentials({ apiKey, oauth }: SimulatorConfig, now: () => number): Credentials {
  const tokens = new Map<string, number>();

  return {
    isKnown(authorization = '') {
      const [scheme = '', value = ''] = authorization.split(' ');
      if (scheme.toLowerCase() === 'basic') {
        return equal(Buffer.from(value, 'base64').toString(), `apikey:${apiKey}`);
      }
      if (scheme.toLowerCase() !== 'bearer') return false;
      return equal(value, apiKey) || (tokens.get(value) ?? 0) > now();
    },
    issue(clientId, clientSecret) {
      if (!oauth || !equal(clientId, oauth.clientId) || !equal(clientSecret, oauth.clientSecret)) return null;
      const token = randomBytes(24).toString('base64url');
      const [oldest] = tokens.keys();
      if (tokens.size >= tokensMax && oldest !== undefined) tokens.delete(oldest);
      tokens.set(token, now() + oauth.tokenLivesSeconds * 1000);
      return { token, livesSeconds: oauth.tokenLivesSeconds };
    },
    revokeAll: () => tokens.clear(),
  };
}

function equal(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
