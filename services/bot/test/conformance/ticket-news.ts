import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Change } from '../../src/ports/plan.ts';
import type { StoredComment } from '../../src/ports/ticket-comments.ts';
import { type DeskUnderTest, type OpenDesk, store } from './desk-under-test.ts';
import { aPerson, aTicket, hourMs, minuteMs, monday10, saved } from './samples.ts';

function aComment(change: Partial<StoredComment> = {}): StoredComment {
  const at = { createdAt: monday10, editedAt: monday10 };
  return { id: '10001', message: null, authorId: null, ...at, state: 'shown', readers: [], ...change };
}

const marks = (ticketId: string, comments: readonly StoredComment[], slaDueAt: number | null = null): Change => ({
  ...{ kind: 'save-marks', ticketId, readAt: monday10 + 1, slaDueAt, comments },
});

/** What is remembered around tickets: comments, promises, and the silence after a solution. */
export function holdTicketNewsToItsPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  async function withTicket(change: Parameters<typeof aTicket>[1] = {}) {
    const person = aPerson();
    const ticket = aTicket(person.id, change);
    await store(desk, saved.person(person), saved.ticket(ticket));
    return { person, ticket };
  }

  it('a comment is found with all that was stored, and written over by its id', async () => {
    const { person, ticket } = await withTicket();
    const first = aComment({ message: randomUUID(), authorId: person.id, readers: [person.id] });
    const second = aComment({ id: '10002', createdAt: monday10 + minuteMs, editedAt: monday10 + minuteMs });
    await store(desk, marks(ticket.id, [second, first]));
    expect(await desk.comments.listOf(ticket.id)).toEqual([first, second]);
    const edited = { ...first, editedAt: monday10 + hourMs, state: 'withdrawn', readers: [] } as const;
    await store(desk, marks(ticket.id, [edited]));
    expect(await desk.comments.find(ticket.id, first.id)).toEqual(edited);
    expect(await desk.comments.listOf(ticket.id)).toEqual([edited, second]);
    expect(await desk.comments.find(ticket.id, '404')).toBeNull();
    expect(await desk.comments.listOf(randomUUID())).toEqual([]);
  });

  it('the reading stays with the ticket, whatever else is written about it', async () => {
    const { ticket } = await withTicket();
    await store(desk, marks(ticket.id, [], monday10 + hourMs));
    await store(desk, saved.ticket({ ...ticket, priority: 'high' }, 1));
    expect(await desk.tickets.findById(ticket.id)).toMatchObject({
      ...{ trackerReadAt: monday10 + 1, slaDueAt: monday10 + hourMs, slaToldFor: null, version: 2 },
    });
  });

  it('a promise is listed before it breaks, until somebody was told of it', async () => {
    const dueAt = monday10 + hourMs;
    const { ticket } = await withTicket();
    const { ticket: over } = await withTicket({ status: 'resolved' });
    await store(desk, marks(ticket.id, [], dueAt), marks(over.id, [], dueAt));
    const listed = async (before: number) =>
      (await desk.dueTickets.listBreakingBefore(before, 1_000)).filter((id) => id === ticket.id || id === over.id);
    expect(await listed(dueAt)).toEqual([]);
    expect(await listed(dueAt + 1)).toEqual([ticket.id]);
    await store(desk, { kind: 'note-told', ticketId: ticket.id, what: 'breach', about: dueAt });
    expect(await listed(dueAt + 1)).toEqual([]);
    await store(desk, marks(ticket.id, [], dueAt + minuteMs));
    expect(await listed(dueAt + hourMs)).toEqual([ticket.id]);
  });

  it('a solution is listed while nobody answers, unless it was given up', async () => {
    const { ticket } = await withTicket({ status: 'resolved', changedAt: monday10 });
    const { ticket: closed } = await withTicket({ status: 'closed' });
    const listed = async (before: number) => {
      const found = await desk.dueTickets.listSilentSince(before, 1_000);
      return found.map((stored) => stored.ticket.id).filter((id) => id === ticket.id || id === closed.id);
    };
    expect(await desk.tickets.findById(ticket.id)).toMatchObject({ closedAt: monday10 });
    expect(await listed(monday10)).toEqual([]);
    expect(await listed(monday10 + 1)).toEqual([ticket.id]);
    await store(desk, { kind: 'note-told', ticketId: ticket.id, what: 'silence', about: monday10 });
    expect(await listed(monday10 + 1)).toEqual([]);
    await store(desk, saved.ticket({ ...ticket, status: 'in-progress' }, 1));
    expect(await desk.tickets.findById(ticket.id)).toMatchObject({ closedAt: null });
    await store(desk, saved.ticket({ ...ticket, changedAt: monday10 + hourMs }, 2));
    expect(await listed(monday10 + 2 * hourMs)).toEqual([ticket.id]);
  });

  it('a ticket of somebody who has never been here is found without words, and becomes theirs', async () => {
    const person = aPerson();
    const ticket = aTicket(person.id, { requesterId: null, summary: '' });
    const { employeeId } = person.profile;
    await store(desk, saved.ticket(ticket), { kind: 'await-requester', ticketId: ticket.id, employeeId });
    expect(await desk.tickets.findById(ticket.id)).toMatchObject({ ticket, version: 1 });
    await store(desk, saved.person(person), {
      kind: 'claim-tickets',
      personId: person.id,
      employeeId: 'somebody else',
    });
    expect(await desk.tickets.findById(ticket.id)).toMatchObject({ ticket: { requesterId: null } });
    await store(desk, { kind: 'claim-tickets', personId: person.id, employeeId });
    const theirs = { ...ticket, requesterId: person.id };
    expect(await desk.tickets.findById(ticket.id)).toMatchObject({ ticket: theirs, version: 2 });
    expect((await desk.tickets.listRequestedBy(person.id, { offset: 0, size: 10 })).total).toBe(1);
    await store(desk, saved.ticket({ ...theirs, status: 'in-progress' }, 2));
    expect(await desk.tickets.findById(ticket.id)).toMatchObject({ ticket: { status: 'in-progress', summary: '' } });
  });

  it('tickets with comments in chats are looked at in turn', async () => {
    const numbers = new Map<string, string>();
    for (const comments of [[aComment()], [aComment()], [aComment({ state: 'withdrawn' })], []]) {
      const { ticket } = await withTicket();
      await store(desk, marks(ticket.id, comments));
      numbers.set(ticket.id, ticket.number ?? '');
    }
    const [first = '', second = ''] = [...numbers.keys()];
    const listed = async (shownSince: number, lookedBefore: number) => {
      const found = await desk.dueTickets.listToLookAt({ shownSince, lookedBefore }, 1_000);
      for (const { ticketId, number } of found) expect(numbers.get(ticketId) ?? number).toBe(number);
      return found.map(({ ticketId }) => ticketId).filter((id) => numbers.has(id));
    };
    const later = monday10 + hourMs;
    expect((await listed(monday10, later)).toSorted()).toEqual([first, second].toSorted());
    expect(await listed(monday10 + 1, later)).toEqual([]);
    expect(await listed(monday10, monday10)).toEqual([]);
    await store(desk, { kind: 'note-looks', ticketIds: [first], at: later });
    expect(await listed(monday10, later)).toEqual([second]);
    expect(await listed(monday10, later + 1)).toEqual([second, first]);
  });
}
