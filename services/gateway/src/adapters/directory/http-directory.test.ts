import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHttpDirectory, type HttpDirectoryOptions } from './http-directory.ts';
import type { DirectoryProblem } from './person-row.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const hourMs = 3_600_000;
const person = (id: number, change = {}) => ({
  employeeId: `e-${id}`,
  displayName: `Employee ${id}`,
  phones: [`+38050000000${id}`],
  active: true,
  ...change,
});

let server: Server;
let url: string;
let requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
let script: Answer[];
let now: number;
let problems: DirectoryProblem[];
let failures: string[];

beforeEach(async () => {
  requests = [];
  script = [];
  problems = [];
  failures = [];
  now = 1_000_000;
  server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    const answer = script.shift();
    if (answer) answer(request, response);
    else response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/people`;
});

afterEach(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

function json(body: unknown, headers: Record<string, string> = {}): Answer {
  return (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function status(code: number, headers: Record<string, string> = {}): Answer {
  return (_, response) => void response.writeHead(code, headers).end();
}

function open(change: Partial<HttpDirectoryOptions> = {}) {
  return createHttpDirectory({
    url,
    bearerToken: 'fixture-token',
    defaultCountry: 'UA',
    now: () => now,
    onProblems: (found) => problems.push(...found),
    onUnavailable: (reason) => failures.push(reason),
    ...change,
    limits: { retryDelayMs: 1, ...change.limits },
  });
}

test('pages are read by cursor with the bearer token, until there is none', async () => {
  script = [
    json({ people: [person(1)], nextCursor: 'b & c' }),
    json({ people: [person(2)], nextCursor: 'd' }),
    json({ people: [person(3)], nextCursor: null }),
  ];
  const directory = open({ limits: { pageLimit: 1 } });
  await directory.refresh();

  expect(await directory.findByPhone('+380500000003')).toMatchObject({ kind: 'one', entry: { employeeId: 'e-3' } });
  expect(requests.map((request) => request.path)).toEqual([
    '/people?limit=1',
    '/people?limit=1&cursor=b+%26+c',
    '/people?limit=1&cursor=d',
  ]);
  expect(requests.every((request) => request.headers.authorization === 'Bearer fixture-token')).toBe(true);
});

test('a list that did not change is confirmed without being read again', async () => {
  script = [json({ people: [person(1)], nextCursor: null }, { etag: '"v1"' }), status(304)];
  const directory = open();
  await directory.refresh();
  now += hourMs;
  await directory.refresh();

  expect(requests.map((request) => request.headers['if-none-match'])).toEqual([undefined, '"v1"']);
  expect(directory.snapshotAt()).toBe(now);
  expect(await directory.findById('e-1')).toMatchObject({ kind: 'found' });
});

test('a page that fails is asked for again, three times in all', async () => {
  script = [status(503), status(500), json({ people: [person(1)], nextCursor: null })];
  const directory = open();
  await directory.refresh();
  expect(await directory.findById('e-1')).toMatchObject({ kind: 'found' });

  script = [status(503), status(503), status(503), json({ people: [], nextCursor: null })];
  await directory.refresh();
  expect(requests).toHaveLength(6);
  expect(failures).toEqual(['The directory answered 503.']);
  expect(await directory.findById('e-1')).toMatchObject({ kind: 'found' });
});

test.each([
  ['a refusal', status(401), 'The directory answered 401.'],
  ['a rate limit', status(429), 'The directory answered 429.'],
  ['another shape', json({ users: [] }), 'The directory answered with a page of another shape.'],
  [
    'no JSON',
    (_: IncomingMessage, response: ServerResponse) => void response.end('<html>'),
    'The directory did not answer in JSON.',
  ],
])('%s is not asked for again before the next reading', async (_, answer, reason) => {
  script = [answer, json({ people: [person(1)], nextCursor: null })];
  const directory = open();
  await directory.refresh();
  expect(requests).toHaveLength(1);
  expect(failures).toEqual([reason]);
  expect(await directory.findById('e-1')).toEqual({ kind: 'down' });
});

test.each([
  [
    'a page above its bound',
    { pageBytesMax: 200 },
    [json({ people: [1, 2, 3, 4].map((id) => person(id)), nextCursor: null })],
  ],
  [
    'more pages than the bound',
    { pagesMax: 2 },
    [json({ people: [], nextCursor: 'a' }), json({ people: [], nextCursor: 'b' })],
  ],
  ['a repeated cursor', {}, [json({ people: [], nextCursor: 'a' }), json({ people: [], nextCursor: 'a' })]],
  [
    'a redirect',
    { attemptsMax: 1 },
    [status(302, { location: 'http://127.0.0.1:1/' }), json({ people: [], nextCursor: null })],
  ],
  ['an endpoint that never answers', { attemptsMax: 1, requestDeadlineMs: 20 }, [() => {}]],
])('%s ends the reading and keeps the snapshot', async (_, limits, answers) => {
  script = [json({ people: [person(9)], nextCursor: null })];
  const directory = open({ limits });
  await directory.refresh();
  script = [...answers];
  await directory.refresh();
  expect(failures).toHaveLength(1);
  expect(await directory.findById('e-9')).toMatchObject({ kind: 'found' });
});

test('wrong items are named by page and place, and the others are kept', async () => {
  script = [
    json({ people: [person(1), { employeeId: 'e-2' }], nextCursor: 'next' }),
    json({ people: [person(3, { phones: ['nonsense'], extra: 1 })], nextCursor: null }),
  ];
  const directory = open();
  await directory.refresh();
  expect(problems.map(({ where, field }) => [where, field])).toEqual([
    ['page 1, item 2', 'displayName'],
    ['page 1, item 2', 'active'],
    ['page 2, item 1', 'phones'],
  ]);
  expect(await directory.findById('e-3')).toMatchObject({ kind: 'found', entry: { phones: [] } });
});

test('the last snapshot counts for an hour, to the millisecond', async () => {
  script = [json({ people: [person(1)], nextCursor: null })];
  const directory = open();
  await directory.refresh();
  now += hourMs;
  expect(await directory.findById('e-1')).toMatchObject({ kind: 'found' });
  now += 1;
  expect(await directory.findById('e-1')).toEqual({ kind: 'down' });
});

test('it reads in the background, sooner after a failure, and not after its stop', async () => {
  const planned: { readonly run: () => void; readonly delayMs: number; calledOff: boolean }[] = [];
  script = [json({ people: [person(1)], nextCursor: null }), status(401), json({ people: [], nextCursor: null })];
  const directory = open({
    refreshEveryMs: 300_000,
    refreshAfterFailureMs: 30_000,
    runLater(run, delayMs) {
      const plan = { run, delayMs, calledOff: false };
      planned.push(plan);
      return () => {
        plan.calledOff = true;
      };
    },
  });

  await directory.start();
  for (const readings of [2, 3]) {
    planned.at(-1)?.run();
    await vi.waitFor(() => expect(planned).toHaveLength(readings));
  }
  await directory.stop();
  expect(planned.map((plan) => plan.delayMs)).toEqual([300_000, 30_000, 300_000]);
  expect(planned.at(-1)?.calledOff).toBe(true);
  expect(requests).toHaveLength(3);
});

test('whoever asks during the first reading waits for it', async () => {
  script = [json({ people: [person(1)], nextCursor: null })];
  const directory = open();
  const started = directory.start();
  expect(await directory.findById('e-1')).toMatchObject({ kind: 'found' });
  await started;
  await directory.stop();
});

test('a stop ends a reading that hangs, without calling it a failure', async () => {
  script = [() => {}];
  const directory = open();
  const started = directory.start();
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  await directory.stop();
  await started;
  expect(failures).toEqual([]);
});
