import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { asCaller, colleague, employee, everybody, repairer, second, specialist } from '../../test/builders/people.ts';
import { aComment } from '../../test/builders/words.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { wireUseCases } from '../wire-use-cases.ts';

const message = aComment().message;

async function start() {
  const ports = createFakePorts(everybody);
  const { contract } = wireUseCases(ports, testLimits);
  const filed = await contract.fileTicket({ caller: asCaller(employee), body: aNewTicket(), bodyDigest: 'digest' });
  if (filed.kind !== 'filed') throw new Error('The ticket was not filed.');
  const { number } = filed.ticket;
  ports.tracker.changeTicket(number, { assignee: 'account-3' });
  const add = (body = aComment(), who = employee, bodyDigest = 'digest') =>
    contract.addComment({ caller: asCaller(who), number, body, bodyDigest });
  const edit = (text: string, who = employee, of = number) =>
    contract.editComment({ caller: asCaller(who), number: of, message, text });
  const put = (id: number, name: string) => {
    const file = ports.uploads.put({ id: aUuid(id), employeeId: employee.employeeId, name, content: name });
    return { uploadId: file.id, name, bytes: file.bytes, sha256: file.sha256 };
  };
  return { ...ports, number, add, edit, put, shown: () => ports.tracker.comments.list(number) };
}

describe('a comment', () => {
  it('says who speaks, carries its marker, and tells how the ticket stands then', async () => {
    const { add, shown, audit, clock } = await start();
    clock.advance(5_000);
    const added = await add();
    expect(added).toMatchObject({ kind: 'added', filesRefused: [], ticket: { changedAt: clock.now() } });
    expect(shown()).toMatchObject([
      { message, visibility: 'public', text: `Employee 1 (Telegram):\n${aComment().text}` },
    ]);
    expect(audit.acts().at(-1)).toBe('comment-added done public');
  });

  it('is posted once, however often it is asked for', async () => {
    const { add, shown, audit } = await start();
    const first = await add();
    expect(await add()).toEqual(first);
    expect(shown()).toHaveLength(1);
    expect(audit.acts().filter((act) => act.startsWith('comment-'))).toHaveLength(1);
  });

  it('of a specialist may be for colleagues alone, of an employee not', async () => {
    const { add, shown, audit } = await start();
    const note = aComment({ visibility: 'internal' });
    expect(await add(note, employee)).toMatchObject({ code: 'not-permitted' });
    expect(audit.acts().at(-1)).toBe('access-refused refused comment-internal');
    expect(await add(note, second)).toMatchObject({ kind: 'added' });
    expect(shown()).toMatchObject([{ visibility: 'internal' }]);
  });

  it.each([colleague, repairer])(
    'of somebody it is no business of is refused, audited, and nothing is written',
    async (who) => {
      const { add, shown, audit, comments } = await start();
      expect(await add(aComment(), who)).toMatchObject({ code: 'not-permitted' });
      expect(audit.acts().at(-1)).toBe('access-refused refused comment-public');
      expect([shown(), await comments.find(message)]).toEqual([[], null]);
    },
  );

  it('with nothing in it is no comment', async () => {
    const { add } = await start();
    expect(await add(aComment({ text: ' \n ' }))).toMatchObject({ code: 'request-invalid' });
  });

  it('under another’s message, or another body under its own, is refused', async () => {
    const { add, shown } = await start();
    await add();
    expect(await add(aComment(), specialist)).toMatchObject({ code: 'not-permitted' });
    expect(await add(aComment({ text: 'Something else' }), employee, 'another')).toMatchObject({ code: 'key-reused' });
    expect(shown()).toHaveLength(1);
  });

  it('is finished for whoever it was permitted to, although the ticket is another’s by now', async () => {
    const { add, shown, tracker, number, clock } = await start();
    const note = aComment({ visibility: 'internal' });
    tracker.changeTicket(number, { team: 'repair' });
    tracker.failNext('post', { kind: 'lost-after' });
    tracker.failNext('post', { kind: 'down', retryAfterMs: null });
    expect(await add(note, specialist)).toMatchObject({ kind: 'added' });
    tracker.changeTicket(number, { assignee: 'account-6' });
    clock.advance(1_000);
    expect(await add(note, specialist)).toMatchObject({ kind: 'added' });
    expect(shown()).toHaveLength(1);
  });
});

