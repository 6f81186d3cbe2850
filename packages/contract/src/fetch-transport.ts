import type { Transport, WireAnswer, WireRequest } from './client.ts';
import { headers } from './headers.ts';

/** As much of `fetch` as is needed here, for a connection that is made in another way. */
export type Fetch = (
  url: URL,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly signal: AbortSignal;
    readonly redirect: 'error';
    readonly body?: Uint8Array | ReadableStream<Uint8Array>;
    readonly duplex?: 'half';
  },
) => Promise<Response>;

export interface FetchTransportOptions {
  /** Origin of the peer, without a path: `http://127.0.0.1:8090`. */
  readonly baseUrl: string;
  /** The value of the `desk-signature` header; `'streamed'` where the digest is agreed on later. */
  readonly sign: (request: { method: string; path: string; body: Uint8Array | 'streamed' }) => Promise<string>;
  /** For the whole call, files apart. */
  readonly timeoutMs: number;
  /** For a whole call that brings a file there, or back. */
  readonly uploadTimeoutMs: number;
  /** Answers are small; a larger one is cut off and counts as lost. */
  readonly answerBytesMax: number;
  readonly fetch?: Fetch | undefined;
}

/** Codes under which a connection was never made, so that nothing can have arrived. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  // Of mutual TLS: the peer did not prove who it is.
  'ERR_PEER_NOT_CONNECTED',
]);

/** Sends signed requests with `fetch`. A lost peer is an answer, never an exception. */
export function createFetchTransport(options: FetchTransportOptions): Transport {
  const fetch: Fetch = options.fetch ?? globalThis.fetch;
  return async (request) => {
    const streamed = request.body instanceof ReadableStream || request.streamed === true;
    const signature = await options.sign({
      method: request.method,
      path: request.path,
      body: signedBody(request.body),
    });
    try {
      const response = await fetch(new URL(request.path, options.baseUrl), {
        method: request.method,
        headers: { ...request.headers, [headers.signature]: signature },
        signal: AbortSignal.timeout(streamed ? options.uploadTimeoutMs : options.timeoutMs),
        redirect: 'error',
        ...(request.body === null ? {} : { body: request.body, duplex: 'half' }),
      });
      if (request.streamed && response.ok && response.body) {
        const { status, body } = response;
        return { kind: 'streaming', status, headers: Object.fromEntries(response.headers), body };
      }
      return await readAnswer(response, options.answerBytesMax);
    } catch (error) {
      return { kind: 'unreachable', sent: neverSent.has(networkCode(error)) ? 'no' : 'maybe' };
    }
  };
}

function signedBody(body: WireRequest['body']): Uint8Array | 'streamed' {
  if (body === null) return new Uint8Array();
  return body instanceof Uint8Array ? body : 'streamed';
}

async function readAnswer(response: Response, answerBytesMax: number): Promise<WireAnswer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > answerBytesMax) return { kind: 'unreachable', sent: 'maybe' };
    chunks.push(chunk);
  }
  const body = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return { kind: 'answered', status: response.status, body };
}

function networkCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
