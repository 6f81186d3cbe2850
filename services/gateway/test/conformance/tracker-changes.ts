import { describe, expect, test } from 'vitest';
import type { CommentToWrite, CommentWriter } from '../../src/ports/comment-writer.ts';
import { aFile, aNewTicket, create, type TrackerConformance, type TrackerUnderTest } from './tracker-under-test.ts';

const words = 'Олена Приклад (Telegram):\nРоутер *блимає* {code}x{code} !фото.png! [^журнал.txt]\nДякую';

function aComment(change: Partial<CommentToWrite> = {}): CommentToWrite {
  return { message: crypto.randomUUID(), text: words, visibility: 'public', ...change };
}

/** What every tracker keeps to when it is written to beyond filing, whatever stands behind it. */
export function describeTrackerChanges(name: string, conformance: TrackerConformance): void {
  async function run(use: (under: TrackerUnderTest, number: string) => Promise<void>): Promise<void> {
    const under = await conformance.open();
    try {
      const { number } = await create(under, aNewTicket());
      await use(under, number);
    } finally {
      await under.close();
    }
  }

  async function uploaded(under: TrackerUnderTest, files: Readonly<Record<string, number>>): Promise<string[]> {
    const ids: string[] = [];
    for (const [file, bytes] of Object.entries(files)) {
      const answer = await under.commentWriter.upload(aFile(file, bytes));
      if (answer.kind !== 'uploaded') throw new Error(`Not uploaded: ${answer.kind}.`);
      ids.push(answer.temporaryId);
    }
    return ids;
  }

  describe(`tracker changes: ${name}`, () => {
    test.each(['public', 'internal'] as const)(
      'a comment that is %s from its first moment, found by its message',
      (visibility) =>
        run(async (under, number) => {
          const comment = aComment({ visibility });
          const posted = await under.commentWriter.post(number, comment);
          expect(posted).toMatchObject({ kind: 'posted', commentId: expect.stringMatching(/^\d+$/) });
          expect(under.commentsOf(number)).toEqual([{ text: words, visibility, files: [] }]);
          const id = posted.kind === 'posted' ? posted.commentId : '';
          expect(await under.commentWriter.find(number, comment.message, 0)).toEqual({
            kind: 'found',
            comment: { id, staged: false },
          });
          expect(await under.commentWriter.find(number, crypto.randomUUID(), 0)).toEqual({
            kind: 'found',
            comment: null,
          });
        }),
    );

    test('a comment whose answer was lost is unknown, and found afterwards among many', () =>
      run(async (under, number) => {
        const comment = aComment();
        under.loseNextComment();
        expect(await under.commentWriter.post(number, comment)).toEqual({ kind: 'unknown' });
        for (let count = 0; count < 120; count += 1) await under.commentWriter.post(number, aComment({ text: 'ще' }));
        expect(await under.commentWriter.find(number, comment.message, 0)).toMatchObject({
          comment: { staged: false },
        });
      }));

    test('a comment with files is for colleagues alone until it has its words and its visibility, or whole at once', () =>
      run(async (under, number) => {
        const comment = aComment();
        const temporaryIds = await uploaded(under, { 'фото екрана.png': 2_000, 'log.txt': 10 });
        expect(under.commentsOf(number)).toEqual([]);
        const staged = await under.commentWriter.stage(number, comment, temporaryIds);
        const id = idOf(staged);
        const isWhole = staged.kind === 'posted';
        expect(under.commentsOf(number)).toMatchObject([
          { visibility: isWhole ? 'public' : 'internal', files: ['фото екрана.png', 'log.txt'] },
        ]);
        expect(await under.commentWriter.find(number, comment.message, 0)).toEqual({
          kind: 'found',
          comment: { id, staged: !isWhole },
        });

        const whole = [{ text: words, visibility: 'public', files: ['фото екрана.png', 'log.txt'] }];
        for (const _ of ['once', 'twice']) {
          expect(await under.commentWriter.publish(number, id, comment)).toEqual({ kind: 'posted' });
          expect(under.commentsOf(number)).toEqual(whole);
        }
        expect(await under.commentWriter.find(number, comment.message, 0)).toMatchObject({
          comment: { staged: false },
        });
        const read = await under.reader.read(number);
        expect(read.kind === 'read' && read.text.files).toMatchObject([
          { name: 'фото екрана.png', bytes: 2_000 },
          { name: 'log.txt', bytes: 10 },
        ]);
      }));

    test('a temporary file is good for one comment', () =>
      run(async (under, number) => {
        const temporaryIds = await uploaded(under, { 'log.txt': 10 });
        await under.commentWriter.stage(number, aComment(), temporaryIds);
        expect(await under.commentWriter.stage(number, aComment(), temporaryIds)).toMatchObject({ kind: 'refused' });
        expect(under.commentsOf(number)).toHaveLength(1);
      }));

    test.each(['public', 'internal'] as const)(
      'an edited %s comment keeps its files, its marker and its visibility',
      (visibility) =>
        run(async (under, number) => {
          const comment = aComment({ visibility });
          const files = await uploaded(under, { 'a.png': 5, 'b.txt': 5 });
          const id = idOf(await under.commentWriter.stage(number, comment, files));
          await under.commentWriter.publish(number, id, comment);
          expect(await under.commentWriter.edit(number, id, 'Інші *слова*')).toEqual({ kind: 'edited' });
          expect(under.commentsOf(number)).toEqual([{ text: 'Інші *слова*', visibility, files: ['a.png', 'b.txt'] }]);
          expect(await under.commentWriter.find(number, comment.message, 0)).toMatchObject({ comment: { id } });
          expect(await under.commentWriter.edit(number, '99999999', 'x')).toEqual({
            kind: 'refused',
            reason: 'not-found',
          });
        }),
    );

    test('a priority is raised and lowered', () =>
      run(async (under, number) => {
        for (const priority of ['critical', 'low', 'low'] as const) {
          expect(await under.writer.prioritise(number, priority)).toEqual({ kind: 'prioritised' });
          expect(await under.reader.read(number)).toMatchObject({ ticket: { priority } });
        }
      }));

    test('a ticket is handed over to a team, to another and back, and nobody has it then', () =>
      run(async (under, number) => {
        for (const team of ['repair', 'accounts', 'repair', 'repair']) {
          await under.writer.assign(number, under.accounts.specialist);
          expect(await under.writer.transfer(number, team)).toEqual({ kind: 'transferred' });
          expect(await under.reader.read(number)).toMatchObject({ ticket: { team, assignee: null } });
        }
      }));

    test('somebody is let in once, however often it is said', () =>
      run(async (under, number) => {
        const account = under.accounts.second;
        for (const _ of ['once', 'twice']) {
          expect(await under.writer.addParticipant(number, account)).toEqual({ kind: 'added' });
        }
        expect(under.participantsOf(number)).toEqual([account]);
      }));

    test('a ticket that does not exist is refused as not found, whatever is written to it', () =>
      run(async (under) => {
        const refused = { kind: 'refused', reason: 'not-found' };
        const [temporaryId] = await uploaded(under, { 'a.txt': 1 });
        for (const number of ['SD-99999', '99999', 'SD-1/../../x', '']) {
          expect(await under.commentWriter.post(number, aComment())).toEqual(refused);
          expect(await under.commentWriter.stage(number, aComment(), [temporaryId ?? ''])).toEqual(refused);
          expect(await under.commentWriter.publish(number, '1', aComment())).toEqual(refused);
          expect(await under.commentWriter.edit(number, '1', 'x')).toEqual(refused);
          expect(await under.commentWriter.find(number, crypto.randomUUID(), 0)).toEqual(refused);
          expect(await under.writer.prioritise(number, 'low')).toEqual(refused);
          expect(await under.writer.transfer(number, 'repair')).toEqual(refused);
          expect(await under.writer.addParticipant(number, under.accounts.second)).toEqual(refused);
        }
      }));

    test('a tracker that is away is down for every write', () =>
      run(async (under, number) => {
        await under.setAway(true);
        const down = { kind: 'down', retryAfterMs: null };
        expect(await under.reader.read(number)).toEqual(down);
        expect(await under.commentWriter.post(number, aComment())).toEqual(down);
        expect(await under.commentWriter.upload(aFile('a.txt', 1))).toEqual(down);
        expect(await under.commentWriter.stage(number, aComment(), ['1'])).toEqual(down);
        expect(await under.commentWriter.publish(number, '1', aComment())).toEqual(down);
        expect(await under.commentWriter.edit(number, '1', 'x')).toEqual(down);
        expect(await under.commentWriter.find(number, crypto.randomUUID(), 0)).toEqual(down);
        expect(await under.writer.prioritise(number, 'low')).toEqual(down);
        expect(await under.writer.transfer(number, 'repair')).toEqual(down);
        expect(await under.writer.addParticipant(number, under.accounts.second)).toEqual(down);
      }));
  });
}

function idOf(staged: Awaited<ReturnType<CommentWriter['stage']>>): string {
  return 'commentId' in staged ? staged.commentId : '';
}
