import { createServer, type RequestListener } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { probeHttp } from './probe-http.ts';

const bearerToken = 'fixture-token';
const page = { people: [{ employeeId: 'e-1' }], nextCursor: null };
let close = async () => {};

afterEach(() => close());

interface Endpoint {
  readonly stranger?: number;
  readonly status?: number;
  readonly body?: string;
  readonly type?: string;
  readonly etag?: string | null;
  readonly repeated?: number;
}

/** An endpoint that keeps to the description, but for what is said. */
async function open(endpoint: Endpoint): Promise<string> {
  const { stranger = 401, status = 200, body = JSON.stringify(page), type = 'application/json' } = endpoint;
  const { etag = '"1"', repeated = 304 } = endpoint;
  const answer: RequestListener = (request, response) => {
    if (request.headers.authorization !== `Bearer ${bearerToken}`) return void response.writeHead(stranger).end();
    if (request.headers['if-none-match'] === etag) return void response.writeHead(repeated).end();
    response.writeHead(status, { 'content-type': type, ...(etag !== null && { etag }) }).end(body);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/people`;
}

it('finds nothing at an endpoint that keeps to the description', async () => {
  expect(await probeHttp({ url: await open({}), bearerToken })).toEqual([]);
});

it.each<[string, Endpoint, 'wrong' | 'note', RegExp]>([
  ['lets anybody read', { stranger: 200 }, 'wrong', /without a token is answered 200/],
  ['leads somewhere else', { status: 302, etag: null }, 'wrong', /DIRECTORY_TOKEN is answered 302/],
  ['refuses the token', { status: 403, etag: null }, 'wrong', /DIRECTORY_TOKEN is answered 403/],
  ['answers with a list', { body: '[]' }, 'wrong', /another shape \(the page\)/],
  ['forgets the cursor', { body: '{"people":[]}' }, 'wrong', /another shape \(nextCursor\)/],
  ['answers with no JSON', { body: '<html>' }, 'wrong', /another shape/],
  ['does not say that it is JSON', { type: 'text/plain' }, 'note', /does not say that it is JSON/],
  ['ignores the limit', { body: '{"people":[1,2,3],"nextCursor":null}' }, 'note', /more people than limit=2/],
  ['has no ETag', { etag: null }, 'note', /no ETag/],
  ['ignores its own ETag', { repeated: 200 }, 'note', /same ETag is answered 200/],
])('says so of one that %s', async (_, endpoint, weight, what) => {
  const found = await probeHttp({ url: await open(endpoint), bearerToken });
  expect(found).toEqual([{ weight, what: expect.stringMatching(what), remedy: expect.stringMatching(/^\S.{10,}\.$/) }]);
});

it('says so of one that is not there, or does not answer in time', async () => {
  const gone = [{ weight: 'wrong', what: 'the endpoint does not answer', remedy: expect.any(String) }];
  expect(await probeHttp({ url: 'http://127.0.0.1:1/people', bearerToken })).toEqual(gone);
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  expect(await probeHttp({ url, bearerToken, requestDeadlineMs: 50 })).toEqual(gone);
});
