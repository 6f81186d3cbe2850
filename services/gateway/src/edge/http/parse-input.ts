import { Readable } from 'node:stream';
import { type Endpoint, headers } from '@desk/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Refusal, refuse } from '../../use-cases/refusal.ts';

export interface ParsedInput {
  readonly kind: 'parsed';
  readonly params: Record<string, unknown> | undefined;
  readonly query: Record<string, unknown> | undefined;
  readonly body: unknown;
  /** What an idempotency digest covers; a stream's content is agreed on when it is used. */
  readonly digested: unknown;
  readonly fileName: string;
}

const fileNameCharactersMax = 255;

/** Bodies stay bytes until their signature is checked: parsing is for those who may speak. */
export function takeBodiesRaw(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
}

export function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}

export function parseInput(endpoint: Endpoint, request: FastifyRequest): ParsedInput | Refusal<'request-invalid'> {
  const params = endpoint.params?.safeParse(request.params);
  const query = endpoint.query?.safeParse(request.query);
  if (params?.success === false || query?.success === false) return refuse('request-invalid');
  const input = { kind: 'parsed', params: params?.data, query: query?.data, fileName: readFileName(request) } as const;

  if (endpoint.body === 'stream') {
    const body = streamOf(request.body);
    return body ? { ...input, body, digested: { params: input.params } } : refuse('request-invalid');
  }
  const bytes = bytesOf(request.body);
  if (endpoint.body === null) {
    const digested = { params: input.params };
    return bytes.length === 0 ? { ...input, body: undefined, digested } : refuse('request-invalid');
  }
  const body = endpoint.body.safeParse(parseJson(bytes));
  if (!body.success) return refuse('request-invalid');
  return { ...input, body: body.data, digested: { params: input.params, body: body.data } };
}

/** Giving up on it leaves the connection whole, so that a refusal still reaches a sender who is not done. */
function streamOf(body: unknown): ReadableStream<Uint8Array> | undefined {
  return body instanceof Readable ? ReadableStream.from(body.iterator({ destroyOnReturn: false })) : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function readFileName(request: FastifyRequest): string {
  const value = request.headers[headers.fileName];
  try {
    return typeof value === 'string' ? decodeURIComponent(value).slice(0, fileNameCharactersMax) : '';
  } catch {
    return '';
  }
}
