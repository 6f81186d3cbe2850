import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createContractClient,
  createFetchTransport,
  gatewayEndpoints,
  problem,
  readStreamedFile,
  writeFileHeaders,
} from './index.ts';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const file = { name: 'звіт.txt', mime: 'text/plain', bytes: 7 };

async function readFrom(listener: RequestListener, withinMs = 10_000) {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const transport = createFetchTransport({
    baseUrl: `http://127.0.0.1:${address.port}`,
    sign: async () => 'signed',
    timeoutMs: 5_000,
    uploadTimeoutMs: withinMs,
    answerBytesMax: 1_000,
  });
  const client = createContractClient(gatewayEndpoints, transport);
  return client.readFile({ params: { number: 'SD-1', fileId: '7' }, token: 't' });
}

describe('a file as an answer', () => {
  it('comes as a stream, with its name, type and size', async () => {
    const answer = await readFrom((_, response) => response.writeHead(200, writeFileHeaders(file)).end('content'));
    expect(answer).toMatchObject({ kind: 'answered', status: 200, body: file });
    expect(answer.kind === 'answered' && (await new Response(answer.body.content).text())).toBe('content');
  });

  it('may be refused like anything else', async () => {
    const refused = problem('not-found', 'There is no such thing.');
    const answer = await readFrom((_, response) => response.writeHead(404).end(JSON.stringify(refused)));
    expect(answer).toMatchObject({ kind: 'refused', problem: { code: 'not-found' } });
  });

  it.each<[string, Record<string, string>]>([
    ['without a name', { 'content-length': '7' }],
    ['with a name that cannot be read', { ...writeFileHeaders(file), 'desk-file-name': '%E0%A4' }],
    ['beyond its bound', { ...writeFileHeaders(file), 'content-length': String(20 * 1024 * 1024 + 1) }],
  ])('is misunderstood %s', async (_, headers) => {
    const answer = await readFrom((_request, response) => response.writeHead(200, headers).write('content'));
    expect(answer).toEqual({ kind: 'misunderstood', status: 200 });
  });

  it.each<[string, number, RequestListener]>([
    [
      'ends early',
      10_000,
      (_, response) => response.writeHead(200, writeFileHeaders(file)).write('half', () => response.destroy()),
    ],
    ['does not end', 1_500, (_, response) => void response.writeHead(200, writeFileHeaders(file)).write('half')],
  ])('fails its reader where it %s', async (_, withinMs, listener) => {
    const answer = await readFrom(listener, withinMs);
    if (answer.kind !== 'answered') throw new Error(answer.kind);
    await expect(new Response(answer.body.content).text()).rejects.toThrow();
  });

  it('fails its reader where more comes than was said', async () => {
    const headers = writeFileHeaders({ ...file, bytes: 3 });
    const read = readStreamedFile({ headers, body: new Blob(['content']).stream() });
    await expect(new Response(read?.content).text()).rejects.toThrow();
  });

  it('names a type only where it looks like one', () => {
    expect(writeFileHeaders({ ...file, mime: 'text/html\r\nx: y' })['content-type']).toBe('application/octet-stream');
  });
});
