import { describe, expect, test } from 'vitest';
import { flavours, startSite } from '../../../test/start-site.ts';

const path = '/rest/servicedeskapi/request';

describe.each(flavours)('participants on %s', (flavour) => {
  const named = (...ids: string[]) => (flavour === 'cloud' ? { accountIds: ids } : { usernames: ids });
  const misnamed = (...ids: string[]) => (flavour === 'cloud' ? { usernames: ids } : { accountIds: ids });

  test('they are added once, seen in the request, and removed', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const one = `${path}/${key}/participant`;
    await site.call('POST', one, named('taras'));
    const answer = await site.call('POST', one, named('taras', 'iryna'));
    const both = { size: 2, values: [site.person('taras'), site.person('iryna')] };
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(both);
    expect((await site.call('GET', one)).body).toMatchObject(both);
    expect((await site.call('GET', `${path}/${key}?expand=participant`)).body).toMatchObject({ participants: both });
    expect((await site.call('DELETE', one, named('taras'))).body).toMatchObject({
      size: 1,
      values: [site.person('iryna')],
    });
    expect((await site.call('DELETE', one, named('taras'))).status).toBe(200);
  });

  test.each([
    ['somebody the desk does not know as a customer', named('outsider'), 400],
    ['somebody unknown', named('nobody'), 400],
    ['nobody at all', named(), 400],
    ['the other flavour’s name', misnamed('taras'), 400],
    ['a misspelt key', { people: ['taras'] }, 400],
  ])('%s is refused, and nobody is added', async (_case, body, status) => {
    await using site = await startSite(flavour);
    const key = await site.file();
    expect((await site.call('POST', `${path}/${key}/participant`, body)).status).toBe(status);
    expect(site.sim.issue(key)?.participants).toEqual([]);
  });

  test('an unknown request answers 404', async () => {
    await using site = await startSite(flavour);
    for (const method of ['POST', 'DELETE']) {
      expect((await site.call(method, `${path}/SD-9/participant`, named('taras'))).status).toBe(404);
    }
  });

  test('a request has at most 100', async () => {
    const crowd = Array.from({ length: 101 }, (_, index) => `person-${index}`);
    const people = crowd.map((id) => ({
      ...{ accountId: id, name: id, displayName: id, role: 'customer' as const },
      emailAddress: `${id}@example.invalid`,
    }));
    await using site = await startSite(flavour, { people });
    const { key } = site.sim.agent('person-0').createIssue({ summary: 'x' });
    const one = `${path}/${key}/participant`;
    expect((await site.call('POST', one, named(...crowd.slice(0, 100)))).status).toBe(200);
    expect((await site.call('POST', one, named('person-100'))).status).toBe(400);
    expect(site.sim.issue(key)?.participants).toHaveLength(100);
  });
});
