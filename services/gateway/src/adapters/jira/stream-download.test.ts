import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { TooManyCallsError } from './classify-failure.ts';
import { createDownloads } from './stream-download.ts';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}/file`;
}

const read = (content: ReadableStream<Uint8Array>) => new Response(content).text();

describe('a file on its way from Jira', () => {
  it('comes as it is, asked for with our authorisation', async () => {
    const asked: unknown[] = [];
    const url = await listen((request, response) => {
      asked.push(request.headers.authorization);
      response.end('line one');
    });
    const download = createDownloads();
    const content = await download({ url, headers: { Authorization: 'Bearer fixture' }, deadlineMs: 5_000 });
    expect(await read(content)).toBe('line one');
    expect(asked).toEqual(['Bearer fixture']);
  });

  it.each<[string, RequestListener]>([
    ['is refused', (_, response) => response.writeHead(404).end()],
    ['is elsewhere', (_, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
  ])('that %s is an error, and takes no place', async (_, listener) => {
    const url = await listen(listener);
    const download = createDownloads();
    for (let count = 0; count < 20; count += 1) {
      await expect(download({ url, headers: {}, deadlineMs: 5_000 })).rejects.not.toThrow(TooManyCallsError);
    }
  });

  it('fails its reader where Jira breaks off, and at its deadline', async () => {
    const broken = await listen((_, response) =>
      response.writeHead(200, { 'content-length': '9' }).write('half', () => response.destroy()),
    );
    const slow = await listen((_, response) => void response.writeHead(200).write('half'));
    const download = createDownloads();
    await expect(download({ url: broken, headers: {}, deadlineMs: 5_000 }).then(read)).rejects.toThrow();
    await expect(download({ url: slow, headers: {}, deadlineMs: 50 }).then(read)).rejects.toThrow();
  });

  it('is one of 16 at once; one read to its end or given up makes room', async () => {
    const url = await listen((_, response) => void response.end('content'));
    const download = createDownloads();
    const next = () => download({ url, headers: {}, deadlineMs: 5_000 });
    const open = await Promise.all(Array.from({ length: 16 }, next));
    await expect(next()).rejects.toThrow(TooManyCallsError);
    await open[0]?.cancel();
    const [second] = open.slice(1);
    expect(second && (await read(second))).toBe('content');
    open.push(await next(), await next());
    await expect(next()).rejects.toThrow(TooManyCallsError);
  });
});