describe('an answer that was lost', () => {
  it('is found by the marker', async () => {
    const { add, shown, tracker } = await start();
    tracker.failNext('post', { kind: 'lost-after' });
    expect(await add()).toMatchObject({ kind: 'added', commentId: shown()[0]?.id });
  });

  it('of a comment that never came about is asked again once that is proven', async () => {
    const { add, shown, tracker, clock } = await start();
    tracker.failNext('post', { kind: 'lost-before' });
    expect(await add()).toMatchObject({ code: 'still-working', retryAfterSeconds: 30 });
    clock.advance(29_000);
    expect(await add()).toMatchObject({ code: 'still-working' });
    clock.advance(1_000);
    expect(await add()).toMatchObject({ kind: 'added' });
    expect(shown()).toHaveLength(1);
  });

  it('is not guessed at while the tracker is down', async () => {
    const { add, tracker, comments } = await start();
    tracker.failNext('post', { kind: 'down', retryAfterMs: 3_000 });
    expect(await add()).toMatchObject({ code: 'tracker-down', retryAfterSeconds: 3 });
    expect((await comments.find(message))?.step).toEqual({ kind: 'intended' });
    expect(await add()).toMatchObject({ kind: 'added' });
  });

  it.each([
    ['invalid', 'ticket-refused'],
    ['not-found', 'not-found'],
  ] as const)('is none where the tracker says %s', async (reason, code) => {
    const { add, tracker } = await start();
    tracker.failNext('post', { kind: 'refused', reason });
    expect(await add()).toMatchObject({ code });
  });
});

