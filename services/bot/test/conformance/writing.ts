import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import type { Composition } from '../../src/ports/compositions.ts';
import type { OutgoingComment } from '../../src/ports/outgoing-comments.ts';
import { type DeskUnderTest, job, type OpenDesk, planOf, store } from './desk-under-test.ts';
import { aPerson, aTicket, minuteMs, monday10, saved } from './samples.ts';

/** What the readers of prompts, of comments on their way and of messages about tickets promise. */
export function holdWritingToItsPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  async function withTicket() {
    const person = aPerson();
    const ticket = aTicket(person.id);
    await store(desk, saved.person(person), saved.ticket(ticket));
    return { person, ticket };
  }

  function aComment(authorId: string, ticketId: string, change: Partial<OutgoingComment> = {}): OutgoingComment {
    const part = { messageId: 7, albumId: null, text: 'І на другому поверсі теж.', file: null };
    return {
      ...{ id: randomIds.next(), ticketId, authorId, visibility: 'public', language: 'uk', albumId: null },
      state: 'sending',
      content: { parts: [part], uploaded: [], withoutFile: [], correction: null },
      ...{ wordedIn: [7], delayTold: false, createdAt: monday10 },
      ...change,
    };
  }

  it('a person has one prompt at a time, known with everything else about them, until it is dropped', async () => {
    const { person, ticket } = await withTicket();
    const first: Composition = {
      ...{ personId: person.id, ticketId: ticket.id, number: ticket.number ?? '' },
      ...{ purpose: { kind: 'priority', priority: 'high' }, startedAt: monday10, spokenAt: null, messages: 0 },
    };
    await store(desk, { kind: 'save-composition', composition: first });
    expect((await desk.people.findById(person.id))?.composition).toEqual(first);
    const second = { ...first, purpose: { kind: 'comment' }, spokenAt: monday10 + minuteMs, messages: 3 } as const;
    await store(desk, { kind: 'save-composition', composition: second });
    expect((await desk.people.findByTelegramId(person.telegramId))?.composition).toEqual(second);
    const drop = planOf({ changes: [{ kind: 'drop-composition', personId: person.id }] });
    expect(await desk.ledger.commit(drop, job)).toBe('committed');
    expect(await desk.ledger.commit(drop, job)).toBe('committed');
    expect((await desk.people.findById(person.id))?.composition).toBeNull();
  });

  it('a comment is found by its id and by its album, as it was written', async () => {
    const { person, ticket } = await withTicket();
    const [early, late] = [
      aComment(person.id, ticket.id, { albumId: 'album', state: 'collecting' }),
      aComment(person.id, ticket.id, { albumId: 'album', visibility: 'internal', language: 'en' }),
    ];
    for (const comment of [early, late]) await store(desk, { kind: 'save-outgoing', comment, expected: 0 });
    expect(await desk.outgoing.findById(early.id)).toMatchObject({ comment: early, version: 1 });
    expect(await desk.outgoing.findAlbum(person.id, 'album')).toMatchObject({ comment: late, version: 1 });
    expect(await desk.outgoing.findAlbum(person.id, 'another')).toBeNull();
    expect(await desk.outgoing.findAlbum(ticket.id, 'album')).toBeNull();
  });

  it('a comment that moved on since it was read is overtaken, and its words can leave', async () => {
    const { person, ticket } = await withTicket();
    const comment = aComment(person.id, ticket.id);
    await store(desk, { kind: 'save-outgoing', comment, expected: 0 });
    const sent = { ...comment, state: 'sent', content: null, delayTold: true } as const;
    const change = planOf({ changes: [{ kind: 'save-outgoing', comment: sent, expected: 1 }] });
    expect(await desk.ledger.commit(change, job)).toBe('committed');
    expect(await desk.ledger.commit(change, job)).toBe('overtaken');
    expect(await desk.outgoing.findById(comment.id)).toMatchObject({ comment: sent, version: 2 });
  });

  it('the oldest that has not arrived is found before a later one, of the same author about the same ticket', async () => {
    const { person, ticket } = await withTicket();
    const other = aTicket(person.id);
    await store(desk, saved.ticket(other));
    const elsewhere = aComment(person.id, other.id);
    const [first, second, third, fourth] = [
      aComment(person.id, ticket.id),
      aComment(person.id, ticket.id),
      aComment(person.id, ticket.id),
      aComment(person.id, ticket.id),
    ];
    const before = async ({ id }: OutgoingComment) => {
      const stored = await desk.outgoing.findById(id);
      return stored && ((await desk.outgoing.findUnsentBefore(stored))?.comment.id ?? null);
    };
    for (const comment of [elsewhere, first, second, third, fourth]) {
      await store(desk, { kind: 'save-outgoing', comment, expected: 0 });
    }
    expect(await before(fourth)).toBe(first.id);
    expect(await before(first)).toBeNull();
    for (const [comment, state] of [[first, 'sent'] as const, [second, 'refused'] as const]) {
      await store(desk, { kind: 'save-outgoing', comment: { ...comment, state, content: null }, expected: 1 });
    }
    expect(await before(fourth)).toBe(third.id);
    expect(await before(third)).toBeNull();
  });

  it('a message that became a comment leads to it, in its own chat', async () => {
    const { person, ticket } = await withTicket();
    const comment = aComment(person.id, ticket.id);
    const noted = { kind: 'note-message', messageId: 7, ticketId: ticket.id, message: comment.id } as const;
    await store(desk, { ...noted, chatId: person.chatId });
    await store(desk, { ...noted, chatId: person.chatId });
    expect(await desk.ticketMessages.find(person.chatId, 7)).toEqual({ ticketId: ticket.id, message: comment.id });
    expect(await desk.ticketMessages.find(person.chatId, 8)).toBeNull();
    expect(await desk.ticketMessages.find(person.chatId + 1, 7)).toBeNull();
  });
}
