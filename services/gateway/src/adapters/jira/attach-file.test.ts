import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aTrackerMap } from '../../../test/fixtures/tracker-map.ts';
import type { TrackerFile } from '../../ports/tracker.ts';
import { attachFile } from './attach-file.ts';
import type { JiraContext } from './context.ts';
import { flavours } from './flavour.ts';
import { createTransport } from './transport.ts';

type Upload = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let context: JiraContext;
let upload: Upload;
let paths: string[];

beforeEach(async () => {
  paths = [];
  server = createServer((request, response) => {
    paths.push(request.url ?? '');
    if (request.url?.endsWith('/attachTemporaryFile')) upload(request, response);
    else request.resume().on('end', () => answer(response, {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const transport = createTransport({ baseUrl, auth: { kind: 'personal-access-token', token: 'fixture-token' } });
  context = { transport, flavour: flavours['data-center'], map: aTrackerMap(), baseUrl };
});

afterEach(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

function answer(response: ServerResponse, body: unknown): void {
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const held = { temporaryAttachments: [{ temporaryAttachmentId: 'temp1', fileName: 'x' }] };

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function aFile(name: string, content: string, bytes = Buffer.byteLength(content)): TrackerFile {
  return { name, bytes, open: () => new Blob([content]).stream() };
}

test('one part named file, with its declared length, its type and a name that cannot leave its header', async () => {
  let body = '';
  let headers: IncomingMessage['headers'] = {};
  upload = async (request, response) => {
    headers = request.headers;
    const received = await bytesOf(request);
    expect(headers['content-length']).toBe(String(received.byteLength));
    body = received.toString('utf8');
    answer(response, held);
  };
  const name = 'звіт "1"\r\nX-Injected: yes/..\\a.pdf';
  expect(await attachFile(context, '10', 'SD-1', aFile(name, 'words'))).toEqual({ kind: 'attached' });

  const boundary = /boundary=(\S+)$/.exec(headers['content-type'] ?? '')?.[1];
  expect(headers).toMatchObject({ 'x-atlassian-token': 'no-check', 'x-experimentalapi': 'opt-in' });
  expect(body).toBe(
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="file"; filename="звіт _1___X-Injected: yes_.._a.pdf"',
      'Content-Type: application/pdf',
      '',
      'words',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
  expect(paths).toEqual([
    '/rest/servicedeskapi/servicedesk/10/attachTemporaryFile',
    '/rest/servicedeskapi/request/SD-1/attachment',
  ]);
});

/** The bytes in buffers that somebody still holds. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // The first collection frees buffers beside the program; the second waits for it.
  collect();
  collect();
  return process.memoryUsage().arrayBuffers;
}

test('a large file is read only as fast as Jira takes it, and never held whole', async () => {
  const mega = 1024 * 1024;
  const bytes = 64 * mega;
  let given = 0;
  let taken = 0;
  let behindMax = 0;
  let heldMax = 0;
  let measureAt = 16 * mega;
  const heldBefore = heldBytes();
  upload = async (request, response) => {
    for await (const part of request) {
      taken += part.length;
      behindMax = Math.max(behindMax, given - taken);
      if (taken < measureAt) continue;
      measureAt += 16 * mega;
      heldMax = Math.max(heldMax, heldBytes() - heldBefore);
    }
    answer(response, held);
  };
  const file: TrackerFile = {
    name: 'video.mp4',
    bytes,
    open: () =>
      new ReadableStream({
        pull(controller) {
          if (given === bytes) return controller.close();
          given += mega / 16;
          controller.enqueue(new Uint8Array(mega / 16));
        },
      }),
  };
  expect(await attachFile(context, '10', 'SD-1', file)).toEqual({ kind: 'attached' });
  expect(measureAt).toBeGreaterThan(bytes);
  // What lies between the two is the sockets' buffers: a fraction of the file.
  expect(behindMax).toBeLessThan(16 * mega);
  expect(heldMax).toBeLessThan(16 * mega);
});

test.each([
  ['shorter', 6],
  ['longer', 4],
])('a file %s than it said is not attached', async (_, bytes) => {
  upload = (request, response) =>
    void request
      .on('error', () => {})
      .resume()
      .on('end', () => answer(response, held));
  expect(await attachFile(context, '10', 'SD-1', aFile('a.txt', 'words', bytes))).toEqual({
    kind: 'refused',
    reason: 'invalid',
  });
  expect(paths).not.toContain('/rest/servicedeskapi/request/SD-1/attachment');
});

test('a file that cannot be read any more is refused, since trying again would not help', async () => {
  upload = (request) => void request.on('error', () => {}).resume();
  const file: TrackerFile = {
    name: 'a.txt',
    bytes: 5,
    open: () => new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) }),
  };
  expect(await attachFile(context, '10', 'SD-1', file)).toEqual({ kind: 'refused', reason: 'invalid' });
});

test('an upload that Jira refuses as too large is refused, and one it breaks off is down', async () => {
  upload = (request, response) => void request.resume().on('end', () => response.writeHead(413).end());
  expect(await attachFile(context, '10', 'SD-1', aFile('a.txt', 'words'))).toEqual({
    kind: 'refused',
    reason: 'too-large',
  });
  upload = (request) => void request.socket.destroy();
  expect(await attachFile(context, '10', 'SD-1', aFile('a.txt', 'words'))).toEqual({
    kind: 'down',
    retryAfterMs: null,
  });
});

test('past its deadline the upload is broken off and its file closed', async () => {
  const closed = vi.fn<() => void>();
  upload = (request) => void request.on('error', () => {});
  const hasty: JiraContext = {
    ...context,
    transport: {
      ...context.transport,
      upload: (file) => context.transport.upload({ ...file, deadlineMs: 50 }),
    },
  };
  const chunk = new Uint8Array(1024 * 1024);
  const file: TrackerFile = {
    name: 'video.mp4',
    bytes: 1024 * 1024 * 1024,
    open: () => new ReadableStream({ pull: (controller) => controller.enqueue(chunk), cancel: closed }),
  };
  expect(await attachFile(hasty, '10', 'SD-1', file)).toEqual({ kind: 'down', retryAfterMs: null });
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
});

test('an upload is limited like any other call, and follows no redirect', async () => {
  upload = (request, response) =>
    void request.resume().on('end', () => response.writeHead(429, { 'retry-after': '3' }).end());
  expect(await attachFile(context, '10', 'SD-1', aFile('a.txt', 'words'))).toEqual({
    kind: 'down',
    retryAfterMs: 3_000,
  });
  upload = (request, response) =>
    void request.resume().on('end', () => response.writeHead(302, { location: '/login' }).end());
  expect(await attachFile(context, '10', 'SD-1', aFile('a.txt', 'words'))).toEqual({
    kind: 'down',
    retryAfterMs: null,
  });
  expect(paths).toHaveLength(2);
});
