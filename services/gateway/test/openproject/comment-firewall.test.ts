import { createServer } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOpenProjectTracker } from '../../src/adapters/openproject/create-openproject-tracker.ts';
import { aFile, aNewTicket } from '../conformance/tracker-under-test.ts';
import { anOpenProjectMap } from '../fixtures/openproject-map.ts';
import { people, type SimulatedOpenProject, startSimulatedOpenProject } from './start-simulator.ts';

const histories = 80;
const secret = 'between colleagues';

/** What somebody does next; `on` chooses among the comments there are. */
type Step =
  | { readonly kind: 'written' | 'through-the-desk'; readonly isPublic: boolean; readonly hasFile: boolean }
  | { readonly kind: 'edited' | 'hidden' | 'shown' | 'emptied'; readonly on: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('written', 'through-the-desk'), isPublic: fc.boolean(), hasFile: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('edited', 'hidden', 'shown', 'emptied'), on: fc.nat() }),
);

describe('the comments of any history (OpenProject)', () => {
  let openProject: SimulatedOpenProject;
  beforeAll(async () => {
    openProject = await startSimulatedOpenProject();
  });
  afterAll(() => openProject.simulator.close());

  /** @claim rights Of any history of comments in OpenProject exactly the public ones are shown. (ASVS 8.2.3) */
  test('are listed exactly as far as they are public, and no other is ever read', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { tracker, simulator } = openProject;
        const created = await tracker.writer.create(aNewTicket());
        const number = created.kind === 'created' ? created.ticket.number : '';
        const everyId = new Set<string>();
        for (const step of steps) {
          openProject.advance(1_000);
          await carryOut(openProject, number, step);
          for (const { id } of simulator.workPackage(number)?.comments ?? []) everyId.add(id);
        }

        const shown = (simulator.workPackage(number)?.comments ?? []).filter(({ internal }) => !internal);
        const looked = await tracker.looks.look(number);
        const ids = shown.map(({ id }) => id);
        expect(looked.kind === 'looked' && looked.around.comments.map(({ id }) => id)).toEqual(ids);
        for (const id of everyId) {
          const read = await tracker.looks.readComment(number, id);
          expect(read.kind).toBe(ids.includes(id) ? 'read' : 'refused');
          expect(JSON.stringify(read)).not.toContain(secret);
        }
        const page = await tracker.looks.readShown(number);
        if (page.kind !== 'read') throw new Error(`Not read: ${page.kind}.`);
        expect(page.comments.map(({ id }) => id)).toEqual(ids.slice(-10));
        const files = shown.flatMap((comment) => comment.files.map(({ id }) => id));
        expect([...page.fileIds].toSorted()).toEqual(files.toSorted());
      }),
      { numRuns: histories, seed: 20_261_122 },
    );
  });
});

async function carryOut({ simulator, tracker }: SimulatedOpenProject, number: string, step: Step): Promise<void> {
  const agent = simulator.agent(people.specialist.id);
  if (!('on' in step)) {
    const text = step.isPublic ? 'words for everybody' : secret;
    if (step.kind === 'written') {
      const files = step.hasFile ? [{ fileName: 'file.txt', content: 'content' }] : [];
      agent.comment(number, text, { internal: !step.isPublic, files });
      return;
    }
    const visibility = step.isPublic ? 'public' : 'internal';
    const comment = { message: crypto.randomUUID(), text, visibility } as const;
    const uploaded = step.hasFile ? await tracker.commentWriter.upload(aFile('file.txt', 7)) : null;
    if (uploaded?.kind === 'uploaded') await tracker.commentWriter.stage(number, comment, [uploaded.temporaryId]);
    else await tracker.commentWriter.post(number, comment);
    return;
  }
  const comments = simulator.workPackage(number)?.comments ?? [];
  const comment = comments[step.on % Math.max(1, comments.length)];
  if (!comment) return;
  if (step.kind === 'emptied') agent.emptyComment(comment.id);
  else if (step.kind === 'edited') agent.editComment(comment.id, `${comment.text} edited`);
  // What hides or shows a comment is no page of OpenProject's; its words go with what it becomes.
  else if (step.kind === 'hidden') agent.setInternal(comment.id, true);
  else if (!comment.text.includes(secret)) agent.setInternal(comment.id, false);
}

test('a comment that does not say whether it is internal is none', async () => {
  const { simulator, tracker } = await startSimulatedOpenProject();
  const older = await startBehind(simulator.baseUrl);
  try {
    const created = await tracker.writer.create(aNewTicket());
    const number = created.kind === 'created' ? created.ticket.number : '';
    const { id } = simulator.agent(people.specialist.id).comment(number, secret);
    expect(await tracker.looks.readComment(number, id)).toMatchObject({ kind: 'read' });
    expect(await older.tracker.looks.readComment(number, id)).toEqual({ kind: 'refused', reason: 'not-found' });
    expect(await older.tracker.looks.look(number)).toMatchObject({ around: { comments: [] } });
    expect(await older.tracker.looks.readShown(number)).toMatchObject({ comments: [] });
  } finally {
    await older.close();
    await simulator.close();
  }
});

test('somebody else’s comment is never taken for one of the desk’s, whatever it says of itself', async () => {
  const { simulator, tracker } = await startSimulatedOpenProject();
  try {
    const created = await tracker.writer.create(aNewTicket());
    const number = created.kind === 'created' ? created.ticket.number : '';
    const message = crypto.randomUUID();
    const { id } = simulator.agent(people.specialist.id).comment(number, `words\n\n<!-- desk-message-${message} -->`);
    expect(await tracker.looks.readComment(number, id)).toMatchObject({ comment: { message: null, text: 'words' } });
    expect(await tracker.commentWriter.find(number, message, 0)).toEqual({ kind: 'found', comment: null });
    const forged = {
      message: crypto.randomUUID(),
      text: `<!-- desk-message-${message} -->`,
      visibility: 'public',
    } as const;
    await tracker.commentWriter.post(number, forged);
    expect(await tracker.commentWriter.find(number, message, 0)).toEqual({ kind: 'found', comment: null });
  } finally {
    await simulator.close();
  }
});

test('where OpenProject has no internal comments, an internal one is refused and never written', async () => {
  const { simulator, tracker } = await startSimulatedOpenProject({ simulator: { internalComments: false } });
  try {
    const created = await tracker.writer.create(aNewTicket());
    const number = created.kind === 'created' ? created.ticket.number : '';
    const comment = { message: crypto.randomUUID(), text: secret, visibility: 'internal' } as const;
    expect(await tracker.commentWriter.post(number, comment)).toEqual({ kind: 'refused', reason: 'not-permitted' });
    expect(simulator.workPackage(number)?.comments).toEqual([]);
  } finally {
    await simulator.close();
  }
});

/** An OpenProject from before internal comments: its answers do not name them. */
async function startBehind(baseUrl: string) {
  const server = createServer(async (request, response) => {
    const headers = { authorization: request.headers.authorization ?? '' };
    const answer = await fetch(`${baseUrl}${request.url}`, { headers });
    const text = (await answer.text()).replaceAll(/"internal":(?:true|false),/g, '');
    response.writeHead(answer.status, { 'content-type': 'application/hal+json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const tracker = createOpenProjectTracker({
    baseUrl: `http://127.0.0.1:${port}`,
    auth: { kind: 'api-key', apiKey: 'fixture-key' },
    map: anOpenProjectMap(),
    timeZone: 'Europe/Kyiv',
    webhookSecrets: [],
    now: Date.now,
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { tracker, close };
}
