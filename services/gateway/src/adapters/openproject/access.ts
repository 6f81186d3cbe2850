import * as oauth from 'oauth4webapi';

/** A service account's proof: its API key, or an OAuth application that acts as it. Read at each use: it may be renewed. */
export type OpenProjectAuth =
  | { readonly kind: 'api-key'; readonly apiKey: string }
  | { readonly kind: 'client-credentials'; readonly clientId: string; readonly clientSecret: string };

/** Where the header of each request comes from. */
export interface Access {
  /** Null: no token could be had, and nothing was asked of OpenProject's API. */
  authorization(): Promise<string | null>;
  /** The token was not taken: the next one is fetched anew. False where there is only the one key. */
  renew(): boolean;
}

export interface AccessOptions {
  readonly baseUrl: string;
  readonly auth: OpenProjectAuth;
  readonly now: () => number;
}

const tokenDeadlineMs = 10_000;
/** A token is not used in the last minute of its life. */
const marginMs = 60_000;
const livesSecondsUsual = 600;

export function createAccess(options: AccessOptions): Access {
  const { auth } = options;
  if (auth.kind === 'api-key') {
    const header = () => `Basic ${Buffer.from(`apikey:${auth.apiKey}`).toString('base64')}`;
    return { authorization: async () => header(), renew: () => false };
  }
  return createTokenAccess(options, auth);
}

interface Token {
  readonly header: string;
  readonly countsUntil: number;
}

/** One request for a token at a time, whoever waits for it. */
function createTokenAccess(
  { baseUrl, now }: AccessOptions,
  auth: Extract<OpenProjectAuth, { kind: 'client-credentials' }>,
): Access {
  let known: Token | null = null;
  let fetching: Promise<Token | null> | null = null;

  async function fetchToken(): Promise<Token | null> {
    try {
      const answer = await requestToken(baseUrl, auth);
      const livesMs = (answer.expires_in ?? livesSecondsUsual) * 1000;
      known = {
        header: `Bearer ${answer.access_token}`,
        countsUntil: now() + livesMs - Math.min(marginMs, livesMs / 2),
      };
    } catch {
      known = null;
    } finally {
      fetching = null;
    }
    return known;
  }

  return {
    async authorization() {
      if (known && now() < known.countsUntil) return known.header;
      fetching ??= fetchToken();
      return (await fetching)?.header ?? null;
    },
    renew() {
      known = null;
      return true;
    },
  };
}

async function requestToken(
  baseUrl: string,
  { clientId, clientSecret }: Extract<OpenProjectAuth, { kind: 'client-credentials' }>,
): Promise<oauth.TokenEndpointResponse> {
  const server: oauth.AuthorizationServer = { issuer: baseUrl, token_endpoint: `${baseUrl}/oauth/token` };
  const client: oauth.Client = { client_id: clientId };
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.ClientSecretPost(clientSecret),
    { scope: 'api_v3' },
    {
      signal: AbortSignal.timeout(tokenDeadlineMs),
      // An OpenProject on the same host, or behind a proxy of its own, may be reached without TLS.
      [oauth.allowInsecureRequests]: baseUrl.startsWith('http://'),
    },
  );
  return oauth.processClientCredentialsResponse(server, client, response);
}
