import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Stands before several processes of one service and passes each request to the next of them that listens. */
export interface Spreader {
  readonly url: string;
  /** From now on to these, for instance `http://127.0.0.1:8081`. */
  leadTo(urls: readonly string[]): void;
  close(): Promise<void>;
}

export async function spreadWebhooks(): Promise<Spreader> {
  let targets: readonly string[] = [];
  let passed = 0;
  const server = createServer((request, response) => {
    const from = passed % Math.max(1, targets.length);
    passed += 1;
    void passOn(request, response, [...targets.slice(from), ...targets.slice(0, from)]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = addressOf(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo(urls) {
      targets = urls;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** 502 where nobody answers: whoever sent it tries again. */
async function passOn(request: IncomingMessage, response: ServerResponse, targets: readonly string[]): Promise<void> {
  try {
    const { method = 'POST' } = request;
    const body = await buffer(request);
    const headers = readHeaders(request);
    const answer = await ask(request.url ?? '/', targets, { method, headers, ...(body.length > 0 && { body }) });
    response.writeHead(answer.status, headersFrom(answer));
    response.end(Buffer.from(await answer.arrayBuffer()));
  } catch {
    response.writeHead(502).end();
  }
}

/** Past those where nobody listens: they cannot have heard anything. */
async function ask(path: string, [target, ...others]: readonly string[], init: RequestInit): Promise<Response> {
  if (target === undefined) throw new Error('There is nobody to pass it to.');
  try {
    return await fetch(new URL(path, target), init);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED')) throw error;
    return ask(path, others, init);
  }
}

function headersFrom({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !ofThisHop.has(name) && name !== 'content-encoding'));
}

const ofThisHop = new Set(['connection', 'host', 'content-length', 'transfer-encoding', 'keep-alive']);

function readHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !ofThisHop.has(name) ? [[name, value]] : [],
    ),
  );
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The spreader has no port.');
  return address;
}
