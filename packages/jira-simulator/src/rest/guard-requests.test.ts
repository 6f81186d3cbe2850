import { describe, expect, test } from 'vitest';
import { adf, authorization, flavours, startSite } from '../../test/start-site.ts';

describe.each(flavours)('credentials on %s', (flavour) => {
  test('none and wrong ones answer 401 in the shape of the API asked', async () => {
    await using site = await startSite(flavour);
    const wrong = flavour === 'cloud' ? 'Bearer data-center-token' : 'Basic d3Jvbmc6d3Jvbmc=';
    for (const credentials of ['', wrong]) {
      const platform = await site.call('GET', `${site.api}/myself`, undefined, { authorization: credentials });
      expect(platform.status).toBe(401);
      expect(platform.body).toEqual({
        errorMessages: ['Client must be authenticated to access this resource.'],
        errors: {},
      });
      const desk = await site.call('GET', '/rest/servicedeskapi/servicedesk', undefined, {
        authorization: credentials,
      });
      expect(desk.status).toBe(401);
      expect(desk.body).toMatchObject({ errorMessage: 'Client must be authenticated to access this resource.' });
    }
  });

  test('unknown paths, malformed JSON and other media types are refused in Jira’s shape', async () => {
    await using site = await startSite(flavour);
    const shape = { errorMessages: [expect.any(String)], errors: {} };
    expect(await site.call('GET', `${site.api}/nonsense`)).toMatchObject({ status: 404, body: shape });
    const send = async (contentType: string, body: string) => {
      const headers = { authorization: authorization[flavour], 'content-type': contentType };
      const response = await fetch(`${site.sim.baseUrl}${site.api}/issue`, { method: 'POST', headers, body });
      return { status: response.status, body: await response.json() };
    };
    expect(await send('application/json', '{')).toEqual({ status: 400, body: shape });
    expect(await send('application/xml', '<issue/>')).toEqual({ status: 415, body: shape });
    expect(await send('application/json', `"${'a'.repeat(1024 * 1024)}"`)).toEqual({ status: 413, body: shape });
  });
});

