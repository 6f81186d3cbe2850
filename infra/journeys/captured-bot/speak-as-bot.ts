import {
  createContractClient,
  createFetchTransport,
  gatewayEndpoints,
  headers,
  Problem,
  type WireRequest,
} from '@desk/contract';
import { createRequestSigner, createSigningKey, loadBotKeys, type RequestSigner } from '@desk/crypto';
import { type Answer, type Client, type EndpointName, endpointNames } from './calls.table.ts';

/** Everything that a program with the bot’s keys can say to the gateway. */
export interface Voice {
  /** The bot’s keys, as the bot uses them. */
  readonly client: Client;
  /** Signs as the bot does. */
  readonly signer: RequestSigner;
  /** With a key of its own under the id of the bot’s. */
  readonly stranger: RequestSigner;
  /** Sends a request under any signature, or none. */
  send(request: WireRequest, signature: string | null): Promise<Answer>;
  /** What was asked for, through whichever of these. */
  readonly asked: ReadonlySet<EndpointName>;
}

export interface VoiceOptions {
  /** Of the gateway’s contract listener. */
  readonly baseUrl: string;
  /** The bot’s keys. */
  readonly keysDir: string;
  readonly now: () => number;
}

const callMsMax = 30_000;
const answerBytesMax = 8_000_000;

export async function speakAsBot({ baseUrl, keysDir, now }: VoiceOptions): Promise<Voice> {
  const loaded = await loadBotKeys(keysDir);
  if (loaded.kind === 'refused') throw new Error('The captured keys cannot be read.');
  const { signing } = loaded.keys;
  const signer = createRequestSigner(signing);
  const asked = new Set<EndpointName>();
  const limits = { timeoutMs: callMsMax, uploadTimeoutMs: callMsMax, answerBytesMax };
  const transport = createFetchTransport({ baseUrl, sign: (request) => signer.sign(request, now()), ...limits });
  const note = (request: Pick<WireRequest, 'method' | 'path'>) => {
    const name = endpointOf(request);
    if (name) asked.add(name);
  };
  return {
    client: createContractClient(gatewayEndpoints, (request) => {
      note(request);
      return transport(request);
    }),
    ...{ signer, asked },
    stranger: createRequestSigner(await createSigningKey(signing.kid)),
    async send(request, signature) {
      note(request);
      return sendSigned(baseUrl, request, signature);
    },
  };
}

/** What a call would send, unsent. */
export async function writeDown(call: (client: Client) => Promise<unknown>): Promise<WireRequest> {
  const written: WireRequest[] = [];
  const client = createContractClient(gatewayEndpoints, async (request) => {
    written.push(request);
    return { kind: 'unreachable', sent: 'no' };
  });
  await call(client);
  const [request] = written;
  if (!request) throw new Error('The call sent nothing.');
  if (!(request.body instanceof ReadableStream)) return request;
  // Sent more than once: a stream is read once.
  return { ...request, body: new Uint8Array(await new Response(request.body).arrayBuffer()) };
}

/** What of a request its signature covers. */
export function signedPart({ method, path, body, headers: sent }: WireRequest) {
  const isStream = sent['content-type'] === 'application/octet-stream';
  return { method, path, body: isStream ? ('streamed' as const) : (asBytes(body) ?? new Uint8Array()) };
}

async function sendSigned(baseUrl: string, request: WireRequest, signature: string | null): Promise<Answer> {
  const body = asBytes(request.body);
  const response = await fetch(new URL(request.path, baseUrl), {
    method: request.method,
    headers: { ...request.headers, ...(signature !== null && { [headers.signature]: signature }) },
    signal: AbortSignal.timeout(callMsMax),
    ...(body !== null && { body: new Uint8Array(body) }),
  });
  const text = await response.text();
  if (response.ok) return { kind: 'answered', status: response.status, body: text };
  const problem = Problem.safeParse(text === '' ? null : JSON.parse(text));
  return problem.success
    ? { kind: 'refused', problem: problem.data }
    : { kind: 'misunderstood', status: response.status };
}

function asBytes(body: WireRequest['body']): Uint8Array | null {
  return body instanceof Uint8Array ? body : null;
}

const patterns = endpointNames.map((name) => {
  const { method, path } = gatewayEndpoints[name];
  return { name, method, pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) };
});

function endpointOf({ method, path }: Pick<WireRequest, 'method' | 'path'>): EndpointName | null {
  const [bare = ''] = path.split('?');
  return patterns.find((each) => each.method === method && each.pattern.test(bare))?.name ?? null;
}
