import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DeskUnderTest, job, type OpenDesk, planOf, store } from './desk-under-test.ts';
import { aDraft, aPerson, monday10, saved } from './samples.ts';

/** What the reader of drafts promises. */
export function holdDraftsToTheirPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  async function withDraft() {
    const person = aPerson();
    const draft = aDraft(person.id);
    await store(desk, saved.person(person), saved.draft(draft));
    return { person, draft };
  }

  it('an open draft is found by its owner and its id, as it was written', async () => {
    const { person, draft } = await withDraft();
    const expected = { draft, state: { kind: 'open', ticketId: null }, version: 1 };
    expect(await desk.drafts.findOpenOf(person.id)).toEqual(expected);
    expect(await desk.drafts.findById(draft.id)).toEqual(expected);
    expect(await desk.drafts.findOpenOf(randomUUID())).toBeNull();
  });

  it('a draft being sent is found by its ticket, and is open no more', async () => {
    const { person, draft } = await withDraft();
    const ticketId = randomUUID();
    const state = { kind: 'sending', ticketId, language: 'uk', uploaded: [], delayTold: false } as const;
    await store(desk, { kind: 'save-draft', draft, state, expected: 1 });
    expect(await desk.drafts.findSending(ticketId)).toEqual({ draft, state, version: 2 });
    expect(await desk.drafts.findOpenOf(person.id)).toBeNull();
    expect(await desk.drafts.findSending(randomUUID())).toBeNull();
  });

  it('a draft set aside makes room for the next, and can be read still', async () => {
    const { person, draft } = await withDraft();
    const next = aDraft(person.id);
    const aside = { kind: 'discarded', at: monday10 } as const;
    await store(desk, { kind: 'save-draft', draft, state: aside, expected: 1 }, saved.draft(next));
    expect((await desk.drafts.findOpenOf(person.id))?.draft.id).toBe(next.id);
    expect((await desk.drafts.findById(draft.id))?.state).toEqual(aside);
  });

  it('a dropped draft is gone, and cannot be dropped twice', async () => {
    const { draft } = await withDraft();
    const drop = planOf({ changes: [{ kind: 'drop-draft', draftId: draft.id, expected: 1 }] });
    expect(await desk.ledger.commit(drop, job)).toBe('committed');
    expect(await desk.drafts.findById(draft.id)).toBeNull();
    expect(await desk.ledger.commit(drop, job)).toBe('overtaken');
  });
}