describe.each(flavours)('faults on %s', (flavour) => {
  test('429 carries Retry-After and is spent after its times', async () => {
    await using site = await startSite(flavour);
    site.sim.faults.add({ kind: '429', retryAfterSeconds: 7, times: 2 });
    for (let count = 0; count < 2; count += 1) {
      const answer = await site.call('GET', `${site.api}/myself`);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
    }
    expect((await site.call('GET', `${site.api}/myself`)).status).toBe(200);
  });

  test('503 hits only the method and path it names, always until cleared', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    site.sim.faults.add({ kind: '503', method: 'put', path: /\/assignee$/, times: 'always' });
    for (let count = 0; count < 2; count += 1) {
      expect((await site.call('PUT', `${site.api}/issue/${key}/assignee`, site.person('iryna'))).status).toBe(503);
    }
    expect((await site.call('PUT', `${site.api}/issue/${key}`, { fields: {} })).status).toBe(204);
    site.sim.faults.clear();
    expect((await site.call('PUT', `${site.api}/issue/${key}/assignee`, site.person('iryna'))).status).toBe(204);
  });

  test('timeout-before-commit breaks the connection and nothing has happened', async () => {
    await using site = await startSite(flavour);
    site.sim.faults.add({ kind: 'timeout-before-commit', path: '/rest/servicedeskapi/request', times: 1 });
    await expect(site.file()).rejects.toThrow('fetch failed');
    expect(site.sim.issues()).toEqual([]);
    expect(site.sim.requests().at(-1)).toMatchObject({ status: null, method: 'POST' });
  });

  test('timeout-after-commit breaks the connection though it has happened', async () => {
    await using site = await startSite(flavour);
    site.sim.faults.add({ kind: 'timeout-after-commit', path: '/rest/servicedeskapi/request', times: 1 });
    await expect(site.file()).rejects.toThrow('fetch failed');
    expect(site.sim.issues()).toHaveLength(1);
    expect(site.sim.requests().at(-1)).toMatchObject({ status: null, method: 'POST', body: { requestTypeId: '11' } });
  });

  test('a hanging fault ends when the caller gives up', async () => {
    await using site = await startSite(flavour);
    site.sim.faults.add({ kind: 'timeout-before-commit', hangMs: 60_000, times: 1 });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${site.sim.baseUrl}${site.api}/myself`, { signal })).rejects.toThrow('timeout');
  });
});

describe.each(flavours)('outages on %s', (flavour) => {
  test('down refuses connections, up answers on the same port with the same state', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    site.sim.down();
    await expect(site.call('GET', `${site.api}/myself`)).rejects.toThrow('fetch failed');
    const refused = await site.call('GET', `${site.api}/myself`).catch((error: Error) => error.cause);
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    await site.sim.up();
    expect((await site.call('GET', `${site.api}/issue/${key}`)).status).toBe(200);
  });

  test('down with 503 answers so under /rest and leaves the board alone', async () => {
    await using site = await startSite(flavour);
    site.sim.down('503');
    expect((await site.call('GET', `${site.api}/myself`)).status).toBe(503);
    expect((await site.call('GET', '/rest/servicedeskapi/info')).body).toHaveProperty('errorMessage');
    expect((await site.call('GET', '/board/api/site')).status).toBe(200);
    await site.sim.up();
    expect((await site.call('GET', `${site.api}/myself`)).status).toBe(200);
  });

  test('a site can be closed while it is down', async () => {
    const site = await startSite(flavour);
    site.sim.down();
    await site.sim.close();
    await expect(site.call('GET', `${site.api}/myself`)).rejects.toThrow('fetch failed');
  });
});

describe('the write limit', () => {
  const comment = { body: adf('Hello') };

  test('Cloud answers 429 to the 21st write to one issue within 2 s, and recovers', async () => {
    await using site = await startSite('cloud');
    const key = await site.file();
    const other = await site.file();
    const path = `/rest/api/3/issue/${key}/comment`;
    for (let count = 0; count < 20; count += 1) expect((await site.call('POST', path, comment)).status).toBe(201);
    const answer = await site.call('POST', path, comment);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
    expect(
      (await site.call('POST', `/rest/servicedeskapi/request/${key}/comment`, { body: 'x', public: true })).status,
    ).toBe(429);
    expect((await site.call('GET', path)).status).toBe(200);
    expect((await site.call('POST', `/rest/api/3/issue/${other}/comment`, comment)).status).toBe(201);
    site.clock.at += 2_000;
    expect((await site.call('POST', path, comment)).status).toBe(201);
  });

  test('Data Center has none', async () => {
    await using site = await startSite('data-center', { writeLimit: { writesMax: 1, windowMs: 1_000 } });
    const key = await site.file();
    for (let count = 0; count < 3; count += 1) {
      expect((await site.call('POST', `/rest/api/2/issue/${key}/comment`, { body: 'x' })).status).toBe(201);
    }
  });
});

test('requests are recorded without credentials, and listeners hear them', async () => {
  await using site = await startSite('cloud');
  const heard: string[] = [];
  const stop = site.sim.onRequest(({ method, path, status }) => heard.push(`${method} ${path} ${status}`));
  const key = await site.file();
  await site.call('GET', `/rest/api/3/issue/${key}?fields=summary`);
  stop();
  await site.call('GET', '/rest/api/3/myself');
  expect(heard).toEqual(['POST /rest/servicedeskapi/request 201', `GET /rest/api/3/issue/${key} 200`]);
  expect(site.sim.requests()).toHaveLength(3);
  expect(site.sim.requests()[1]).toMatchObject({ query: { fields: 'summary' }, body: undefined });
  expect(site.sim.requests()[0]).toMatchObject({
    body: { serviceDeskId: '1' },
    headers: { 'content-type': 'application/json' },
  });
  expect(JSON.stringify(site.sim.requests())).not.toContain('Basic ');
});
