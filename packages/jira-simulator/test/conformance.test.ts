import { describe, expect, type TestContext, test } from 'vitest';
import { type ApiDescription, readDescription } from './api-description.ts';
import { type Answer, adf, startSite, type TestSite, textAt } from './start-site.ts';

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** What the answer must be, so that no check passes on a refusal by accident. */
  readonly status: number;
}

const files = {
  platform: 'jira-cloud-platform-v3.openapi.json',
  serviceDesk: 'jira-service-management-cloud.openapi.json',
  dataCenter: 'jira-data-center-10.3.openapi.json',
} as const;

function descriptionOrSkip(context: TestContext, file: string): ApiDescription {
  return readDescription(file) ?? context.skip(`no ${file} in ../shared/specs or API_SPECS_DIR`);
}

const internal = [{ key: 'sd.public.comment', value: { internal: true } }];
const request = {
  serviceDeskId: '1',
  requestTypeId: '11',
  raiseOnBehalfOf: 'olena',
  requestFieldValues: { summary: 'Wi-Fi' },
};

/** What a gateway says to Cloud's platform API about one issue with a comment and a file. */
function platformExchanges(key: string, commentId: string, attachmentId: string): Exchange[] {
  const api = '/rest/api/3';
  const issue = `${api}/issue/${key}`;
  const nobody = `${api}/issue/SD-404`;
  return [
    { method: 'GET', path: `${api}/serverInfo`, status: 200 },
    { method: 'GET', path: `${api}/myself`, status: 200 },
    { method: 'GET', path: `${api}/mypermissions?permissions=EDIT_ISSUES`, status: 200 },
    { method: 'GET', path: `${api}/mypermissions?permissions=FLY`, status: 400 },
    { method: 'GET', path: `${api}/priority`, status: 200 },
    { method: 'GET', path: `${api}/status`, status: 200 },
    { method: 'GET', path: `${api}/resolution`, status: 200 },
    { method: 'GET', path: `${api}/field`, status: 200 },
    { method: 'GET', path: `${api}/project/SD`, status: 200 },
    { method: 'GET', path: `${api}/project/SD/statuses`, status: 200 },
    { method: 'GET', path: `${issue}/editmeta`, status: 200 },
    { method: 'GET', path: `${api}/issueLinkType`, status: 200 },
    { method: 'GET', path: `${api}/user?accountId=iryna`, status: 200 },
    { method: 'GET', path: `${api}/user/search?query=iryna`, status: 200 },
    { method: 'GET', path: `${api}/user/assignable/search?project=SD`, status: 200 },
    { method: 'GET', path: `${issue}?expand=changelog&properties=desk`, status: 200 },
    { method: 'GET', path: nobody, status: 404 },
    {
      method: 'POST',
      path: `${api}/issue`,
      body: { fields: { project: { key: 'SD' }, issuetype: { id: '10004' }, summary: 'x' } },
      status: 201,
    },
    { method: 'POST', path: `${api}/issue`, body: { fields: {} }, status: 400 },
    {
      method: 'PUT',
      path: issue,
      body: { fields: { priority: { name: 'High' }, description: adf('More') }, update: { labels: [{ add: 'vip' }] } },
      status: 204,
    },
    { method: 'PUT', path: issue, body: { fields: { labels: ['a b'] } }, status: 400 },
    { method: 'PUT', path: `${issue}/assignee`, body: { accountId: 'iryna' }, status: 204 },
    { method: 'PUT', path: `${issue}/assignee`, body: { accountId: 'nobody' }, status: 400 },
    { method: 'GET', path: `${issue}/changelog`, status: 200 },
    {
      method: 'POST',
      path: `${issue}/comment?expand=properties`,
      body: { body: adf('Hello'), properties: internal },
      status: 201,
    },
    { method: 'GET', path: `${issue}/comment?expand=properties,renderedBody`, status: 200 },
    { method: 'GET', path: `${issue}/comment/${commentId}`, status: 200 },
    {
      method: 'PUT',
      path: `${issue}/comment/${commentId}`,
      body: { body: adf('Edited'), properties: internal },
      status: 200,
    },
    { method: 'DELETE', path: `${issue}/comment/${commentId}`, status: 204 },
    { method: 'GET', path: `${issue}/comment/1`, status: 404 },
    { method: 'PUT', path: `${issue}/properties/desk`, body: { id: 'm-1' }, status: 201 },
    { method: 'GET', path: `${issue}/properties`, status: 200 },
    { method: 'GET', path: `${issue}/properties/desk`, status: 200 },
    { method: 'DELETE', path: `${issue}/properties/desk`, status: 204 },
    { method: 'GET', path: `${issue}/transitions`, status: 200 },
    {
      method: 'POST',
      path: `${issue}/transitions`,
      body: { transition: { id: '41' }, fields: { resolution: { name: 'Done' } } },
      status: 204,
    },
    { method: 'GET', path: `${api}/attachment/${attachmentId}`, status: 200 },
    { method: 'DELETE', path: `${api}/attachment/${attachmentId}`, status: 204 },
    {
      method: 'POST',
      path: `${api}/issueLink`,
      body: { type: { name: 'Duplicate' }, inwardIssue: { key }, outwardIssue: { key: 'SD-2' } },
      status: 201,
    },
    { method: 'GET', path: `${api}/search/jql?jql=project%3DSD&fields=*all`, status: 200 },
    {
      method: 'POST',
      path: `${api}/search/jql`,
      body: { jql: 'project = SD', fields: ['summary', 'issuelinks'], maxResults: 1 },
      status: 200,
    },
    { method: 'POST', path: `${api}/search/approximate-count`, body: { jql: 'project = SD' }, status: 200 },
    { method: 'DELETE', path: issue, status: 204 },
  ];
}

