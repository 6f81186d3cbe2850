import { describe, expect, it } from 'vitest';
import { changeTicket } from './change-ticket.ts';
import { isOpen, type Ticket, type TicketEvent, type TicketStatus, ticketStatuses } from './ticket.ts';

const now = Date.parse('2026-11-23T09:00:00Z');

function ticket(change: Partial<Ticket> = {}): Ticket {
  return {
    id: '6b1f0c1e-0000-4000-8000-000000000001',
    number: null,
    requesterId: 'employee-1',
    requestType: 'internet-problem',
    team: 'infrastructure',
    status: 'new',
    priority: 'medium',
    summary: 'Зник Wi-Fi на третьому поверсі',
    assigneeId: null,
    assignedElsewhere: false,
    createdAt: now - 60_000,
    changedAt: now - 60_000,
    filing: 'accepted',
    ...change,
  };
}

describe('filing', () => {
  const filed: Partial<Ticket> = { filing: 'filed', number: 'SD-128' };
  it.each<{ before: Partial<Ticket>; event: TicketEvent; outcome: object }>([
    {
      before: {},
      event: { kind: 'filed', number: 'SD-128' },
      outcome: { kind: 'moved', news: 'filed', ticket: { ...filed, changedAt: now } },
    },
    {
      before: {},
      event: { kind: 'filing-refused' },
      outcome: { kind: 'moved', news: 'refused', ticket: { filing: 'refused' } },
    },
    { before: filed, event: { kind: 'filed', number: 'SD-128' }, outcome: { kind: 'refused', reason: 'unchanged' } },
    {
      before: filed,
      event: { kind: 'filed', number: 'SD-129' },
      outcome: { kind: 'refused', reason: 'already-filed' },
    },
    { before: filed, event: { kind: 'filing-refused' }, outcome: { kind: 'refused', reason: 'already-filed' } },
    {
      before: { filing: 'refused' },
      event: { kind: 'filed', number: 'SD-128' },
      outcome: { kind: 'refused', reason: 'filing-was-refused' },
    },
    {
      before: { filing: 'refused' },
      event: { kind: 'filing-refused' },
      outcome: { kind: 'refused', reason: 'unchanged' },
    },
    {
      before: { filing: 'refused' },
      event: { kind: 'sent-again' },
      outcome: { kind: 'moved', news: 'changed', ticket: { filing: 'accepted', changedAt: now } },
    },
    { before: {}, event: { kind: 'sent-again' }, outcome: { kind: 'refused', reason: 'unchanged' } },
    { before: filed, event: { kind: 'sent-again' }, outcome: { kind: 'refused', reason: 'already-filed' } },
  ])('$before.filing, then $event: $outcome.kind', ({ before, event, outcome }) => {
    expect(changeTicket(ticket(before), event, now)).toMatchObject(outcome);
  });
});

describe('the assignee and the priority', () => {
  it.each<{ before: Partial<Ticket>; event: TicketEvent; outcome: object }>([
    {
      before: {},
      event: { kind: 'assigned', personId: 'p-1' },
      outcome: { news: 'assigned', ticket: { assigneeId: 'p-1' } },
    },
    { before: { assigneeId: 'p-1' }, event: { kind: 'assigned', personId: 'p-2' }, outcome: { news: 'assigned' } },
    { before: { assigneeId: 'p-1' }, event: { kind: 'assigned', personId: 'p-1' }, outcome: { reason: 'unchanged' } },
    {
      before: { assigneeId: 'p-1' },
      event: { kind: 'unassigned' },
      outcome: { news: 'unassigned', ticket: { assigneeId: null } },
    },
    { before: {}, event: { kind: 'unassigned' }, outcome: { reason: 'unchanged' } },
    {
      before: { assigneeId: 'p-1' },
      event: { kind: 'assigned-elsewhere' },
      outcome: { news: 'assigned', ticket: { assigneeId: null, assignedElsewhere: true } },
    },
    {
      before: { assignedElsewhere: true },
      event: { kind: 'assigned-elsewhere' },
      outcome: { reason: 'unchanged' },
    },
    {
      before: { assignedElsewhere: true },
      event: { kind: 'assigned', personId: 'p-1' },
      outcome: { news: 'assigned', ticket: { assigneeId: 'p-1', assignedElsewhere: false } },
    },
    {
      before: { assignedElsewhere: true },
      event: { kind: 'unassigned' },
      outcome: { news: 'unassigned', ticket: { assigneeId: null, assignedElsewhere: false } },
    },
    {
      before: {},
      event: { kind: 'priority-changed', priority: 'high' },
      outcome: { news: 'changed', ticket: { priority: 'high' } },
    },
    { before: {}, event: { kind: 'priority-changed', priority: 'medium' }, outcome: { reason: 'unchanged' } },
  ])('of $before, $event: $outcome', ({ before, event, outcome }) => {
    expect(changeTicket(ticket(before), event, now)).toMatchObject(outcome);
  });
});

describe('the life of a ticket', () => {
  it('is open until it is resolved or closed', () => {
    expect(ticketStatuses.filter(isOpen)).toEqual([
      'new',
      'in-progress',
      'waiting-for-customer',
      'waiting-for-support',
    ]);
  });

  const rows = ticketStatuses.flatMap((before) => ticketStatuses.map((after) => ({ before, after })));
  it.each(rows)('from $before to $after is told as what it is', ({ before, after }) => {
    const step = changeTicket(ticket({ status: before }), { kind: 'status-changed', status: after }, now);
    if (before === after) {
      expect(step).toEqual({ kind: 'refused', reason: 'unchanged' });
      return;
    }
    const news = newsOf(before, after);
    expect(step).toEqual({ kind: 'moved', ticket: ticket({ status: after, changedAt: now }), news });
  });

  function newsOf(before: TicketStatus, after: TicketStatus): string {
    if (after === 'resolved' || after === 'closed') return after;
    return before === 'resolved' || before === 'closed' ? 'reopened' : 'changed';
  }
});
