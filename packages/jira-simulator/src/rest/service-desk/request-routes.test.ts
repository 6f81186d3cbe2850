import { describe, expect, test } from 'vitest';
import { adf, flavours, startSite, textAt, valueAt } from '../../../test/start-site.ts';

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

  test('the two promises run, stand still for the customer, stop and are broken', async () => {
    await using site = await startSite(flavour);
    const key = await site.file({ priority: { name: 'Highest' } });
    const measures = async () => (await site.call('GET', `${path}/${key}/sla`)).body;
    const minutes = (count: number) => ({ millis: count * 60_000 });
    site.clock.at += 20 * 60_000;
    expect(await measures()).toMatchObject({
      values: [
        {
          name: 'Time to first response',
          ongoingCycle: { breached: true, remainingTime: minutes(-5) },
          completedCycles: [],
        },
        { name: 'Time to resolution', ongoingCycle: { breached: false, paused: false, elapsedTime: minutes(20) } },
      ],
    });
    site.sim.agent('iryna').comment(key, 'Which floor?');
    site.sim.agent('iryna').transition(key, 'Waiting for customer');
    site.clock.at += 60 * 60_000;
    expect(await measures()).toMatchObject({
      values: [
        { completedCycles: [{ breached: true, elapsedTime: minutes(20), stopTime: {} }] },
        { ongoingCycle: { paused: true, elapsedTime: minutes(20) } },
      ],
    });
    site.sim.agent('iryna').transition(key, 'Resolved');
    site.clock.at += 60 * 60_000;
    expect(await measures()).toMatchObject({
      values: [{}, { completedCycles: [{ breached: false, elapsedTime: minutes(20) }] }],
    });
  });

  test('participants are added once and removed', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const body = flavour === 'cloud' ? { accountIds: ['taras'] } : { usernames: ['taras'] };
    await site.call('POST', `${path}/${key}/participant`, body);
    const answer = await site.call('POST', `${path}/${key}/participant`, body);
    expect(answer.body).toMatchObject({ size: 1, values: [site.person('taras')] });
    expect((await site.call('GET', `${path}/${key}/participant`)).body).toMatchObject({ size: 1 });
    expect((await site.call('POST', `${path}/${key}/participant`, { accountIds: ['outsider'] })).status).toBe(400);
    expect((await site.call('POST', `${path}/SD-9/participant`, body)).status).toBe(404);
    expect((await site.call('DELETE', `${path}/${key}/participant`, body)).body).toMatchObject({ size: 0 });
  });

  test('comments are public or internal, and filtered so', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    expect((await site.call('POST', `${path}/${key}/comment`, { body: 'Hello', public: true })).status).toBe(201);
    const internal = await site.call('POST', `${path}/${key}/comment`, { body: 'Psst', public: false });
    expect(internal.body).toMatchObject({ public: false, body: 'Psst' });
    expect(valueAt(await site.call('GET', `${path}/${key}/comment?internal=false`), 'values', 0, 'body')).toBe('Hello');
    expect(valueAt(await site.call('GET', `${path}/${key}/comment?public=false`), 'values', 0, 'body')).toBe('Psst');
    const id = textAt(internal, 'id');
    expect((await site.call('GET', `${path}/${key}/comment/${id}`)).body).toMatchObject({ body: 'Psst' });
    expect((await site.call('GET', `${path}/${key}/comment/1`)).status).toBe(404);
    expect((await site.call('POST', `${path}/${key}/comment`, { body: '', public: true })).status).toBe(400);
    expect((await site.call('POST', `${path}/SD-9/comment`, { body: 'x', public: true })).status).toBe(404);
  });
});

describe.each(flavours)('temporary files on %s', (flavour) => {
  const upload = '/rest/servicedeskapi/servicedesk/1/attachTemporaryFile';

  test('files are uploaded, then attached with a public comment that names them', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const held = await site.upload(upload, { 'photo.png': 'png', 'log.txt': 'log' });
    expect(held.status).toBe(201);
    const temporaryAttachmentIds = [0, 1].map((index) =>
      textAt(held, 'temporaryAttachments', index, 'temporaryAttachmentId'),
    );
    const body = { temporaryAttachmentIds, public: true, additionalComment: { body: 'See here' } };
    const attached = await site.call('POST', `${path}/${key}/attachment`, body);
    expect(attached.status).toBe(201);
    expect(attached.body).toMatchObject({
      attachments: { size: 2, values: [{ filename: 'photo.png' }, { filename: 'log.txt' }] },
      comment: { public: true, body: 'See here\n[^photo.png]\n[^log.txt]' },
    });
    expect((await site.call('GET', `${path}/${key}/attachment`)).body).toMatchObject({ size: 2 });
    // A file is attached once.
    expect((await site.call('POST', `${path}/${key}/attachment`, body)).status).toBe(400);
  });

  test('a request is raised with its files at once', async () => {
    await using site = await startSite(flavour);
    const held = await site.upload(upload, { 'log.txt': 'log' });
    const key = await site.file({ attachment: [textAt(held, 'temporaryAttachments', 0, 'temporaryAttachmentId')] });
    expect(site.sim.issue(key)?.attachments).toMatchObject([
      { filename: 'log.txt', public: true, author: { id: 'olena' } },
    ]);
  });

  test('a file nobody calls public stays internal', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const held = await site.upload(upload, { 'log.txt': 'log' });
    const temporaryAttachmentIds = [textAt(held, 'temporaryAttachments', 0, 'temporaryAttachmentId')];
    await site.call('POST', `${path}/${key}/attachment`, { temporaryAttachmentIds });
    expect(site.sim.issue(key)).toMatchObject({ attachments: [{ public: false }], comments: [{ public: false }] });
  });

  test('an upload expires after an hour', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const held = await site.upload(upload, { 'log.txt': 'log' });
    site.clock.at += 60 * 60 * 1000;
    const temporaryAttachmentIds = [textAt(held, 'temporaryAttachments', 0, 'temporaryAttachmentId')];
    expect(
      (await site.call('POST', `${path}/${key}/attachment`, { temporaryAttachmentIds, public: true })).status,
    ).toBe(400);
  });

  test('uploading without the token answers 403, to an unknown desk 404, too much 413', async () => {
    await using site = await startSite(flavour, { storageBytesMax: 4 });
    const forged = await site.upload(upload, { 'a.txt': 'x' }, { 'x-atlassian-token': '' });
    expect(forged.status).toBe(403);
    expect(forged.body).toEqual(deskError);
    expect((await site.upload(upload.replace('/1/', '/2/'), { 'a.txt': 'x' })).status).toBe(404);
    expect((await site.upload(upload, { 'a.txt': '12345' })).status).toBe(413);
  });

  test('attaching to an unknown request answers 404, nothing at all 400', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    expect((await site.call('POST', `${path}/SD-9/attachment`, { temporaryAttachmentIds: ['temp1'] })).status).toBe(
      404,
    );
    expect((await site.call('POST', `${path}/${key}/attachment`, { temporaryAttachmentIds: [] })).status).toBe(400);
  });
});
