import { describe, expect, it } from 'vitest';
import type { Catalogue, RequestType } from '../catalogue/catalogue.ts';
import { changeDraft } from './change-draft.ts';
import type { Draft, DraftContext, DraftEvent, DraftFile, DraftPart } from './draft.ts';
import { defaultDraftLimits } from './draft-limits.ts';
import { draftFields, draftFiles, draftStep, draftText } from './read-draft.ts';
import { startDraft } from './start-draft.ts';

const began = Date.parse('2026-11-23T09:00:00Z');
const now = began + 60_000;
const title = { uk: 'Назва', en: 'Title' };

function type(id: string, fields: RequestType['fields'] = []): RequestType {
  return { id, title, hint: null, department: 'd', team: 't', popularity: 0, quick: false, fields };
}

const room = { id: 'room', title, hint: null, required: true, kind: 'text', choices: [] } as const;
const day = { id: 'day', title, hint: null, required: false, kind: 'date', choices: [] } as const;
const level = {
  ...room,
  id: 'level',
  kind: 'choice',
  choices: [
    { id: 'read', title },
    { id: 'change', title },
  ],
} as const;

const catalogue: Catalogue = {
  name: 'sample',
  teams: [],
  departments: [],
  requestTypes: [type('internet'), type('move', [room, day]), type('access', [room, level]), type('other')],
  defaultTeam: 't',
};
const limits = { ...defaultDraftLimits, filesMax: 3, textCharsMax: 40, answerCharsMax: 20, partsMax: 5 };
const context: DraftContext = { catalogue, limits, now };

function file(change: Partial<DraftFile> = {}): DraftFile {
  return {
    telegramFileId: 'f',
    uniqueId: 'u',
    name: 'photo.jpg',
    mime: 'image/jpeg',
    bytes: 10,
    kind: 'photo',
    ...change,
  };
}

function part(messageId: number, change: Partial<DraftPart> = {}): DraftPart {
  return { messageId, albumId: null, text: null, file: null, ...change };
}

const received = (messageId: number, change: Partial<DraftPart> = {}): DraftEvent => ({
  kind: 'message-received',
  part: part(messageId, change),
});

const empty = startDraft({ id: 'd-1', ownerId: 'p-1', now: began });

function drafted(change: Partial<Draft> = {}): Draft {
  return { ...empty, parts: [part(1, { text: 'Зник Wi-Fi' }), part(2, { file: file() })], ...change };
}

function after(draft: Draft, ...events: DraftEvent[]): Draft {
  return events.reduce((current, event) => {
    const step = changeDraft(current, event, context);
    if (step.kind === 'refused') throw new Error(`${event.kind} refused: ${step.reason}`);
    return step.draft;
  }, draft);
}

