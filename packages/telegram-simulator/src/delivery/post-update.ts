import http from 'node:http';
import https from 'node:https';
import type { Clock } from '../clock.ts';
import type { PostOutcome, PostUpdate } from './webhook-sender.ts';

const ANSWER_WITHIN_MS = 60_000;
const REPLY_BYTES_MAX = 256 * 1024;

export interface PostUpdateOptions {
  clock: Clock;
  url: URL;
  secretToken: string | undefined;
  /** PEM; the only authority trusted when given. */
  certificate: string | undefined;
  connectionsMax: number;
}

/** Posts updates over kept-alive connections. `destroy` closes them. */
export function createUpdatePoster(options: PostUpdateOptions): { post: PostUpdate; destroy: () => void } {
  const secure = options.url.protocol === 'https:';
  const agentOptions = { keepAlive: true, maxSockets: options.connectionsMax, maxFreeSockets: options.connectionsMax };
  const agent = secure
    ? new https.Agent({ ...agentOptions, ...(options.certificate ? { ca: options.certificate } : {}) })
    : new http.Agent(agentOptions);

  return { post: (json) => postOnce(options, secure ? https : http, agent, json), destroy: () => agent.destroy() };
}

function postOnce(
  { clock, url, secretToken }: PostUpdateOptions,
  transport: Pick<typeof http, 'request'>,
  agent: http.Agent,
  json: string,
): Promise<PostOutcome> {
  return new Promise((resolve) => {
    const body = Buffer.from(json);
    const request = transport.request(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': body.byteLength,
        'accept-encoding': 'gzip, deflate',
        ...(secretToken ? { 'x-telegram-bot-api-secret-token': secretToken } : {}),
      },
    });
    const cancel = clock.setTimer(() => request.destroy(new Error('Read timeout expired')), ANSWER_WITHIN_MS);
    const finish = (outcome: PostOutcome) => {
      cancel();
      resolve(outcome);
    };
    request.on('response', (response) => readReply(response, finish));
    request.on('error', (error) => finish({ kind: 'failed', reason: error.message || 'Connection failed' }));
    request.end(body);
  });
}

function readReply(response: http.IncomingMessage, finish: (outcome: PostOutcome) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size <= REPLY_BYTES_MAX) chunks.push(chunk);
  });
  response.on('error', (error) => finish({ kind: 'failed', reason: error.message }));
  response.on('end', () => {
    const status = response.statusCode ?? 0;
    if (status >= 200 && status <= 299) {
      finish({ kind: 'accepted', reply: size <= REPLY_BYTES_MAX ? parseReply(Buffer.concat(chunks)) : undefined });
      return;
    }
    const retryAfterMs = retryAfter(response.headers['retry-after']);
    const reason = `Wrong response from the webhook: ${status} ${response.statusMessage ?? ''}`.trimEnd();
    finish({ kind: 'failed', reason, ...(retryAfterMs ? { retryAfterMs } : {}) });
  });
}

/** A webhook may answer with a method call of its own. */
function parseReply(body: Buffer): unknown {
  if (body[0] !== 0x7b) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function retryAfter(header: string | undefined): number | undefined {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
