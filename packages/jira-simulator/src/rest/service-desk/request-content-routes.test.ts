import { describe, expect, test } from 'vitest';
import { flavours, startSite, textAt, valueAt } from '../../../test/start-site.ts';

const path = '/rest/servicedeskapi/request';
const deskError = {
  errorMessage: expect.any(String),
  i18nErrorMessage: { i18nKey: expect.any(String), parameters: [] },
};

describe.each(flavours)('comments of requests on %s', (flavour) => {
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

  test('a comment is read with the files it refers to when asked', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const iryna = site.sim.agent('iryna');
    const { id } = iryna.comment(key, 'See both', {
      files: [
        { filename: 'photo.png', mimeType: 'image/png', content: 'png' },
        { filename: 'log.txt', mimeType: 'text/plain', content: 'words' },
      ],
    });
    iryna.attach(key, { filename: 'other.txt', content: 'x' });
    iryna.comment(key, 'No files');
    const one = `${path}/${key}/comment/${id}`;
    expect((await site.call('GET', one)).body).not.toHaveProperty('attachments');
    const list = await site.call('GET', `${path}/${key}/comment?expand=attachment`);
    const attachments = {
      size: 2,
      isLastPage: true,
      values: [{ filename: 'photo.png' }, { filename: 'log.txt', size: 5 }],
    };
    expect(list.body).toMatchObject({ values: [{ id, attachments }, { attachments: { size: 0, values: [] } }] });
    expect((await site.call('GET', `${one}?expand=attachment`)).body).toMatchObject({ attachments });
    expect((await site.call('GET', `${one}/attachment?start=1`)).body).toMatchObject({
      values: [{ filename: 'log.txt' }],
    });
    expect((await site.call('GET', `${path}/${key}/comment/1/attachment`)).status).toBe(404);
    const content = new URL(textAt(list, 'values', 0, 'attachments', 'values', 1, '_links', 'content'));
    const download = await site.call('GET', content.pathname);
    expect(download.body).toBe('words');
    expect(download.headers.get('content-type')).toBe('text/plain');
    expect(download.headers.get('content-length')).toBe('5');
  });

  test('the rendered body is given when asked, as text', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    site.sim.agent('iryna').comment(key, '<b>');
    const list = await site.call('GET', `${path}/${key}/comment?expand=renderedBody`);
    expect(valueAt(list, 'values', 0, 'renderedBody')).toEqual({ html: '<p>&#60;b&#62;</p>' });
  });

  test('wiki references name files of the issue; of two with one name the newest', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const iryna = site.sim.agent('iryna');
    const attach = (filename: string) => iryna.attach(key, { filename, content: 'x' }).id;
    attach('photo.png');
    const [newer, log] = [attach('photo.png'), attach('log.txt')];
    const refer = (text: string) => iryna.comment(key, text).attachmentIds;
    expect(refer('See [^log.txt] and !photo.png|thumbnail!')).toEqual([newer, log]);
    expect(refer('Both: !photo.png! [^log.txt|the log]')).toEqual([newer, log]);
    expect(refer('Wow! photo.png, log.txt and [^none.txt]!')).toEqual([]);
    const posted = await site.call('POST', `${path}/${key}/comment`, { body: '[^log.txt]', public: true });
    expect(site.sim.issue(key)?.comments.at(-1)).toMatchObject({ id: textAt(posted, 'id'), attachmentIds: [log] });
  });

  test('an edit keeps the files it still names, and a deleted file is referred to no more', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const iryna = site.sim.agent('iryna');
    const file = (filename: string) => ({ filename, content: filename });
    const { id, attachmentIds } = iryna.comment(key, 'See', { files: [file('a.txt'), file('b.txt')] });
    const [first = ''] = attachmentIds;
    iryna.attach(key, file('a.txt'));
    expect(iryna.editComment(key, id, 'Only [^a.txt]').attachmentIds).toEqual([first]);
    iryna.deleteAttachment(key, first);
    expect(site.sim.issue(key)?.comments[0]?.attachmentIds).toEqual([]);
  });

  test('a file that came with a comment is public while a public comment refers to it', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const iryna = site.sim.agent('iryna');
    const isPublic = () => site.sim.issue(key)?.attachments.map((each) => each.public);
    iryna.attach(key, { filename: 'own.txt', content: 'x' });
    const { id } = iryna.comment(key, 'See [^own.txt]', { files: [{ filename: 'a.txt', content: 'x' }] });
    expect(isPublic()).toEqual([true, true]);
    iryna.setCommentVisibility(key, id, { public: false });
    expect(isPublic()).toEqual([true, false]);
    const other = iryna.comment(key, 'Look: [^a.txt]');
    expect(isPublic()).toEqual([true, true]);
    iryna.deleteComment(key, other.id);
    expect(isPublic()).toEqual([true, false]);
    iryna.setCommentVisibility(key, id, { public: true });
    expect(isPublic()).toEqual([true, true]);
  });

  test('a comment that is refused attaches nothing', async () => {
    await using site = await startSite(flavour, { attachmentBytesMax: 4 });
    const key = await site.file();
    const files = [{ filename: 'a.txt', content: 'x' }];
    expect(() => site.sim.agent('iryna').comment(key, 'a'.repeat(32_768), { files })).toThrow('too long');
    expect(() => site.sim.agent('iryna').comment(key, 'x', { files: [{ filename: 'b', content: '12345' }] })).toThrow(
      '413',
    );
    expect(site.sim.issue(key)).toMatchObject({ attachments: [], comments: [] });
  });
});

test('Cloud shows the files of a comment as media, and takes them back from an edited document', async () => {
  await using site = await startSite('cloud');
  const key = await site.file();
  const files = [{ filename: 'a.txt', content: 'x' }];
  const { id, attachmentIds } = site.sim.agent('iryna').comment(key, 'See', { files });
  const comment = `/rest/api/3/issue/${key}/comment/${id}`;
  const read = await site.call('GET', comment);
  expect(valueAt(read, 'body', 'content')).toEqual([
    { type: 'paragraph', content: [{ type: 'text', text: 'See' }] },
    {
      type: 'mediaGroup',
      content: [{ type: 'media', attrs: { type: 'file', id: expect.any(String), collection: '' } }],
    },
  ]);
  await site.call('PUT', comment, { body: valueAt(read, 'body') });
  expect(site.sim.issue(key)?.comments[0]?.attachmentIds).toEqual(attachmentIds);
  await site.call('PUT', comment, { body: site.text('See [^a.txt]') });
  expect(site.sim.issue(key)?.comments[0]?.attachmentIds).toEqual([]);
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
