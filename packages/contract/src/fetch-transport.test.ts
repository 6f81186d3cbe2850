import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createFetchTransport } from './index.ts';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.closeAllConnections();
});

describe('the transport', () => {
  it('signs method, path and body, and returns what was answered', async () => {
    const seen: { signature: unknown; body: string }[] = [];
    const baseUrl = await listen(async (request, response) => {
      seen.push({ signature: request.headers['desk-signature'], body: await bodyOf(request) });
      response.writeHead(201).end('{"a":1}');
    });
    const answer = await transportTo(baseUrl)({
      method: 'POST',
      path: '/v1/things?x=1',
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode('{"b":2}'),
    });
    expect(answer).toEqual({ kind: 'answered', status: 201, body: new TextEncoder().encode('{"a":1}') });
    expect(seen).toEqual([{ signature: 'POST /v1/things?x=1 7', body: '{"b":2}' }]);
  });

  it('streams a body whose digest is agreed on later', async () => {
    const seen: string[] = [];
    const baseUrl = await listen(async (request, response) => {
      seen.push(String(request.headers['desk-signature']), await bodyOf(request));
      response.writeHead(201).end();
    });
    const body = new Blob(['first ', 'second']).stream();
    await transportTo(baseUrl)({ method: 'PUT', path: '/v1/uploads/1', headers: {}, body });
    expect(seen).toEqual(['PUT /v1/uploads/1 streamed', 'first second']);
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const server = createServer();
    const baseUrl = await started(server);
    await new Promise((done) => server.close(done));
    expect(await transportTo(baseUrl)(get)).toEqual({ kind: 'unreachable', sent: 'no' });
  });

  it.each<[string, RequestListener]>([
    ['never answers', () => {}],
    [
      'hangs up half-way',
      (_, response) => response.writeHead(200, { 'content-length': '9' }).write('half', () => response.destroy()),
    ],
    ['answers too much', (_, response) => response.end('x'.repeat(2000))],
    ['redirects', (_, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
  ])('leaves the outcome open when the peer %s', async (_, listener) => {
    const hurried = transportTo(await listen(listener), { timeoutMs: 150 });
    expect(await hurried(get)).toEqual({ kind: 'unreachable', sent: 'maybe' });
  });
});

const get = { method: 'GET', path: '/v1/service', headers: {}, body: null } as const;

function transportTo(baseUrl: string, { timeoutMs = 5_000 } = {}) {
  return createFetchTransport({
    baseUrl,
    sign: async ({ method, path, body }) => `${method} ${path} ${body === 'streamed' ? body : body.length}`,
    timeoutMs,
    uploadTimeoutMs: 5000,
    answerBytesMax: 1000,
  });
}

async function listen(listener: RequestListener): Promise<string> {
  return started(createServer(listener));
}

async function started(server: Server): Promise<string> {
  running.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

async function bodyOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
