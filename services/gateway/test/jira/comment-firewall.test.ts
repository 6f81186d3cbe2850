import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { aNewTicket } from '../conformance/tracker-under-test.ts';
import { people, type SimulatedJira, startSimulatedJira } from './start-simulator.ts';

const historiesPerFlavour = 100;
const secret = 'between colleagues';

/** What somebody does next; `on` chooses among the comments there are. */
type Step =
  | { readonly kind: 'written' | 'through-the-desk'; readonly isPublic: boolean; readonly hasFile: boolean }
  | { readonly kind: 'without-a-word-on-it'; readonly property: unknown }
  | { readonly kind: 'edited' | 'hidden' | 'shown' | 'deleted'; readonly on: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('written', 'through-the-desk'),
    isPublic: fc.boolean(),
    hasFile: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('without-a-word-on-it'),
    property: fc.constantFrom(undefined, null, {}, { internal: 'perhaps' }, { internal: 'true' }, { internal: true }),
  }),
  fc.record({ kind: fc.constantFrom('edited', 'hidden', 'shown', 'deleted'), on: fc.nat() }),
);

describe.each<JiraFlavourName>(['cloud', 'data-center'])('the comments of any history (Jira %s)', (flavour) => {
  let jira: SimulatedJira;
  beforeAll(async () => {
    jira = await startSimulatedJira({ flavour });
  });
  afterAll(() => jira.simulator.close());

  /** @claim rights Of any history of comments in Jira exactly the public ones are shown. (ASVS 8.2.3) */
  test('are listed exactly as far as they are public, and no other is ever read', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { looks, writer } = jira.tracker;
        const created = await writer.create(aNewTicket());
        const number = created.kind === 'created' ? created.ticket.number : '';
        const everyId = new Set<string>();
        for (const step of steps) {
          jira.advance(1_000);
          await carryOut(jira, number, step);
          for (const { id } of commentsOf(jira, number)) everyId.add(id);
        }

        const publicIds = commentsOf(jira, number)
          .filter((comment) => comment.public)
          .map(({ id }) => id);
        const looked = await looks.look(number);
        expect(looked.kind === 'looked' && looked.around.comments.map(({ id }) => id)).toEqual(publicIds);
        for (const id of everyId) {
          const read = await looks.readComment(number, id);
          expect(read.kind).toBe(publicIds.includes(id) ? 'read' : 'refused');
          expect(JSON.stringify(read).includes(secret)).toBe(false);
        }
        const shown = await looks.readShown(number);
        if (shown.kind !== 'read') throw new Error(`Not read: ${shown.kind}.`);
        expect(shown.comments.map(({ id }) => id)).toEqual(publicIds.slice(-10));
        const publicFiles = jira.simulator.issue(number)?.attachments.filter((file) => file.public) ?? [];
        expect([...shown.fileIds].toSorted()).toEqual(publicFiles.map(({ id }) => id).toSorted());
      }),
      { numRuns: historiesPerFlavour, seed: 20_261_122 },
    );
  });
});

function commentsOf({ simulator }: SimulatedJira, number: string) {
  return simulator.issue(number)?.comments ?? [];
}

async function carryOut(jira: SimulatedJira, number: string, step: Step): Promise<void> {
  switch (step.kind) {
    case 'written': {
      const files = step.hasFile ? [{ filename: `file-${crypto.randomUUID()}.txt`, content: 'content' }] : [];
      const text = step.isPublic ? 'words for everybody' : secret;
      jira.simulator.agent(people.specialist.id).comment(number, text, { public: step.isPublic, files });
      return;
    }
    case 'through-the-desk':
      return writeThroughDesk(jira, number, step);
    case 'without-a-word-on-it':
      return writeThroughApi(jira, number, step.property);
    default:
      return change(jira, number, step);
  }
}

async function writeThroughDesk(
  { tracker }: SimulatedJira,
  number: string,
  { isPublic, hasFile }: { readonly isPublic: boolean; readonly hasFile: boolean },
): Promise<void> {
  const { commentWriter } = tracker;
  const message = crypto.randomUUID();
  const comment = isPublic
    ? ({ message, text: 'words for everybody', visibility: 'public' } as const)
    : ({ message, text: secret, visibility: 'internal' } as const);
  if (!hasFile) {
    await commentWriter.post(number, comment);
    return;
  }
  const open = () => new Blob(['content']).stream();
  const uploaded = await commentWriter.upload({ name: `file-${message}.txt`, bytes: 7, open });
  const staged = await commentWriter.stage(number, comment, uploaded.kind === 'uploaded' ? [uploaded.temporaryId] : []);
  if (staged.kind === 'staged') await commentWriter.publish(number, staged.commentId, comment);
}

/** Somebody else's program writes for a robot of its own, with nothing or nonsense where the visibility should be. */
async function writeThroughApi({ simulator, tracker }: SimulatedJira, number: string, property: unknown) {
  const isCloud = tracker.people.profileUrl('x').includes('/jira/people/');
  const isInternal = String(Object(property).internal) === 'true';
  const text = isInternal ? secret : 'words for everybody';
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text }] };
  const response = await fetch(`${simulator.baseUrl}/rest/api/${isCloud ? 3 : 2}/issue/${number}/comment`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: isCloud
        ? `Basic ${Buffer.from('desk@example.test:fixture-token').toString('base64')}`
        : 'Bearer fixture-token',
    },
    body: JSON.stringify({
      body: isCloud ? { type: 'doc', version: 1, content: [paragraph] } : text,
      ...(property === undefined ? {} : { properties: [{ key: 'sd.public.comment', value: property }] }),
    }),
  });
  expect(response.status).toBe(201);
}

function change(
  jira: SimulatedJira,
  number: string,
  { kind, on }: { readonly kind: 'edited' | 'hidden' | 'shown' | 'deleted'; readonly on: number },
): void {
  const comments = commentsOf(jira, number);
  const comment = comments[on % Math.max(1, comments.length)];
  if (!comment) return;
  const agent = jira.simulator.agent(people.second.id);
  switch (kind) {
    case 'edited':
      agent.editComment(number, comment.id, comment.public ? 'other words for everybody' : secret);
      return;
    case 'hidden':
      agent.editComment(number, comment.id, secret);
      agent.setCommentVisibility(number, comment.id, { public: false });
      return;
    case 'shown':
      agent.editComment(number, comment.id, 'words for everybody now');
      agent.setCommentVisibility(number, comment.id, { public: true });
      return;
    case 'deleted':
      agent.deleteComment(number, comment.id);
  }
}
