import type { FastifyRequest } from 'fastify';

export interface RecordedRequest {
  /** Epoch ms. */
  readonly at: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  /** Parsed JSON; absent for files and requests that were not read. */
  readonly body: unknown;
  /** Without the credentials. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** What was answered, `null` when the connection broke instead. */
  readonly status: number | null;
}

export interface RequestLog {
  record(request: RecordedRequest): void;
  /** The last requests, oldest first. */
  list(): readonly RecordedRequest[];
  listen(listener: (request: RecordedRequest) => void): () => void;
}

const requestsMax = 2_000;

export function openRequestLog(): RequestLog {
  const requests: RecordedRequest[] = [];
  const listeners = new Set<(request: RecordedRequest) => void>();
  return {
    record(request) {
      requests.push(request);
      if (requests.length > requestsMax) requests.shift();
      for (const listener of [...listeners]) listener(request);
    },
    list: () => [...requests],
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What is kept of a request that was answered so, or, with `status` null, whose connection broke instead. */
export function recordOf(
  request: FastifyRequest,
  { at, status }: Pick<RecordedRequest, 'at' | 'status'>,
): RecordedRequest {
  const { authorization: _, cookie: __, ...headers } = request.headers;
  const url = new URL(request.url, 'http://tracker.invalid');
  return {
    at,
    method: request.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: headers['content-type']?.startsWith('multipart/') ? undefined : request.body,
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    status,
  };
}
