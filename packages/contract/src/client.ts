import type { AnswerOf, BodyOf, Endpoint, EndpointTable, ParamsOf, QueryOf } from './endpoint.ts';
import { contractVersion, headers } from './headers.ts';
import { Problem } from './problem.ts';
import { readStreamedFile } from './streamed-file.ts';

/** One request on the wire, ready to be signed and sent. */
export interface WireRequest {
  readonly method: Endpoint['method'];
  /** Path with query, as signed. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | ReadableStream<Uint8Array> | null;
  /** A success is a file: it is handed on as a stream. */
  readonly streamed?: true;
}

export type WireAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Uint8Array }
  | {
      readonly kind: 'streaming';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: ReadableStream<Uint8Array>;
    }
  /** `sent: 'no'`: surely not received; `'maybe'`: the outcome is unknown. */
  | { readonly kind: 'unreachable'; readonly sent: 'no' | 'maybe' };

/** Signs, sends, and never throws for a network's sake. */
export type Transport = (request: WireRequest) => Promise<WireAnswer>;

export interface CallOptions<E extends Endpoint> {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
  readonly token?: string;
  readonly grant?: string;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal, a lost peer and an answer that breaks the contract are three different things. */
export type CallOutcome<E extends Endpoint> =
  | ({ readonly kind: 'answered' } & AnswerOf<E>)
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable'; readonly sent: 'no' | 'maybe' }
  | { readonly kind: 'misunderstood'; readonly status: number };

export type ContractClient<T extends EndpointTable> = {
  readonly [K in keyof T]: (options: CallOptions<T[K]>) => Promise<CallOutcome<T[K]>>;
};

/** A typed client for a table; `transport` does the signing and the network. */
export function createContractClient<T extends EndpointTable>(table: T, transport: Transport): ContractClient<T> {
  const calls = Object.entries(table).map(([name, endpoint]) => [
    name,
    async (options: CallOptions<Endpoint>) => readAnswer(endpoint, await transport(writeRequest(endpoint, options))),
  ]);
  return Object.fromEntries(calls) as ContractClient<T>;
}

function writeRequest(endpoint: Endpoint, options: CallOptions<Endpoint>): WireRequest {
  const wireHeaders: Record<string, string> = { ...options.headers, [headers.contract]: contractVersion };
  if (options.token) wireHeaders[headers.session] = options.token;
  if (options.grant) wireHeaders[headers.grant] = options.grant;
  if (options.idempotencyKey) wireHeaders[headers.idempotencyKey] = options.idempotencyKey;

  let body: WireRequest['body'] = null;
  if (endpoint.body === 'stream') {
    wireHeaders['content-type'] = 'application/octet-stream';
    body = (options.body as ReadableStream<Uint8Array> | undefined) ?? null;
  } else if (endpoint.body) {
    wireHeaders['content-type'] = 'application/json';
    body = new TextEncoder().encode(JSON.stringify(endpoint.body.parse(options.body)));
  }
  const request = { method: endpoint.method, path: writePath(endpoint, options), headers: wireHeaders, body };
  return Object.values(endpoint.answers).includes('stream') ? { ...request, streamed: true } : request;
}

function writePath(endpoint: Endpoint, options: CallOptions<Endpoint>): string {
  const params = endpoint.params?.parse(options.params) ?? {};
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(endpoint.query?.parse(options.query ?? {}) ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

function readAnswer(endpoint: Endpoint, answer: WireAnswer): CallOutcome<Endpoint> {
  if (answer.kind === 'unreachable') return answer;
  const { status } = answer;
  const schema = endpoint.answers[status];
  if (answer.kind === 'streaming') return readStreamedAnswer(schema, answer);
  if (schema === 'stream') return { kind: 'misunderstood', status };
  const json = parseJson(answer.body);
  if (schema) {
    const parsed = schema.safeParse(json);
    return parsed.success ? { kind: 'answered', status, body: parsed.data } : { kind: 'misunderstood', status };
  }
  const problem = Problem.safeParse(json);
  return problem.success ? { kind: 'refused', problem: problem.data } : { kind: 'misunderstood', status };
}

type StreamingAnswer = Extract<WireAnswer, { kind: 'streaming' }>;

function readStreamedAnswer(schema: unknown, answer: StreamingAnswer): CallOutcome<Endpoint> {
  const { status } = answer;
  const file = schema === 'stream' ? readStreamedFile(answer) : null;
  if (file) return { kind: 'answered', status, body: file };
  void answer.body.cancel().catch(() => {});
  return { kind: 'misunderstood', status };
}

function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
