import { describe, expect, test } from 'vitest';
import { adf, flavours, startSite, valueAt } from '../../../test/start-site.ts';

const path = '/rest/servicedeskapi/request';
const deskError = {
  errorMessage: expect.any(String),
  i18nErrorMessage: { i18nKey: expect.any(String), parameters: [] },
};

describe.each(flavours)('customer requests on %s', (flavour) => {
  test('a request is raised on behalf of a customer, with all its fields', async () => {
    await using site = await startSite(flavour);
    const answer = await site.call('POST', path, {
      serviceDeskId: '1',
      requestTypeId: '11',
      raiseOnBehalfOf: 'olena',
      requestParticipants: ['taras'],
      requestFieldValues: {
        summary: 'Wi-Fi is gone',
        description: 'Third floor\nsince lunch',
        priority: { name: 'High' },
        labels: ['desk-7'],
        customfield_10050: '3.14',
      },
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      issueKey: 'SD-1',
      requestTypeId: '11',
      serviceDeskId: '1',
      reporter: site.person('olena'),
      currentStatus: { status: 'New', statusCategory: 'NEW' },
      createdDate: { epochMillis: site.clock.at, iso8601: '2026-11-20T11:00:00+0200' },
    });
    expect(site.sim.issue('SD-1')).toMatchObject({
      description: 'Third floor\nsince lunch',
      reporter: { id: 'olena' },
      participants: [{ id: 'taras' }],
      priority: 'High',
      labels: ['desk-7'],
      customFields: { customfield_10050: '3.14' },
      requestTypeName: 'Internet problems',
    });
  });

  test('the customer may be named by e-mail; without one the service account raises it', async () => {
    await using site = await startSite(flavour);
    const body = { serviceDeskId: '1', requestTypeId: '11', requestFieldValues: { summary: 'x' } };
    await site.call('POST', path, { ...body, raiseOnBehalfOf: 'Olena@example.invalid' });
    await site.call('POST', path, body);
    expect(site.sim.issues().map(({ reporter }) => reporter.displayName)).toEqual(['Olena Koval', 'Service account']);
  });

  test('a request type with choices takes them by id', async () => {
    await using site = await startSite(flavour);
    const requestFieldValues = { summary: 'Printer', customfield_10060: { id: '2' } };
    const answer = await site.call('POST', path, { serviceDeskId: '1', requestTypeId: '12', requestFieldValues });
    expect(valueAt(answer, 'requestFieldValues')).toContainEqual({
      fieldId: 'customfield_10060',
      label: 'Building',
      value: { id: '2', value: 'Library' },
    });
  });

  const good = { serviceDeskId: '1', requestTypeId: '11', requestFieldValues: { summary: 'x' } };
  test.each([
    ['an unknown service desk', { ...good, serviceDeskId: '2' }, 404],
    ['an unknown request type', { ...good, requestTypeId: '99' }, 400],
    ['a numeric service desk id', { ...good, serviceDeskId: 1 }, 400],
    ['a numeric request type id', { ...good, requestTypeId: 11 }, 400],
    ['a misspelt key', { ...good, raisedOnBehalfOf: 'olena' }, 400],
    ['an unknown customer', { ...good, raiseOnBehalfOf: 'nobody' }, 400],
    ['a person without access to the desk', { ...good, raiseOnBehalfOf: 'outsider' }, 400],
    ['a participant without access to the desk', { ...good, requestParticipants: ['outsider'] }, 400],
    ['a required field missing', { ...good, requestFieldValues: {} }, 400],
    ['a required field empty', { ...good, requestFieldValues: { summary: '' } }, 400],
    [
      'a field of another request type',
      { ...good, requestFieldValues: { summary: 'x', customfield_10060: { id: '1' } } },
      400,
    ],
    ['a label with a space', { ...good, requestFieldValues: { summary: 'x', labels: ['a b'] } }, 400],
    [
      'a priority of another scheme',
      { ...good, requestFieldValues: { summary: 'x', priority: { name: 'Critical' } } },
      400,
    ],
    ['an unknown temporary file', { ...good, requestFieldValues: { summary: 'x', attachment: ['temp1'] } }, 400],
    [
      'a document where text is expected',
      { ...good, requestFieldValues: { summary: 'x', description: adf('x') } },
      400,
    ],
  ])('%s is refused in the service desk’s shape, and nothing is created', async (_case, body, status) => {
    await using site = await startSite(flavour);
    const answer = await site.call('POST', path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual(deskError);
    expect(site.sim.issues()).toEqual([]);
  });

  test('a request is read with what is expanded', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    site.sim.agent('iryna').comment(key, 'Public');
    site.sim.agent('iryna').comment(key, 'Internal', { public: false });
    const plain = await site.call('GET', `${path}/${key}`);
    expect(plain.body).not.toHaveProperty('comments');
    const expanded = await site.call(
      'GET',
      `${path}/${key}?expand=participant,status,requestType,serviceDesk,comment,attachment`,
    );
    expect(expanded.body).toMatchObject({
      requestType: { name: 'Internet problems' },
      serviceDesk: { projectKey: 'SD' },
      participants: { size: 0 },
      comments: { size: 1, values: [{ body: 'Public', public: true }] },
    });
  });

  test('an issue without a request type is no request', async () => {
    await using site = await startSite(flavour);
    site.sim.agent('iryna').createIssue({ summary: 'Internal work', requestTypeId: null });
    for (const suffix of ['', '/status', '/transition', '/participant', '/comment', '/attachment', '/sla']) {
      const answer = await site.call('GET', `${path}/SD-1${suffix}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(deskError);
    }
  });

  test('the list shows one’s own by default, and filters', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    await site.file();
    site.sim.agent('iryna').transition(key, 'Closed');
    const list = async (query: string) => valueAt(await site.call('GET', `${path}?${query}`), 'size');
    expect(await list('')).toBe(0);
    expect(await list('requestOwnership=ALL_REQUESTS')).toBe(2);
    expect(await list('requestOwnership=ALL_REQUESTS&requestStatus=OPEN_REQUESTS')).toBe(1);
    expect(await list('requestOwnership=ALL_REQUESTS&requestTypeId=12')).toBe(0);
    expect(await list('requestOwnership=ALL_REQUESTS&searchTerm=wi-fi&limit=1')).toBe(1);
    expect((await site.call('GET', `${path}?requestStatus=SOME`)).status).toBe(400);
  });

  test('the status history is newest first', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    site.clock.at += 60_000;
    site.sim.agent('iryna').transition(key, 'In Progress');
    const answer = await site.call('GET', `${path}/${key}/status`);
    expect(answer.body).toMatchObject({
      values: [{ status: 'In Progress', statusCategory: 'INDETERMINATE' }, { status: 'New' }],
    });
  });

  test('transitions are offered and taken', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const offered = await site.call('GET', `${path}/${key}/transition`);
    expect(offered.body).toMatchObject({ values: expect.arrayContaining([{ id: '41', name: 'Resolve' }]) });
    expect((await site.call('POST', `${path}/${key}/transition`, { id: '41' })).status).toBe(204);
    expect((await site.call('POST', `${path}/${key}/transition`, { id: '41' })).status).toBe(400);
    expect((await site.call('POST', `${path}/SD-9/transition`, { id: '41' })).status).toBe(404);
    expect(site.sim.issue(key)?.status).toBe('Resolved');
  });
});
