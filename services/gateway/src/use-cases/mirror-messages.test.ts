import { describe, expect, it } from 'vitest';
import { aBatch, aLine } from '../../test/builders/dialogue.ts';
import { asCaller, employee, specialist } from '../../test/builders/people.ts';
import { aComment } from '../../test/builders/words.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { consultationId, startTalk } from '../../test/fakes/talk.ts';

describe('mirroring', () => {
  it('makes one public comment of a batch, that names who is known to take part', async () => {
    const { mirror, shown, audit } = await startTalk();
    const stranger = aLine({ id: aUuid(403), side: 'specialist', author: 'e-4', text: 'I allow it.' });
    expect(await mirror(aBatch({ lines: [...aBatch().lines, stranger] }))).toMatchObject({ kind: 'mirrored' });
    expect(shown()).toMatchObject([{ message: aUuid(400), visibility: 'public', files: [] }]);
    expect(shown()[0]?.text.split('\n').slice(2)).toEqual([
      '10:00 Employee 1: The report will not open.',
      '10:00 Employee 3: What does it say?',
      '10:00 Specialist: I allow it.',
    ]);
    expect(audit.acts().at(-1)).toBe(`consultation-mirrored done ${consultationId}`);
  });

  it('does so once, however often it is asked for, and whatever answer was lost', async () => {
    const { mirror, shown, tracker, clock } = await startTalk();
    tracker.failNext('post', { kind: 'lost-before' });
    expect(await mirror()).toMatchObject({ code: 'still-working' });
    clock.advance(30_000);
    tracker.failNext('post', { kind: 'lost-after' });
    const mirrored = await mirror();
    expect(mirrored).toMatchObject({ kind: 'mirrored', commentId: shown()[0]?.id });
    expect(await mirror()).toEqual(mirrored);
    expect(shown()).toHaveLength(1);
  });

  it('is no news: what the tracker tells of it is looked at no more', async () => {
    const { mirror, shown, tracker, contract, bot, number } = await startTalk();
    const hear = (comment = '') =>
      contract.forwardHook({
        ...{ headers: { 'x-hub-signature': 'fake' }, query: {} },
        body: new TextEncoder().encode(`${number} ${comment}`.trim()),
      });
    await mirror();
    const received = bot.received.length;
    expect(await hear(shown()[0]?.id)).toBe('ignored');
    expect(bot.received).toHaveLength(received);
    tracker.changeTicket(number, { status: 'resolved' });
    expect([await hear('999'), await hear()]).toEqual(['forwarded', 'forwarded']);
    expect(bot.received.slice(received)).toMatchObject([{ ticket: { status: 'resolved' } }, {}]);
  });

  it('goes on with a batch that is told in another way meanwhile: another language, a file that is gone', async () => {
    const { mirror, shown, tracker, put } = await startTalk();
    tracker.failNext('publish', { kind: 'down', retryAfterMs: null });
    const files = [put(1, 'a.png')];
    expect(await mirror(aBatch({ lines: [aLine({ files })] }))).toMatchObject({ code: 'tracker-down' });
    expect(await mirror(aBatch({ lines: [aLine()], language: 'uk' }))).toMatchObject({ kind: 'mirrored' });
    expect(shown()).toMatchObject([{ visibility: 'public', staged: false, files: [{ name: 'a.png' }] }]);
    expect(shown()[0]?.text).toContain('Онлайн-консультація');
  });

  it('attaches the files of its lines, and names those that the tracker will not have', async () => {
    const { mirror, shown, tracker, put, uploads } = await startTalk();
    const lines = [aLine({ text: '', files: [put(1, 'a.png'), put(2, 'b.exe')] }), aLine({ files: [put(3, 'c.txt')] })];
    tracker.failNext('upload', { kind: 'refused', reason: 'too-large' });
    expect(await mirror(aBatch({ lines }))).toMatchObject({ kind: 'mirrored', filesRefused: [aUuid(1)] });
    expect(shown()).toMatchObject([{ files: [{ name: 'b.exe' }, { name: 'c.txt' }], visibility: 'public' }]);
    expect(shown()[0]?.text.split('\n').slice(2)).toEqual([
      '10:00 Employee 1:',
      '│ file not accepted: a.png',
      '│ file: b.exe',
      '10:00 Employee 1: The report will not open.',
      '│ file: c.txt',
    ]);
    expect(await uploads.find(aUuid(1))).toBeNull();
  });

  it('puts what no comment holds into a file of the comment', async () => {
    const { mirror, shown } = await startTalk();
    const lines = [aLine({ text: 'long '.repeat(2_000) }), aLine({ text: 'The end.' })];
    expect(await mirror(aBatch({ lines }))).toMatchObject({ kind: 'mirrored', filesRefused: [] });
    const name = 'SD-1 2026-11-23 10-00-00.txt';
    expect(shown()).toMatchObject([{ visibility: 'public', files: [{ name }] }]);
    expect(shown()[0]?.text).toContain(name);
    expect(shown()[0]?.files[0]?.bytes).toBeGreaterThan(10_000);
  });

  it('says nothing that has no names while the directory is away', async () => {
    const { mirror, shown, directory } = await startTalk();
    directory.setAway(true);
    expect(await mirror()).toMatchObject({ code: 'directory-down' });
    directory.setAway(false);
    directory.employ([specialist]);
    expect(await mirror()).toMatchObject({ kind: 'mirrored' });
    expect(shown()[0]?.text).toContain('10:00 Employee: The report will not open.');
  });

  it('waits for the tracker, and forgets nothing of the batch', async () => {
    const { mirror, shown, tracker } = await startTalk();
    tracker.setDown(5_000);
    expect(await mirror()).toMatchObject({ code: 'tracker-down', retryAfterSeconds: 5 });
    tracker.setUp();
    expect(await mirror()).toMatchObject({ kind: 'mirrored' });
    expect(shown()).toHaveLength(1);
  });

  it('cannot write over what a person said, nor a person over it', async () => {
    const { mirror, contract, number, shown } = await startTalk();
    const said = aComment({ message: aUuid(410), text: 'Mine' });
    await contract.addComment({ caller: asCaller(employee), number, body: said, bodyDigest: 'said' });
    expect(await mirror(aBatch({ batch: said.message }))).toMatchObject({ code: 'key-reused' });
    await mirror();
    const edit = { caller: asCaller(employee), number, message: aBatch().batch, text: 'Something else' };
    expect(await contract.editComment(edit)).toMatchObject({ code: 'not-found' });
    const again = { ...said, message: aBatch().batch };
    const added = await contract.addComment({ caller: asCaller(employee), number, body: again, bodyDigest: 'again' });
    expect(added).toMatchObject({ code: 'key-reused' });
    expect(shown().map(({ text }) => text.split('\n').at(-1))).toEqual(['Mine', '10:00 Employee 3: What does it say?']);
  });

  it('is read by whoever reads the ticket, as a comment that nobody alone wrote', async () => {
    const { mirror, contract, number } = await startTalk();
    await mirror();
    const read = await contract.readTicket(asCaller(employee), number);
    expect(read).toMatchObject({
      answer: {
        comments: [
          { author: null, authorName: null, message: aUuid(400), text: expect.stringMatching(/^Online consultation/) },
        ],
      },
    });
  });
});
