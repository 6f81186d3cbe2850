import { randomUUID } from 'node:crypto';
import type { Ticket } from '@desk/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Change, Effect } from '../../src/ports/plan.ts';
import { type DeskUnderTest, job, type OpenDesk, planOf, store } from './desk-under-test.ts';
import { aDecision, anAssignment, aPerson, aSpecialist, aTicket, hourMs, monday10, saved } from './samples.ts';

function declined(change: Change): Change {
  if (change.kind !== 'save-assignment') return change;
  const over = { state: 'declined', remindAt: null, reassignAt: null } as const;
  return { ...change, assignment: { ...change.assignment, ...over }, expected: 1 };
}

/** What the readers of tickets and assignments promise. */
export function holdTicketsToTheirPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  async function withTickets(changes: readonly Partial<Ticket>[]) {
    const person = aPerson();
    const specialist = aSpecialist('infrastructure');
    const tickets = changes.map((change) => aTicket(person.id, change));
    const owned = tickets.map((ticket) => ({ ...ticket, assigneeId: ticket.assigneeId && specialist.id }));
    await store(desk, saved.person(person), saved.person(specialist), ...owned.map((ticket) => saved.ticket(ticket)));
    return { person, specialist, tickets: owned };
  }

  const everything = { offset: 0, size: 100 };
  const idsOf = (page: { readonly tickets: readonly { readonly ticket: Ticket }[] }) =>
    page.tickets.map(({ ticket }) => ticket.id);

  const awaitingOf = async (tickets: readonly Ticket[]) => {
    const awaiting = (await desk.tickets.listAwaitingAssignment(1_000)).map(({ ticketId }) => ticketId);
    return tickets.map(({ id }) => id).filter((id) => awaiting.includes(id));
  };

  it('a ticket is found by id and number with all that was stored', async () => {
    const person = aPerson();
    const ticket = aTicket(person.id);
    const grant = { id: randomUUID(), expiresAt: monday10 + hourMs };
    const more = { grant, url: 'https://jira.example.org/browse/SD-1', trackerChangedAt: monday10 + 1 };
    await store(desk, saved.person(person), { kind: 'save-ticket', ticket, ...more, expected: 0 });
    const around = { trackerReadAt: null, slaDueAt: null, slaToldFor: null, closedAt: null };
    const expected = { ticket, ...more, ...around, waiting: null, version: 1 };
    expect(await desk.tickets.findById(ticket.id)).toEqual(expected);
    expect(await desk.tickets.findByNumber(ticket.number ?? '')).toEqual(expected);
    expect(await desk.tickets.findById(randomUUID())).toBeNull();
    expect(await desk.tickets.findByNumber('SD-0')).toBeNull();
  });

  it('the readings that were taken over are found by number, many at once', async () => {
    const { tickets } = await withTickets([{}, { filing: 'accepted' }, {}]);
    const [read, unfiled, unread] = tickets;
    if (!read || !unfiled || !unread) throw new Error('There are tickets.');
    const trackerChangedAt = monday10 + 1;
    await store(desk, { kind: 'save-ticket', ticket: read, grant: null, url: null, trackerChangedAt, expected: 1 });
    const numbers = [read, unfiled, unread].map(({ number }) => number ?? '');
    const unknown = { changedAt: null, readAt: null };
    expect(await desk.tickets.listTakenReadings([...numbers, 'SD-0'])).toEqual(
      new Map([
        [read.number, { ticketId: read.id, isFiled: true, changedAt: trackerChangedAt, readAt: null }],
        [unfiled.number, { ticketId: unfiled.id, isFiled: false, ...unknown }],
        [unread.number, { ticketId: unread.id, isFiled: true, ...unknown }],
      ]),
    );
    expect(await desk.tickets.listTakenReadings([])).toEqual(new Map());
  });

  it('what people were told of a ticket that waits stays with it, whatever else changes', async () => {
    const { tickets } = await withTickets([{}]);
    const [ticket] = tickets;
    if (!ticket) throw new Error('There is a ticket.');
    await store(desk, { kind: 'note-waiting', ticketId: ticket.id, reason: 'all-at-ceiling' });
    await store(desk, saved.ticket({ ...ticket, priority: 'high' }, 1));
    expect(await desk.tickets.findById(ticket.id)).toMatchObject({
      waiting: 'all-at-ceiling',
      ticket: { priority: 'high' },
    });
    await store(desk, { kind: 'note-waiting', ticketId: ticket.id, reason: null });
    expect((await desk.tickets.findById(ticket.id))?.waiting).toBeNull();
  });

  it('of one requester: open ones first, the latest change first, none that was refused, page by page', async () => {
    const { person, tickets } = await withTickets([
      { status: 'closed', changedAt: monday10 + 9 },
      { status: 'new', changedAt: monday10 + 1 },
      { status: 'in-progress', changedAt: monday10 + 2 },
      { filing: 'refused', changedAt: monday10 + 8 },
    ]);
    const [closed, older, newer] = tickets.map(({ id }) => id);
    const page = await desk.tickets.listRequestedBy(person.id, everything);
    expect(idsOf(page)).toEqual([newer, older, closed]);
    expect(page.total).toBe(3);
    const second = await desk.tickets.listRequestedBy(person.id, { offset: 1, size: 1 });
    expect({ ids: idsOf(second), total: second.total }).toEqual({ ids: [older], total: 3 });
  });

  it('of one assignee: open ones by priority, then age', async () => {
    const assigneeId = 'someone';
    const { specialist, tickets } = await withTickets([
      { assigneeId, priority: 'medium', createdAt: monday10 + 1 },
      { assigneeId, priority: 'medium', createdAt: monday10 },
      { assigneeId, priority: 'critical', createdAt: monday10 + 2 },
      { assigneeId, priority: 'critical', status: 'resolved' },
      {},
    ]);
    const [younger, older, critical] = tickets.map(({ id }) => id);
    const page = await desk.tickets.listAssignedTo(specialist.id, everything);
    expect(idsOf(page)).toEqual([critical, older, younger]);
  });

  it('of teams: open ones, oldest first, unassigned or all', async () => {
    const team = `team-${randomUUID().slice(0, 8)}`;
    const { tickets } = await withTickets([
      { team, createdAt: monday10 + 2 },
      { team, createdAt: monday10 + 1, assigneeId: 'someone' },
      { team, createdAt: monday10, status: 'closed' },
      { team: `${team}-other` },
      { team, createdAt: monday10 + 3, assignedElsewhere: true },
    ]);
    const [unassigned, assigned, , , elsewhere] = tickets.map(({ id }) => id);
    expect(idsOf(await desk.tickets.listOfTeams([team], 'open', everything))).toEqual([
      assigned,
      unassigned,
      elsewhere,
    ]);
    expect(idsOf(await desk.tickets.listOfTeams([team], 'unassigned', everything))).toEqual([unassigned]);
  });

  it('awaiting assignment: filed, open and nobody’s', async () => {
    const { tickets } = await withTickets([
      { priority: 'critical', createdAt: 1 },
      { priority: 'critical', createdAt: 1, filing: 'accepted', number: null },
      { priority: 'critical', createdAt: 1, assigneeId: 'someone' },
      { priority: 'critical', createdAt: 1, status: 'closed' },
      { priority: 'critical', createdAt: 1, assignedElsewhere: true },
    ]);
    const awaiting = await desk.tickets.listAwaitingAssignment(1_000);
    const ours = awaiting.filter(({ ticketId }) => tickets.some(({ id }) => id === ticketId));
    expect(ours).toEqual([{ ticketId: tickets[0]?.id, team: 'infrastructure', priority: 'critical' }]);
  });

  it('awaiting assignment: what was given back, until somebody else has it', async () => {
    const { specialist, tickets } = await withTickets([{ assigneeId: 'someone' }, { assigneeId: 'someone' }]);
    const [byDesk, bySupervisor] = tickets.map(({ id }) => id);
    const given = (ticketId: string, decisionId: string | null): Change => ({
      kind: 'save-assignment',
      assignment: anAssignment(ticketId, specialist.id),
      decisionId,
      expected: 0,
    });
    const decisionId = randomUUID();
    const decision = aDecision(specialist.id);
    const first = given(byDesk ?? '', decisionId);
    const second = given(bySupervisor ?? '', null);
    await store(desk, { kind: 'store-decision', id: decisionId, ticketId: byDesk ?? '', decision }, first, second);
    expect(await awaitingOf(tickets)).toEqual([]);
    await store(desk, ...[first, second].map(declined));
    expect((await desk.assignments.findLatest(byDesk ?? ''))?.assignment.state).toBe('declined');
    expect(await desk.assignments.findInForce(byDesk ?? '')).toBeNull();
    expect(await awaitingOf(tickets)).toEqual([byDesk]);
    await store(desk, saved.assignment(anAssignment(byDesk ?? '', specialist.id, { assignedAt: 1 })));
    expect(await awaitingOf(tickets)).toEqual([]);
  });

  it('one assignment of a ticket is in force, with the decision behind it', async () => {
    const { specialist, tickets } = await withTickets([{}]);
    const ticketId = tickets[0]?.id ?? '';
    const assignment = anAssignment(ticketId, specialist.id);
    const decision = aDecision(specialist.id);
    const decisionId = randomUUID();
    await store(
      desk,
      { kind: 'save-assignment', assignment, decisionId, expected: 0 },
      { kind: 'store-decision', id: decisionId, ticketId, decision },
    );
    expect(await desk.assignments.findInForce(ticketId)).toEqual({ assignment, decisionId, version: 1 });
    expect(await desk.assignments.findDecision(decisionId)).toEqual(decision);
    expect(await desk.assignments.findLatestDecision(ticketId)).toEqual(decision);
    const second = planOf({ changes: [saved.assignment(anAssignment(ticketId, specialist.id, { assignedAt: 1 }))] });
    expect(await desk.ledger.commit(second, job)).toBe('overtaken');
  });

  it('an assignment passes on in one plan, at one instant', async () => {
    const { person, specialist, tickets } = await withTickets([{}]);
    const ticketId = tickets[0]?.id ?? '';
    const first = anAssignment(ticketId, specialist.id);
    await store(desk, saved.assignment(first));
    const next = anAssignment(ticketId, person.id);
    const declined = saved.assignment({ ...first, state: 'declined', remindAt: null, reassignAt: null }, 1);
    await store(desk, declined, saved.assignment(next));
    expect((await desk.assignments.findInForce(ticketId))?.assignment).toEqual(next);
  });

  it('an assignment is untold for as long as the tracker is to be told of it, now or later', async () => {
    const { specialist, tickets } = await withTickets([{}, {}, {}]);
    const [now, later, other] = tickets.map(({ id }) => id);
    const telling = (ticketId = ''): Effect => ({
      ...{ kind: 'assign-in-tracker', ticketId, personId: specialist.id, expectedPersonId: null },
      ...{ byPersonId: null, remarkId: null, askedAt: null },
    });
    const delayed = { kind: 'delayed', dueAt: monday10 + hourMs, effect: telling(later) } as const;
    const moved: Effect = {
      ...{ kind: 'move-in-tracker', ticketId: other ?? '', to: 'in-progress', byPersonId: specialist.id },
      askedAt: null,
    };
    expect(await desk.ledger.commit(planOf({ effects: [telling(now), delayed, moved] }), job)).toBe('committed');
    const untold = [now, later, other].map((ticketId) => desk.assignments.isUntold(ticketId ?? ''));
    expect(await Promise.all(untold)).toEqual([true, true, false]);
  });

  it('reactions are due when their time has come, and not once the ticket is taken', async () => {
    const { specialist, tickets } = await withTickets([{}]);
    const ticketId = tickets[0]?.id ?? '';
    const assignment = anAssignment(ticketId, specialist.id, { remindAt: 2_000, reassignAt: 4_000 });
    await store(desk, saved.assignment(assignment));
    expect(await desk.assignments.listDueReactions(1_999, 100)).not.toContain(ticketId);
    expect(await desk.assignments.listDueReactions(2_000, 100)).toContain(ticketId);
    await store(desk, saved.assignment({ ...assignment, state: 'reminded' }, 1));
    expect(await desk.assignments.listDueReactions(3_999, 100)).not.toContain(ticketId);
    expect(await desk.assignments.listDueReactions(4_000, 100)).toContain(ticketId);
    await store(desk, saved.assignment({ ...assignment, state: 'taken' }, 2));
    expect(await desk.assignments.listDueReactions(4_000, 100)).not.toContain(ticketId);
  });
}
