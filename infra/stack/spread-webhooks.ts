import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Stands before several processes of one service and passes each request to the next of them. */
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
    const target = targets[passed % Math.max(1, targets.length)];
    passed += 1;
    void passOn(request, response, target);
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
async function passOn(request: IncomingMessage, response: ServerResponse, target: string | undefined): Promise<void> {
  try {
    if (target === undefined) throw new Error('There is nobody to pass it to.');
    const answer = await fetch(new URL(request.url ?? '/', target), {
      method: request.method ?? 'POST',
      headers: readHeaders(request),
      body: await buffer(request),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  } catch {
    response.writeHead(502).end();
  }
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