describe('files', () => {
  it('come with their comment, and leave the spool', async () => {
    const { add, put, shown, uploads } = await start();
    const files = [put(1, 'a.png'), put(2, 'b.txt')];
    expect(await add(aComment({ files, text: '' }))).toMatchObject({ kind: 'added', filesRefused: [] });
    expect(shown()).toMatchObject([
      { message, text: 'Employee 1 (Telegram):', visibility: 'public', files: [{ name: 'a.png' }, { name: 'b.txt' }] },
    ]);
    expect([await uploads.find(aUuid(1)), await uploads.find(aUuid(2))]).toEqual([null, null]);
  });

  it('of an internal note are internal throughout', async () => {
    const { add, uploads, shown } = await start();
    const file = uploads.put({ id: aUuid(1), employeeId: specialist.employeeId, name: 'a.png', content: 'x' });
    const files = [{ uploadId: file.id, name: file.name, bytes: file.bytes, sha256: file.sha256 }];
    await add(aComment({ files, visibility: 'internal' }), specialist);
    expect(shown()).toMatchObject([{ visibility: 'internal', files: [{ name: 'a.png' }] }]);
  });

  it('that the tracker will not have are named, now and when asked again', async () => {
    const { add, put, shown, tracker } = await start();
    const files = [put(1, 'a.png'), put(2, 'b.txt')];
    tracker.failNext('upload', { kind: 'refused', reason: 'too-large' });
    expect(await add(aComment({ files }))).toMatchObject({ filesRefused: [aUuid(1)] });
    expect(await add(aComment({ files }))).toMatchObject({ filesRefused: [aUuid(1)] });
    expect(shown()).toMatchObject([{ files: [{ name: 'b.txt' }] }]);
  });

  it('all refused leave the words; without words nothing', async () => {
    const { add, put, shown, tracker } = await start();
    const files = [put(1, 'a.png')];
    tracker.failNext('upload', { kind: 'refused', reason: 'too-large' });
    expect(await add(aComment({ files, text: '' }))).toMatchObject({ code: 'ticket-refused' });
    expect(shown()).toEqual([]);
    tracker.failNext('upload', { kind: 'refused', reason: 'too-large' });
    expect(await add(aComment({ files }))).toMatchObject({ kind: 'added', filesRefused: [aUuid(1)] });
    expect(shown()).toMatchObject([{ files: [] }]);
  });

  it('must lie in the spool, from this person, with this content', async () => {
    const { add, put, uploads } = await start();
    const file = put(1, 'a.png');
    expect(await add(aComment({ files: [{ ...file, uploadId: aUuid(9) }] }))).toMatchObject({ code: 'upload-missing' });
    expect(await add(aComment({ files: [{ ...file, bytes: 1 }] }))).toMatchObject({ code: 'file-forbidden' });
    uploads.put({ id: aUuid(1), employeeId: 'e-2', name: 'a.png', content: 'a.png' });
    expect(await add(aComment({ files: [file] }))).toMatchObject({ code: 'file-forbidden' });
  });

  it.each(['stage', 'publish'] as const)('lost on the way (%s) are there once, with their words', async (write) => {
    const { add, put, shown, tracker, clock } = await start();
    const files = [put(1, 'a.png')];
    for (const fault of [{ kind: 'lost-after' }, { kind: 'lost-before' }] as const) tracker.failNext(write, fault);
    for (let retry = 0; retry < 6 && (await add(aComment({ files }))).kind !== 'added'; retry += 1)
      clock.advance(31_000);
    expect(shown()).toMatchObject([{ visibility: 'public', staged: false, files: [{ name: 'a.png' }] }]);
  });

  it('whose comment somebody deleted before it had its words are attached anew', async () => {
    const { add, put, shown, tracker, number } = await start();
    const files = [put(1, 'a.png')];
    tracker.failNext('publish', { kind: 'down', retryAfterMs: null });
    expect(await add(aComment({ files }))).toMatchObject({ code: 'tracker-down' });
    tracker.comments.remove(number, shown()[0]?.id ?? '');
    expect(await add(aComment({ files }))).toMatchObject({ code: 'still-working' });
    expect(await add(aComment({ files }))).toMatchObject({ kind: 'added' });
    expect(shown()).toMatchObject([{ visibility: 'public', files: [{ name: 'a.png' }] }]);
  });
});

describe('a correction', () => {
  it('replaces the words and keeps who speaks', async () => {
    const { add, edit, shown, audit } = await start();
    await add();
    expect(await edit('On the fourth floor.')).toMatchObject({ kind: 'edited', commentId: shown()[0]?.id });
    expect(shown()).toMatchObject([{ message, text: 'Employee 1 (Telegram):\nOn the fourth floor.' }]);
    expect(audit.acts().at(-1)).toBe('comment-edited done public');
  });

  it('is its author’s alone: not even the assignee’s', async () => {
    const { add, edit, shown, audit } = await start();
    await add();
    expect(await edit('x', specialist)).toMatchObject({ code: 'not-permitted' });
    expect(audit.acts().at(-1)).toBe('access-refused refused edit-comment');
    expect(shown()[0]?.text).toContain(aComment().text);
  });

  it('of an unknown message, of another ticket, or of a comment that is gone is not found', async () => {
    const { add, edit, tracker, shown, number } = await start();
    expect(await edit('x')).toMatchObject({ code: 'not-found' });
    await add();
    expect(await edit('x', employee, 'SD-999')).toMatchObject({ code: 'not-found' });
    tracker.comments.remove(number, shown()[0]?.id ?? '');
    expect(await edit('x')).toMatchObject({ code: 'not-found' });
  });

  it('waits for the first words, and for the tracker', async () => {
    const { add, edit, tracker } = await start();
    tracker.failNext('post', { kind: 'lost-before' });
    await add();
    expect(await edit('x')).toMatchObject({ code: 'still-working' });
    tracker.setDown(null);
    expect(await add()).toMatchObject({ code: 'tracker-down' });
  });
});
