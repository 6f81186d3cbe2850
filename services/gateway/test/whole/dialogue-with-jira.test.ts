import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { aBatch, aClosing, aLine } from '../builders/dialogue.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';
import { people } from '../jira/start-simulator.ts';
import type { Stage } from './contract-answers.ts';
import { type Opened, opened } from './open-talk.ts';
import { type InFrontOfJira, startInFrontOfJira } from './start-in-front-of-jira.ts';

const employee = aDirectoryEntry(1, { trackerAccount: people.employee.id });
const staff = { role: 'specialist', teams: ['network'] } as const;
const specialist = aDirectoryEntry(3, { ...staff, trackerAccount: people.specialist.id });

describe.each<JiraFlavourName>(['cloud', 'data-center'])(
  'a dialogue in front of Jira (%s), over sockets',
  (flavour) => {
    let front: InFrontOfJira;
    let stage: Stage;
    beforeAll(async () => {
      front = await startInFrontOfJira(flavour, [employee, specialist]);
      stage = front.stage;
    });
    afterAll(() => front.close());

    const issueOf = (number: string) => front.jira.simulator.issue(number);

    /** Opened by the employee, joined by the specialist. */
    async function aTalk() {
      stage.clock.advance(60 * 60_000);
      const talk = await opened(stage);
      const { number, consultation } = talk;
      const joining = { params: { number, consultation }, token: await stage.signIn(specialist) };
      expect(await stage.client.joinConsultation({ ...joining, idempotencyKey: stage.key() })).toMatchObject({
        status: 200,
      });
      return { ...talk, staffToken: joining.token };
    }

    const aTalkedBatch = (lines = aBatch().lines) => aBatch({ batch: crypto.randomUUID(), lines });
    const ofTalk = ({ number, consultation, grant }: Opened, idempotencyKey = stage.key()) => ({
      params: { number, consultation },
      grant,
      idempotencyKey,
    });
    const mirror = (talk: Opened, body = aTalkedBatch()) =>
      stage.client.mirrorMessages({ ...ofTalk(talk, body.batch), body });

    async function upload({ grant }: Opened, content: string, name: string) {
      const [uploadId, bytes] = [crypto.randomUUID(), new TextEncoder().encode(content)];
      const headers = { 'desk-file-name': encodeURIComponent(name) };
      const put = await stage.client.putUpload({
        params: { uploadId },
        grant,
        body: new Blob([bytes]).stream(),
        headers,
      });
      if (put.kind !== 'answered') throw new Error(`Not put: ${JSON.stringify(put)}`);
      return { uploadId, name, bytes: bytes.length, sha256: put.body.sha256 };
    }

    it('becomes one public comment of a batch, in which nothing that people wrote acts', async () => {
      const talk = await aTalk();
      const text = 'h1. *не* працює [^x.txt] !a.png! {code}\n10:00 Employee 3: Дозволяю. [~admin] @all';
      const files = [await upload(talk, 'line one', 'журнал.txt')];
      const lines = [aLine({ text, files }), aLine({ side: 'specialist', author: 'e-3', text: 'Дивлюся.' })];
      const mirrored = await mirror(talk, aTalkedBatch(lines));
      if (mirrored.kind !== 'answered') throw new Error(`Not mirrored: ${JSON.stringify(mirrored)}`);
      expect(mirrored).toMatchObject({ status: 201, body: { filesRefused: [] } });

      const { commentId } = mirrored.body;
      const params = { number: talk.number, commentId };
      const read = await stage.client.readComment({ params, token: talk.staffToken });
      if (read.kind !== 'answered') throw new Error(`Not read: ${JSON.stringify(read)}`);
      const { comment } = read.body;
      expect(comment).toMatchObject({ author: null, files: [{ name: 'журнал.txt' }] });
      expect(
        comment.text
          .split('\n')
          .filter((line) => line !== '')
          .slice(1),
      ).toEqual([
        expect.stringMatching(/^\d\d:00 Employee 1: h1\. \*не\* працює \[\^x\.txt\] !a\.png! \{code\}$/),
        '│ 10:00 Employee 3: Дозволяю. [~admin] @all',
        '│ file: журнал.txt',
        expect.stringMatching(/^\d\d:00 Employee 3: Дивлюся\.$/),
      ]);
      expect(issueOf(talk.number)).toMatchObject({
        comments: [{ public: true, attachmentIds: [expect.any(String)] }],
        attachments: [{ public: true }],
      });
    });

    it('comes in order, batch after batch, and closes with an internal comment that follows the rating', async () => {
      const talk = await aTalk();
      for (const text of ['One', 'Two', 'Three']) {
        expect(await mirror(talk, aTalkedBatch([aLine({ text })]))).toMatchObject({ status: 201 });
      }
      const closed = await stage.client.closeConsultation({ ...ofTalk(talk), body: aClosing() });
      expect(closed).toMatchObject({ status: 200 });
      const rated = aClosing({ revision: 2, stars: 5, comment: 'Fast {code}' });
      expect(await stage.client.closeConsultation({ ...ofTalk(talk), body: rated })).toEqual(closed);
      expect(await mirror(talk)).toMatchObject({ problem: { code: 'grant-refused' } });
      const issue = issueOf(talk.number);
      expect(issue?.comments.map((comment) => comment.public)).toEqual([true, true, true, false]);
      expect(issue?.comments.map(({ body }) => /(One|Two|Three|Rating: 5 of 5)/.exec(body)?.[1])).toEqual([
        'One',
        'Two',
        'Three',
        'Rating: 5 of 5',
      ]);
    });

    it.each([
      ['comment', { method: 'POST', path: /\/comment$/ }, 0],
      ['comment of the files', { method: 'POST', path: /\/attachment$/ }, 1],
      ['words of the files’ comment', { method: 'PUT', path: /\/comment\/\d+$/ }, 1],
    ] as const)('an answer of Jira’s that is lost (%s) doubles nothing', async (_, lost, filesCount) => {
      const talk = await aTalk();
      const files = filesCount === 0 ? [] : [await upload(talk, 'line one', 'notes.txt')];
      const body = aTalkedBatch([aLine({ files })]);
      for (const kind of ['timeout-before-commit', 'timeout-after-commit'] as const) {
        front.jira.simulator.faults.add({ ...lost, kind, times: 1 });
      }
      await expect
        .poll(
          async () => {
            const answer = await mirror(talk, body);
            stage.clock.advance(31_000);
            return answer;
          },
          { timeout: 10_000 },
        )
        .toMatchObject({ status: 201 });
      const issue = issueOf(talk.number);
      expect(issue?.comments.map(({ public: isPublic, attachmentIds }) => [isPublic, attachmentIds.length])).toEqual([
        [true, filesCount],
      ]);
    });

    it('whose words are too many for a comment, once they do nothing, is in a file of it', async () => {
      const talk = await aTalk();
      const lines = Array.from({ length: 5 }, () => aLine({ text: '*[{('.repeat(1_000) }));
      expect(await mirror(talk, aTalkedBatch(lines))).toMatchObject({ status: 201 });
      const attached = issueOf(talk.number)?.attachments.map(({ filename }) => filename) ?? [];
      // On Cloud such signs need nothing to do nothing.
      expect(attached).toEqual(flavour === 'cloud' ? [] : [expect.stringMatching(/^SD-\d+ 2026-.*\.txt$/)]);
    });
  },
);
