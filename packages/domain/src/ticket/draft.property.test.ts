import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { changeDraft } from './change-draft.ts';
import type { Draft, DraftContext, DraftEvent, DraftPart } from './draft.ts';
import { defaultDraftLimits } from './draft-limits.ts';
import { draftFiles, draftText } from './read-draft.ts';
import { startDraft } from './start-draft.ts';

fc.configureGlobal({ seed: 20_261_121 });

const title = { uk: 'Назва', en: 'Title' };
const room = { id: 'room', title, hint: null, required: true, kind: 'text', choices: [] } as const;
const requestType = { title, hint: null, department: 'd', team: 't', popularity: 0, quick: false };
const catalogue: Catalogue = {
  name: 'sample',
  teams: [],
  departments: [],
  requestTypes: [
    { ...requestType, id: 'move', fields: [room] },
    { ...requestType, id: 'other', fields: [] },
  ],
  defaultTeam: 't',
};
const limits = { ...defaultDraftLimits, filesMax: 4, textCharsMax: 60, answerCharsMax: 10, partsMax: 8 };

const messageId = fc.integer({ min: 1, max: 20 });
const words = fc.constantFrom('Зник Wi-Fi', 'і досі', '314', ' ', 'щ'.repeat(30));
const part: fc.Arbitrary<DraftPart> = fc.record({
  messageId,
  albumId: fc.constantFrom(null, 'a-1'),
  text: fc.option(words),
  file: fc.option(
    fc.record({
      telegramFileId: fc.constant('f'),
      uniqueId: fc.integer({ min: 0, max: 1_000_000 }).map(String),
      name: fc.constantFrom('photo.jpg', 'setup.exe'),
      mime: fc.constant('image/jpeg'),
      bytes: fc.constantFrom(null, 10, limits.fileBytesMax + 1),
      kind: fc.constantFrom('photo' as const, 'voice' as const),
    }),
  ),
});
const message = part.map((received): DraftEvent => ({ kind: 'message-received', part: received }));
const event: fc.Arbitrary<DraftEvent> = fc.oneof(
  { weight: 3, arbitrary: message },
  fc.record({ kind: fc.constant('message-edited' as const), messageId, text: fc.option(words) }),
  fc.record({ kind: fc.constant('text-replaced' as const), messageId, text: words }),
  fc.record({ kind: fc.constant('file-removed' as const), messageId }),
  fc.record({ kind: fc.constant('type-chosen' as const), requestType: fc.constantFrom('move', 'other', 'gone') }),
  fc.record({
    kind: fc.constant('priority-chosen' as const),
    priority: fc.constantFrom('critical' as const, 'medium' as const, 'low' as const),
  }),
  fc.record({ kind: fc.constant('reason-given' as const), text: words }),
  fc.record({ kind: fc.constant('field-filled' as const), field: fc.constantFrom('room', 'gone'), value: words }),
  fc.record({ kind: fc.constant('field-cleared' as const), field: fc.constantFrom('room', 'gone') }),
  fc.constantFrom<DraftEvent>(
    { kind: 'expect', expectation: { kind: 'text' } },
    { kind: 'expect', expectation: { kind: 'priority-reason' } },
    { kind: 'expect', expectation: { kind: 'field', field: 'room' } },
    { kind: 'expectation-dropped' },
  ),
);

const context = (now: number): DraftContext => ({ catalogue, limits, now });
const empty = startDraft({ id: 'd-1', ownerId: 'p-1', now: 0 });

it('never loses a part: what was taken is there, until the person takes it out', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let draft: Draft = empty;
      events.forEach((next, step) => {
        const outcome = changeDraft(draft, next, context(step));
        if (outcome.kind === 'refused') return;
        expectKept(draft, next, outcome.draft);
        if (next.kind === 'message-received') expectTaken(draft, next.part, outcome);
        draft = outcome.draft;
      });
    }),
    { numRuns: 300 },
  );
});

it('stays within its limits, in order, and critical only with a reason', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let draft: Draft = empty;
      events.forEach((next, step) => {
        const outcome = changeDraft(draft, next, context(step));
        if (outcome.kind === 'moved') draft = outcome.draft;
        const ids = draft.parts.map((kept) => kept.messageId);
        expect(ids).toEqual([...new Set(ids)].sort((one, another) => one - another));
        expect(draftFiles(draft).length).toBeLessThanOrEqual(limits.filesMax);
        expect(draftText(draft).length).toBeLessThanOrEqual(limits.textCharsMax);
        expect(draft.parts.length).toBeLessThanOrEqual(limits.partsMax);
        expect(draft.parts.every((kept) => kept.text !== null || kept.file !== null)).toBe(true);
        expect(draft.priority === 'critical').toBe(draft.priorityReason !== null);
      });
    }),
    { numRuns: 300 },
  );
});

/** Files go only by removal; texts only by an edit or a replacement. */
function expectKept(before: Draft, next: DraftEvent, after: Draft): void {
  const filesOf = (draft: Draft) => draftFiles(draft).map(({ uniqueId }) => uniqueId);
  if (next.kind !== 'file-removed') expect(filesOf(after)).toEqual(expect.arrayContaining(filesOf(before)));
  const replaces = next.kind === 'text-replaced' || next.kind === 'message-edited';
  const answersText = next.kind === 'message-received' && before.expecting?.kind === 'text';
  if (replaces || answersText) return;
  for (const kept of before.parts) {
    if (kept.text !== null)
      expect(after.parts.find(({ messageId: id }) => id === kept.messageId)?.text).toBe(kept.text);
  }
}

/** A message accepted is in the draft with its words and its file, answers a question, or says what was left out. */
function expectTaken(
  before: Draft,
  sent: DraftPart,
  outcome: Extract<ReturnType<typeof changeDraft>, { kind: 'moved' }>,
) {
  const kept = outcome.draft.parts.find(({ messageId: id }) => id === sent.messageId);
  const question = before.expecting?.kind;
  if (kept === undefined) {
    expect(sent.file).toBeNull();
    expect(['field', 'priority-reason']).toContain(question);
    return;
  }
  expect(kept.text).toBe(sent.text?.trim() ? sent.text : null);
  expect(kept.file).toEqual(outcome.leftOut === null ? sent.file : null);
}
