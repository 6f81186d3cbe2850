import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createTransport, type JiraCall, type JiraCallReport, type JiraTransportOptions } from './transport.ts';

let server: Server;
let baseUrl: string;
let listener: RequestListener;
let requests: { readonly url: string | undefined; readonly headers: Record<string, unknown> }[];
let reports: JiraCallReport[];

beforeEach(async () => {
  requests = [];
  reports = [];
  server = createServer((request, response) => {
    requests.push({ url: request.url, headers: request.headers });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});

afterEach(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

function open(change: Partial<JiraTransportOptions> = {}) {
  return createTransport({
    baseUrl,
    auth: { kind: 'personal-access-token', token: 'fixture-token' },
    onCall: (report) => reports.push(report),
    ...change,
  });
}

const call = (effect: 'reads' | 'writes'): JiraCall<{ ok: boolean }> => ({
  name: 'fixture call',
  effect,
  method: 'POST',
  path: '/rest/fixture',
  body: { a: 1 },
  answer: z.object({ ok: z.boolean() }),
});

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

test('an answer is parsed, and the call is reported by its name alone', async () => {
  listener = answering(200, '{"ok":true,"more":1}');
  expect(await open().send(call('writes'))).toEqual({ kind: 'answered', value: { ok: true } });
  expect(requests[0]?.headers).toMatchObject({
    authorization: 'Bearer fixture-token',
    'x-atlassian-token': 'no-check',
    'content-type': 'application/json',
  });
  expect(reports).toEqual([
    { name: 'fixture call', outcome: 'answered', cause: null, status: null, durationMs: expect.any(Number) },
  ]);
});

const down = { kind: 'down', retryAfterMs: null };
const unknown = { kind: 'unknown' };
const refused = (reason: string) => ({ kind: 'refused', reason });

test.each([
  [400, refused('invalid'), refused('invalid')],
  [401, down, down],
  [403, refused('not-permitted'), refused('not-permitted')],
  [404, refused('not-found'), refused('not-found')],
  [405, refused('invalid'), refused('invalid')],
  [408, down, unknown],
  [409, down, down],
  [413, refused('too-large'), refused('too-large')],
  [429, down, down],
  [500, down, unknown],
  [502, down, unknown],
  [503, down, unknown],
  [504, down, unknown],
])('status %i means %j for a question and %j for a write', async (status, forReads, forWrites) => {
  listener = answering(status, '{"errorMessages":["Олена Приклад, +380500000001"]}');
  const transport = open();
  const outcomes = [await transport.send(call('reads')), await transport.send(call('writes'))];
  expect(outcomes).toEqual([forReads, forWrites]);
  expect(reports.map((report) => [report.status, report.cause])).toEqual([
    [status, 'status'],
    [status, 'status'],
  ]);
  expect(JSON.stringify([outcomes, reports])).not.toMatch(/Олена|\+380/);
});

test.each([
  ['7', 7_000],
  ['0', 0],
  ['86400', 15 * 60_000],
  ['nonsense', null],
])('a rate limit with Retry-After %s is obeyed for %s ms', async (header, retryAfterMs) => {
  listener = answering(429, '{}', { 'retry-after': header });
  expect(await open().send(call('writes'))).toEqual({ kind: 'down', retryAfterMs });
});

test.each([
  ['a page of a proxy', answering(200, '<html>', { 'content-type': 'text/html' })],
  ['JSON of another shape', answering(200, '{"ok":"yes"}')],
  ['nothing', answering(204, '')],
])('%s instead of an answer is down for a question and unknown for a write', async (_, answer) => {
  listener = answer;
  const transport = open();
  expect(await transport.send(call('reads'))).toEqual(down);
  expect(await transport.send(call('writes'))).toEqual(unknown);
  expect(reports[0]?.cause).toBe('unexpected-answer');
});

test('nothing is ever sent twice, whatever became of it', async () => {
  for (const status of [401, 429, 500, 503]) {
    listener = answering(status, '{}');
    await open().send(call('writes'));
  }
  listener = (request) => request.socket.destroy();
  await open().send(call('writes'));
  expect(requests).toHaveLength(5);
});

test('a connection that breaks is unknown for a write; one that never was is down', async () => {
  listener = (request) => request.socket.destroy();
  expect(await open().send(call('writes'))).toEqual(unknown);
  expect(await open().send(call('reads'))).toEqual(down);
  await new Promise((resolve) => server.close(resolve));
  expect(await open().send(call('writes'))).toEqual(down);
});

test('an answer that breaks off half way is unknown for a write', async () => {
  listener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"ok":', () => response.destroy());
  };
  expect(await open().send(call('writes'))).toEqual(unknown);
});

test('after its deadline a question is down and a write unknown', async () => {
  listener = () => {};
  const transport = open({ readDeadlineMs: 20, writeDeadlineMs: 20 });
  expect(await transport.send(call('reads'))).toEqual(down);
  expect(await transport.send(call('writes'))).toEqual(unknown);
  expect(reports.map((report) => report.cause)).toEqual(['deadline', 'deadline']);
});

test('calls left behind count until their sockets end; above the bound nothing is sent', async () => {
  const waiting: (() => void)[] = [];
  listener = (_, response) => void waiting.push(() => response.end());
  const transport = open({ readDeadlineMs: 200, pendingCallsMax: 2 });
  await Promise.all([transport.send(call('reads')), transport.send(call('reads'))]);
  expect(await transport.send(call('writes'))).toEqual(down);
  expect(requests).toHaveLength(2);
  expect(reports.at(-1)?.cause).toBe('too-many-calls');

  for (const end of waiting) end();
  listener = answering(200, '{"ok":true}');
  await vi.waitFor(async () => expect(await transport.send(call('reads'))).toMatchObject({ kind: 'answered' }));
});