describe('refused, leaving the draft as it was', () => {
  const long = 'щ'.repeat(41);
  const withMove = drafted({ requestType: 'move' });
  const full = drafted({ parts: [1, 2, 3].map((id) => part(id, { file: file() })) });
  const crowded = drafted({ parts: [1, 2, 3, 4, 5].map((id) => part(id, { text: 'щ' })) });
  it.each<{ draft: Draft; event: DraftEvent; reason: string }>([
    { draft: empty, event: received(1), reason: 'nothing-in-it' },
    { draft: empty, event: received(1, { text: ' \n' }), reason: 'nothing-in-it' },
    { draft: drafted(), event: received(2, { text: 'ще раз' }), reason: 'already-received' },
    { draft: empty, event: received(1, { text: long }), reason: 'text-too-long' },
    { draft: drafted(), event: received(3, { text: 'щ'.repeat(30) }), reason: 'text-too-long' },
    { draft: full, event: received(4, { file: file() }), reason: 'too-many-files' },
    { draft: empty, event: received(1, { file: file({ bytes: limits.fileBytesMax + 1 }) }), reason: 'file-too-large' },
    { draft: empty, event: received(1, { file: file({ name: 'a.exe' }) }), reason: 'file-forbidden' },
    { draft: crowded, event: received(6, { text: 'щ' }), reason: 'too-many-messages' },
    { draft: drafted(), event: { kind: 'message-edited', messageId: 9, text: 'є' }, reason: 'unknown-message' },
    { draft: drafted(), event: { kind: 'message-edited', messageId: 1, text: '' }, reason: 'nothing-in-it' },
    { draft: drafted(), event: { kind: 'message-edited', messageId: 1, text: long }, reason: 'text-too-long' },
    { draft: drafted(), event: { kind: 'text-replaced', messageId: 3, text: ' ' }, reason: 'nothing-in-it' },
    { draft: drafted(), event: { kind: 'text-replaced', messageId: 3, text: long }, reason: 'text-too-long' },
    { draft: drafted(), event: { kind: 'text-replaced', messageId: 2, text: 'є' }, reason: 'already-received' },
    { draft: drafted(), event: { kind: 'file-removed', messageId: 1 }, reason: 'unknown-message' },
    { draft: drafted(), event: { kind: 'file-removed', messageId: 9 }, reason: 'unknown-message' },
    { draft: drafted(), event: { kind: 'type-chosen', requestType: 'gone' }, reason: 'unknown-type' },
    { draft: drafted(), event: { kind: 'reason-given', text: '  ' }, reason: 'reason-required' },
    { draft: drafted(), event: { kind: 'reason-given', text: 'щ'.repeat(21) }, reason: 'text-too-long' },
    { draft: drafted(), event: { kind: 'field-filled', field: 'room', value: '314' }, reason: 'unknown-type' },
    { draft: withMove, event: { kind: 'field-filled', field: 'level', value: 'read' }, reason: 'unknown-field' },
    { draft: withMove, event: { kind: 'field-filled', field: 'day', value: 'завтра' }, reason: 'invalid-field' },
    { draft: withMove, event: { kind: 'field-filled', field: 'room', value: ' ' }, reason: 'invalid-field' },
    { draft: withMove, event: { kind: 'field-filled', field: 'room', value: 'щ'.repeat(21) }, reason: 'text-too-long' },
    { draft: withMove, event: { kind: 'field-cleared', field: 'level' }, reason: 'unknown-field' },
    {
      draft: withMove,
      event: { kind: 'expect', expectation: { kind: 'field', field: 'level' } },
      reason: 'unknown-field',
    },
    { draft: empty, event: { kind: 'expect', expectation: { kind: 'field', field: 'room' } }, reason: 'unknown-type' },
  ])('$event: $reason', ({ draft, event, reason }) => {
    expect(changeDraft(draft, event, context)).toEqual({ kind: 'refused', reason });
  });
});