function serviceDeskExchanges(key: string, commentId: string, temporaryId: string): Exchange[] {
  const root = '/rest/servicedeskapi';
  const one = `${root}/request/${key}`;
  return [
    { method: 'GET', path: `${root}/info`, status: 200 },
    { method: 'GET', path: `${root}/servicedesk`, status: 200 },
    { method: 'GET', path: `${root}/servicedesk/1`, status: 200 },
    { method: 'GET', path: `${root}/servicedesk/1/requesttype?limit=1`, status: 200 },
    { method: 'GET', path: `${root}/servicedesk/1/requesttype/11`, status: 200 },
    { method: 'GET', path: `${root}/servicedesk/1/requesttypegroup`, status: 200 },
    { method: 'GET', path: `${root}/servicedesk/1/requesttype/11/field`, status: 200 },
    { method: 'GET', path: `${root}/servicedesk/1/requesttype/99/field`, status: 404 },
    { method: 'POST', path: `${root}/request`, body: request, status: 201 },
    { method: 'POST', path: `${root}/request`, body: { ...request, raiseOnBehalfOf: 'nobody' }, status: 400 },
    { method: 'GET', path: `${root}/request?requestOwnership=ALL_REQUESTS`, status: 200 },
    { method: 'GET', path: `${one}?expand=participant,status,requestType,serviceDesk,attachment,comment`, status: 200 },
    { method: 'GET', path: `${root}/request/SD-404/status`, status: 404 },
    { method: 'GET', path: `${one}/status`, status: 200 },
    { method: 'POST', path: `${one}/participant`, body: { accountIds: ['taras'] }, status: 200 },
    { method: 'GET', path: `${one}/participant`, status: 200 },
    { method: 'DELETE', path: `${one}/participant`, body: { accountIds: ['taras'] }, status: 200 },
    { method: 'POST', path: `${one}/comment`, body: { body: 'Hello', public: true }, status: 201 },
    { method: 'GET', path: `${one}/comment`, status: 200 },
    { method: 'GET', path: `${one}/comment/${commentId}`, status: 200 },
    { method: 'GET', path: `${one}/comment?expand=attachment,renderedBody`, status: 200 },
    { method: 'GET', path: `${one}/comment/${commentId}?expand=attachment`, status: 200 },
    { method: 'GET', path: `${one}/comment/${commentId}/attachment`, status: 200 },
    {
      method: 'POST',
      path: `${one}/attachment`,
      body: { temporaryAttachmentIds: [temporaryId], public: true, additionalComment: { body: 'See' } },
      status: 201,
    },
    { method: 'GET', path: `${one}/attachment`, status: 200 },
    { method: 'GET', path: `${one}/sla`, status: 200 },
    { method: 'GET', path: `${one}/sla/2`, status: 200 },
    { method: 'GET', path: `${one}/transition`, status: 200 },
    { method: 'POST', path: `${one}/transition`, body: { id: '41' }, status: 204 },
    {
      method: 'POST',
      path: `${root}/customer`,
      body: { displayName: 'Ostap', email: 'ostap@example.invalid' },
      status: 201,
    },
    { method: 'GET', path: `${root}/servicedesk/1/customer`, status: 200 },
    { method: 'POST', path: `${root}/servicedesk/1/customer`, body: { accountIds: ['outsider'] }, status: 204 },
  ];
}

