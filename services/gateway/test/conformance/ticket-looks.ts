import { describe, expect, test } from 'vitest';
import { aFile, aNewTicket, create, type TrackerConformance, type TrackerUnderTest } from './tracker-under-test.ts';

const notFound = { kind: 'refused', reason: 'not-found' };

/** What looking at a ticket keeps to, whatever stands behind it. */
export function describeTicketLooks(name: string, conformance: TrackerConformance): void {
  async function run(use: (under: TrackerUnderTest, number: string) => Promise<void>): Promise<void> {
    const under = await conformance.open();
    try {
      const { number } = await create(under, aNewTicket());
      await use(under, number);
    } finally {
      await under.close();
    }
  }

  describe(`looking at a ticket: ${name}`, () => {
    test('shows the ticket as it is, and the comments that are public, oldest first', () =>
      run(async ({ looks, reader, agent, accounts, advance, now }, number) => {
        const first = agent.comment(number, 'Перезавантажте роутер', 'public');
        agent.comment(number, 'Клієнт щось недоговорює', 'internal');
        advance(60_000);
        const second = agent.comment(number, 'Чекаємо на вас', 'public');
        const looked = await looks.look(number);
        expect(looked).toMatchObject({ kind: 'looked', ticket: { number, changedAt: now() } });
        const read = await reader.read(number);
        expect(looked.kind === 'looked' && read.kind === 'read' && looked.ticket).toEqual(
          read.kind === 'read' && read.ticket,
        );
        const mark = { author: accounts.specialist, message: null };
        expect(looked.kind === 'looked' && looked.around).toMatchObject({
          comments: [
            { ...mark, id: first, createdAt: now() - 60_000, editedAt: now() - 60_000 },
            { ...mark, id: second, createdAt: now(), editedAt: now() },
          ],
          commentsCut: false,
          participants: [],
        });
      }));

    test('follows a comment that is edited, hidden, shown again and deleted', () =>
      run(async ({ looks, agent, advance, now }, number) => {
        const id = agent.comment(number, 'Перезавантажте роутер', 'public');
        const createdAt = now();
        advance(60_000);
        agent.editComment(number, id, 'Перезавантажте комутатор');
        expect(await marksOf(looks, number)).toMatchObject([{ id, createdAt, editedAt: now() }]);
        agent.showComment(number, id, 'internal');
        expect(await marksOf(looks, number)).toEqual([]);
        expect(await looks.readComment(number, id)).toEqual(notFound);
        agent.showComment(number, id, 'public');
        expect(await marksOf(looks, number)).toMatchObject([{ id }]);
        expect(await looks.readComment(number, id)).toMatchObject({ comment: { text: 'Перезавантажте комутатор' } });
        agent.removeComment(number, id);
        expect(await marksOf(looks, number)).toEqual([]);
        expect(await looks.readComment(number, id)).toEqual(notFound);
      }));

    test('follows a comment that many others have come after', () =>
      run(async ({ looks, agent }, number) => {
        const id = agent.comment(number, 'Перезавантажте роутер', 'public');
        for (let count = 0; count < 120; count += 1) agent.comment(number, `Крок ${count}`, 'public');
        const before = await looks.look(number);
        expect(before).toMatchObject({ around: { commentsCut: false } });
        expect((await marksOf(looks, number))?.[0]).toMatchObject({ id });
        agent.showComment(number, id, 'internal');
        const marks = await marksOf(looks, number);
        expect(marks).toHaveLength(120);
        expect(marks).not.toContainEqual(expect.objectContaining({ id }));
      }));

    test('gives a comment with its words as they were written, and its author’s name', () =>
      run(async ({ looks, commentWriter, agent, accounts }, number) => {
        const id = agent.comment(number, 'Перший рядок\nДругий', 'public');
        expect(await looks.readComment(number, id)).toMatchObject({
          kind: 'read',
          comment: { id, author: accounts.specialist, authorName: expect.stringMatching(/./), files: [] },
        });
        const text = 'Роутер блимає *червоним* {code}x{code} !не файл! [^теж ні]';
        const message = crypto.randomUUID();
        const posted = await commentWriter.post(number, { message, text, visibility: 'public' });
        const commentId = posted.kind === 'posted' ? posted.commentId : '';
        expect(await looks.readComment(number, commentId)).toMatchObject({ comment: { message, text } });
        expect(await marksOf(looks, number)).toMatchObject([{ id }, { id: commentId, message }]);
      }));

    test('knows no internal comment of ours, whoever asks how', () =>
      run(async ({ looks, commentWriter }, number) => {
        const comment = { message: crypto.randomUUID(), text: 'Між нами', visibility: 'internal' } as const;
        const posted = await commentWriter.post(number, comment);
        const commentId = posted.kind === 'posted' ? posted.commentId : '';
        expect(await marksOf(looks, number)).toEqual([]);
        expect(await looks.readComment(number, commentId)).toEqual(notFound);
        expect(await looks.readShown(number)).toMatchObject({ kind: 'read', comments: [] });
      }));

    test('reads back what carries our marker, and nothing else', () =>
      run(async ({ commentWriter, agent }, number) => {
        const comment = { message: crypto.randomUUID(), text: 'Між нами *двома*', visibility: 'internal' } as const;
        const posted = await commentWriter.post(number, comment);
        const commentId = posted.kind === 'posted' ? posted.commentId : '';
        expect(await commentWriter.readBack(number, commentId, comment.message)).toEqual({
          ...{ kind: 'read', text: comment.text },
        });
        expect(await commentWriter.readBack(number, commentId, crypto.randomUUID())).toEqual(notFound);
        const theirs = agent.comment(number, 'Між нами', 'internal');
        expect(await commentWriter.readBack(number, theirs, comment.message)).toEqual(notFound);
      }));

    test('shows the latest ten public comments, oldest first', () =>
      run(async ({ looks, agent }, number) => {
        const texts = Array.from({ length: 12 }, (_, at) => `Крок ${at + 1}`);
        for (const text of texts) {
          agent.comment(number, text, 'public');
          agent.comment(number, `Про ${text}`, 'internal');
        }
        const shown = await looks.readShown(number);
        expect(shown.kind === 'read' && shown.comments.map(({ text }) => text)).toEqual(texts.slice(2));
      }));

    test('tells the files of public comments from those that colleagues keep to themselves', () =>
      run(async (under, number) => {
        const { looks, writer, reader } = under;
        await writer.attach(number, aFile('заявка.png', 10));
        const shownId = await commentWithFile(under, number, 'public', 'видно.txt');
        const hiddenId = await commentWithFile(under, number, 'internal', 'не видно.txt');
        expect(await looks.readComment(number, hiddenId)).toEqual(notFound);
        const read = await reader.read(number);
        const files = read.kind === 'read' ? read.text.files : [];
        expect(files).toHaveLength(3);
        const visible = files.filter(({ name }) => name !== 'не видно.txt');
        const shown = await looks.readShown(number);
        expect(shown).toMatchObject({ kind: 'read', comments: [{ id: shownId, text: 'Ось файл' }] });
        expect(shown.kind === 'read' && shown.fileIds).toEqual(new Set(visible.map(({ id }) => id)));
        expect(await looks.readComment(number, shownId)).toMatchObject({
          comment: { text: 'Ось файл', files: [{ ...files.find(({ name }) => name === 'видно.txt') }] },
        });
        // What the desk attaches to a new ticket is nobody's answer.
        expect(await marksOf(looks, number)).toMatchObject([{ id: shownId }]);
      }));

    test('opens a file of the ticket, byte for byte, and none of another ticket', () =>
      run(async (under, number) => {
        const { looks, writer, reader } = under;
        await writer.attach(number, aFile('звіт за листопад.txt', 300_000));
        const read = await reader.read(number);
        const id = read.kind === 'read' ? (read.text.files[0]?.id ?? '') : '';
        const opened = await looks.openFile(number, id);
        if (opened.kind !== 'opened') throw new Error(`Not opened: ${opened.kind}.`);
        expect(opened.file).toMatchObject({ name: 'звіт за листопад.txt', bytes: 300_000 });
        const content = new Uint8Array(await new Response(opened.file.content).arrayBuffer());
        expect(content).toEqual(new Uint8Array(300_000));
        const other = await create(under, aNewTicket());
        expect(await looks.openFile(other.number, id)).toEqual(notFound);
      }));

    test('lists who follows it', () =>
      run(async ({ looks, writer, accounts }, number) => {
        await writer.addParticipant(number, accounts.second);
        expect(await looks.listParticipants(number)).toEqual({ kind: 'listed', accounts: [accounts.second] });
        expect(await looks.look(number)).toMatchObject({ around: { participants: [accounts.second] } });
      }));

    test('of what does not exist is refused as not found', () =>
      run(async ({ looks }, number) => {
        for (const ticket of ['SD-99999', 'SD-1/../../x', '']) {
          expect(await looks.look(ticket)).toEqual(notFound);
          expect(await looks.readComment(ticket, '1')).toEqual(notFound);
          expect(await looks.readShown(ticket)).toEqual(notFound);
          expect(await looks.openFile(ticket, '1')).toEqual(notFound);
        }
        for (const id of ['99999', '1/../../x', '']) {
          expect(await looks.readComment(number, id)).toEqual(notFound);
          expect(await looks.openFile(number, id)).toEqual(notFound);
        }
      }));

    test('waits for a tracker that is away', () =>
      run(async ({ looks, setAway }, number) => {
        await setAway(true);
        const down = { kind: 'down', retryAfterMs: null };
        expect(await looks.look(number)).toEqual(down);
        expect(await looks.readComment(number, '1')).toEqual(down);
        expect(await looks.readShown(number)).toEqual(down);
        expect(await looks.listParticipants(number)).toEqual(down);
        expect(await looks.openFile(number, '1')).toEqual(down);
      }));
  });
}

async function marksOf(looks: TrackerUnderTest['looks'], number: string) {
  const looked = await looks.look(number);
  if (looked.kind !== 'looked') throw new Error(`Not looked: ${looked.kind}.`);
  return looked.around.comments;
}

/** As the desk writes one: files first, for colleagues alone, then the words and the visibility. */
async function commentWithFile(
  { commentWriter }: TrackerUnderTest,
  number: string,
  visibility: 'public' | 'internal',
  name: string,
): Promise<string> {
  const message = crypto.randomUUID();
  const uploaded = await commentWriter.upload(aFile(name, 100));
  const temporaryIds = uploaded.kind === 'uploaded' ? [uploaded.temporaryId] : [];
  const staged = await commentWriter.stage(number, message, temporaryIds);
  if (staged.kind !== 'staged') throw new Error(`Not staged: ${staged.kind}.`);
  await commentWriter.publish(number, staged.commentId, { message, text: 'Ось файл', visibility });
  return staged.commentId;
}