describe('messages', () => {
  it('stand in the order of the chat, whatever order they arrive in', () => {
    const album = { albumId: 'a-1' };
    const draft = after(
      empty,
      received(5, { ...album, file: file({ uniqueId: 'five' }) }),
      received(3, { text: 'Перше' }),
      received(4, { ...album, text: 'Друге', file: file({ uniqueId: 'four' }) }),
    );
    expect(draftText(draft)).toBe('Перше\nДруге');
    expect(draftFiles(draft).map(({ uniqueId }) => uniqueId)).toEqual(['four', 'five']);
    expect(draft.updatedAt).toBe(now);
    expect(draft.createdAt).toBe(began);
  });

  it.each([
    { bad: file({ name: 'a.exe' }), leftOut: 'file-forbidden' },
    { bad: file({ bytes: limits.fileBytesMax + 1 }), leftOut: 'file-too-large' },
  ])('keep their words when their file cannot be taken: $leftOut', ({ bad, leftOut }) => {
    const step = changeDraft(empty, received(1, { text: 'Ось програма', file: bad }), context);
    expect(step).toMatchObject({ kind: 'moved', leftOut, draft: { parts: [part(1, { text: 'Ось програма' })] } });
  });

  it('are taken up to the very limits', () => {
    const texts = Array.from({ length: limits.partsMax - limits.filesMax }, (_, at) => received(at + 1, { text: 'щ' }));
    const files = Array.from({ length: limits.filesMax }, (_, at) => received(at + 10, { file: file() }));
    expect(after(empty, ...texts, ...files).parts).toHaveLength(limits.partsMax);
    expect(draftText(after(empty, received(1, { text: 'щ'.repeat(limits.textCharsMax) })))).toHaveLength(40);
  });

  it('follow an edit in the chat; an emptied caption leaves the file', () => {
    const draft = after(
      drafted({ parts: [part(1, { text: 'Зник' }), part(2, { text: 'підпис', file: file() })] }),
      { kind: 'message-edited', messageId: 1, text: 'З’явився' },
      { kind: 'message-edited', messageId: 2, text: null },
    );
    expect(draft.parts).toEqual([part(1, { text: 'З’явився' }), part(2, { file: file() })]);
  });

  it('lose their file when it is removed, not their caption; a bare file goes with its message', () => {
    const draft = drafted({ parts: [part(1, { text: 'підпис', file: file() }), part(2, { file: file() })] });
    const changed = after(draft, { kind: 'file-removed', messageId: 1 }, { kind: 'file-removed', messageId: 2 });
    expect(changed.parts).toEqual([part(1, { text: 'підпис' })]);
  });

  it('give way to one new text, files staying', () => {
    const draft = drafted({ parts: [part(1, { text: 'Старе' }), part(2, { text: 'підпис', file: file() })] });
    const changed = after(draft, { kind: 'text-replaced', messageId: 3, text: 'Нове' });
    expect(changed.parts).toEqual([part(2, { file: file() }), part(3, { text: 'Нове' })]);
  });
});

describe('what the next text answers', () => {
  const waiting = (expecting: Draft['expecting']) => drafted({ requestType: 'move', expecting });

  it('nothing expected: it joins the draft', () => {
    expect(draftText(after(drafted(), received(3, { text: 'і досі' })))).toBe('Зник Wi-Fi\nі досі');
  });

  it('the text expected: it replaces what was written', () => {
    const draft = after(waiting({ kind: 'text' }), received(3, { text: 'Нове' }));
    expect(draft).toMatchObject({ expecting: null, parts: [part(2, { file: file() }), part(3, { text: 'Нове' })] });
  });

  it('a field expected: it fills the field and is no part of the text', () => {
    const draft = after(waiting({ kind: 'field', field: 'day' }), received(3, { text: '01.12.2026' }));
    expect(draft).toMatchObject({ expecting: null, fields: { day: '2026-12-01' }, parts: drafted().parts });
  });

  it('a field expected, and no answer to it: refused, the question stays', () => {
    const step = changeDraft(waiting({ kind: 'field', field: 'day' }), received(3, { text: 'завтра' }), context);
    expect(step).toEqual({ kind: 'refused', reason: 'invalid-field' });
  });

  it('a reason expected: the priority becomes critical', () => {
    const draft = after(waiting({ kind: 'priority-reason' }), received(3, { text: ' Зупинка каси ' }));
    expect(draft).toMatchObject({ expecting: null, priority: 'critical', priorityReason: 'Зупинка каси' });
  });

  it.each(['field', 'priority-reason'] as const)(
    'a file with a caption joins the draft while a %s is expected',
    (kind) => {
      const expecting = kind === 'field' ? { kind, field: 'room' } : { kind };
      const draft = after(waiting(expecting), received(3, { text: 'підпис', file: file() }));
      expect(draft).toMatchObject({ expecting, fields: {}, priority: 'medium' });
      expect(draft.parts).toContainEqual(part(3, { text: 'підпис', file: file() }));
    },
  );

  it('can be dropped, and no longer matters when its type or priority is changed', () => {
    const dropped: DraftEvent = { kind: 'expectation-dropped' };
    expect(after(waiting({ kind: 'text' }), dropped).expecting).toBeNull();
    const another: DraftEvent = { kind: 'type-chosen', requestType: 'internet' };
    expect(after(waiting({ kind: 'field', field: 'room' }), another).expecting).toBeNull();
    expect(after(waiting({ kind: 'text' }), another).expecting).toEqual({ kind: 'text' });
    const high: DraftEvent = { kind: 'priority-chosen', priority: 'high' };
    expect(after(waiting({ kind: 'priority-reason' }), high).expecting).toBeNull();
  });
});