describe('the Cloud flavour holds against Atlassian’s descriptions', () => {
  test('platform API', async (context) => {
    const description = descriptionOrSkip(context, files.platform);
    await using site = await startSite('cloud', { writeLimit: { writesMax: 1_000, windowMs: 1 } });
    const key = await site.file({ description: 'text' });
    await site.file();
    const { id } = site.sim.agent('iryna').comment(key, 'Hello');
    const uploaded = await site.upload(`/rest/api/3/issue/${key}/attachments`, { 'a.png': 'x' });
    expect(description.checkAnswer('POST', `/rest/api/3/issue/${key}/attachments`, 200, uploaded.body)).toEqual([]);
    await expectConformance(site, description, platformExchanges(key, id, textAt(uploaded, 0, 'id')));
  });

  test('service desk API', async (context) => {
    const description = descriptionOrSkip(context, files.serviceDesk);
    await using site = await startSite('cloud', { writeLimit: { writesMax: 1_000, windowMs: 1 } });
    const key = await site.file({ description: 'text', priority: { name: 'High' }, labels: ['desk-1'] });
    const { id } = site.sim.agent('iryna').comment(key, 'Hello', { files: [{ filename: 'log.txt', content: 'x' }] });
    const held = await site.upload('/rest/servicedeskapi/servicedesk/1/attachTemporaryFile', { 'a.png': 'x' });
    const temporaryId = textAt(held, 'temporaryAttachments', 0, 'temporaryAttachmentId');
    await expectConformance(site, description, serviceDeskExchanges(key, id, temporaryId));
  });

  test.each([
    ['a misspelt key', { ...request, raisedOnBehalfOf: 'olena' }],
    ['a numeric id', { ...request, serviceDeskId: 1 }],
    ['field values as a list', { ...request, requestFieldValues: ['Wi-Fi'] }],
  ])('%s: what the description forbids, the simulator refuses', async (_case, body) => {
    await using site = await startSite('cloud');
    const answer = await site.call('POST', '/rest/servicedeskapi/request', body);
    expect(answer.status).toBe(400);
    const description = readDescription(files.serviceDesk);
    // Without the description the refusal alone is checked.
    expect(description?.checkRequest('POST', '/rest/servicedeskapi/request', body)).not.toEqual([]);
  });
});

test('the Data Center flavour serves described paths and takes described bodies', async (context) => {
  const description = descriptionOrSkip(context, files.dataCenter);
  await using site = await startSite('data-center');
  const key = await site.file();
  await site.file();
  const issue = `/rest/api/2/issue/${key}`;
  const exchanges: Exchange[] = [
    ...[
      'serverInfo',
      'myself',
      'mypermissions',
      'priority',
      'status',
      'resolution',
      'field',
      'project/SD',
      'issueLinkType',
    ].map((name) => ({ method: 'GET', path: `/rest/api/2/${name}`, status: 200 })),
    { method: 'GET', path: '/rest/api/2/user/search?username=iryna', status: 200 },
    { method: 'GET', path: '/rest/api/2/user/assignable/search?project=SD', status: 200 },
    { method: 'GET', path: issue, status: 200 },
    {
      method: 'PUT',
      path: issue,
      body: { fields: { summary: 'x' }, update: { labels: [{ add: 'vip' }, { remove: 'old' }] } },
      status: 204,
    },
    { method: 'PUT', path: issue, body: { fields: { priority: { name: 'High' } } }, status: 204 },
    { method: 'PUT', path: `${issue}/assignee`, body: { name: 'iryna' }, status: 204 },
    { method: 'POST', path: `${issue}/comment`, body: { body: 'Hello', properties: internal }, status: 201 },
    { method: 'GET', path: `${issue}/comment?expand=properties`, status: 200 },
    { method: 'PUT', path: `${issue}/properties/desk`, body: { id: 1 }, status: 201 },
    { method: 'GET', path: `${issue}/transitions`, status: 200 },
    { method: 'POST', path: `${issue}/transitions`, body: { transition: { id: '41' } }, status: 204 },
    {
      method: 'POST',
      path: '/rest/api/2/issueLink',
      body: { type: { name: 'Relates' }, inwardIssue: { key }, outwardIssue: { key: 'SD-2' } },
      status: 201,
    },
    { method: 'GET', path: '/rest/api/2/search?jql=project%3DSD', status: 200 },
    {
      method: 'POST',
      path: '/rest/api/2/search',
      body: { jql: 'project = SD', startAt: 0, maxResults: 1, fields: ['summary'] },
      status: 200,
    },
  ];
  for (const { method, path, body, status } of exchanges) {
    expect((await site.call(method, path, body)).status, `${method} ${path}`).toBe(status);
    // This file leaves out the `/rest` of every path; its answers' schemas are generated and unreliable.
    const described = pathOf(path).replace('/rest', '');
    expect(description.findPath(method, described), `${method} ${described}`).toBeDefined();
    const known = description.requestKeys(method, described);
    if (body !== undefined && known.length > 0)
      expect(known).toEqual(expect.arrayContaining(Object.keys(Object(body))));
  }
});

async function expectConformance(
  site: TestSite,
  description: ApiDescription,
  exchanges: readonly Exchange[],
): Promise<void> {
  for (const { method, path, body, status } of exchanges) {
    const answer: Answer = await site.call(method, path, body);
    const name = `${method} ${path}`;
    expect(answer.status, `${name}: ${JSON.stringify(answer.body)}`).toBe(status);
    expect(description.findPath(method, pathOf(path)), name).toBeDefined();
    if (body !== undefined) expect(description.checkRequest(method, pathOf(path), body), `${name} request`).toEqual([]);
    expect(description.checkAnswer(method, pathOf(path), status, answer.body), `${name} answer`).toEqual([]);
  }
}

function pathOf(path: string): string {
  return path.split('?', 1)[0] ?? path;
}
