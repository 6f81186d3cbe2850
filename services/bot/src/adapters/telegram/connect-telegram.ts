import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

export interface TelegramAddress {
  /** `https://api.telegram.org`, a local Bot API server, or a simulator. */
  readonly apiRoot: string;
  /** The only way out, where there is no other: a proxy for HTTP. TLS stays between Telegram and us. */
  readonly egressProxy?: string | null;
}

const socketsMax = 64;

/** Connections to the Bot API that are kept alive, also towards a plain-http server on our own network. */
export function connectTelegram({ apiRoot, egressProxy = null }: TelegramAddress): HttpAgent {
  const pool = { keepAlive: true, maxSockets: socketsMax };
  // An empty one: what the environment of the process says of proxies is not for Telegram.
  const proxyEnv = egressProxy === null ? {} : { HTTP_PROXY: egressProxy, HTTPS_PROXY: egressProxy };
  return apiRoot.startsWith('http://') ? new HttpAgent({ ...pool, proxyEnv }) : new HttpsAgent({ ...pool, proxyEnv });
}