describe('priority', () => {
  const critical: DraftEvent = { kind: 'priority-chosen', priority: 'critical' };
  const reason: DraftEvent = { kind: 'reason-given', text: 'Зупинка каси' };

  it('critical waits for its reason', () => {
    const asked = after(drafted(), critical);
    expect(asked).toMatchObject({ priority: 'medium', expecting: { kind: 'priority-reason' } });
    expect(after(asked, reason)).toMatchObject({
      priority: 'critical',
      priorityReason: 'Зупинка каси',
      expecting: null,
    });
  });

  it('critical again keeps the reason; any other drops it', () => {
    const given = after(drafted(), critical, reason);
    expect(after(given, critical)).toMatchObject({ priority: 'critical', expecting: null });
    expect(after(given, { kind: 'priority-chosen', priority: 'low' })).toMatchObject({
      priority: 'low',
      priorityReason: null,
    });
  });
});

describe('what a draft needs next', () => {
  const words = part(1, { text: 'Зник Wi-Fi' });
  it.each<{ name: string; draft: Partial<Draft>; step: unknown }>([
    { name: 'nothing yet', draft: { parts: [] }, step: 'describe' },
    { name: 'a photo without words', draft: { parts: [part(1, { file: file() })] }, step: 'describe' },
    { name: 'a voice message', draft: { parts: [part(1, { file: file({ kind: 'voice' }) })] }, step: 'choose-type' },
    { name: 'words', draft: { parts: [words] }, step: 'choose-type' },
    { name: 'a type that left the catalogue', draft: { parts: [words], requestType: 'gone' }, step: 'choose-type' },
    { name: 'a plain type', draft: { parts: [words], requestType: 'internet' }, step: 'review' },
    { name: 'a type with a field', draft: { parts: [words], requestType: 'move' }, step: { fill: room } },
    {
      name: 'the field filled',
      draft: { parts: [words], requestType: 'move', fields: { room: '314' } },
      step: 'review',
    },
    {
      name: 'one field of two filled',
      draft: { parts: [words], requestType: 'access', fields: { room: '314' } },
      step: { fill: level },
    },
    {
      name: 'a choice that left the catalogue',
      draft: { parts: [words], requestType: 'access', fields: { room: '314', level: 'own' } },
      step: { fill: level },
    },
  ])('$name: $step', ({ draft, step }) => {
    expect(draftStep({ ...empty, ...draft }, catalogue)).toEqual(step);
  });
});

describe('answers', () => {
  it('are filed for the chosen type alone, and kept when the type is changed back', () => {
    const filled = after(
      drafted(),
      { kind: 'type-chosen', requestType: 'move' },
      { kind: 'field-filled', field: 'room', value: '314' },
      { kind: 'field-filled', field: 'day', value: '01.12.2026' },
      { kind: 'type-chosen', requestType: 'access' },
    );
    expect(draftFields(filled, catalogue)).toEqual({ room: '314' });
    const back = after(filled, { kind: 'type-chosen', requestType: 'move' });
    expect(draftFields(back, catalogue)).toEqual({ room: '314', day: '2026-12-01' });
    const cleared = after(back, { kind: 'field-cleared', field: 'day' });
    expect(draftFields(cleared, catalogue)).toEqual({ room: '314' });
    expect(draftFields(empty, catalogue)).toEqual({});
  });
});
