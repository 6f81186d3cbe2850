import { describe, expect, it } from 'vitest';
import type { Ticket } from '../ticket/ticket.ts';
import type { Assignment, AssignmentState } from './assignment.ts';
import { awaitsAssignment } from './awaits-assignment.ts';

function ticket(change: Partial<Ticket>): Ticket {
  return {
    ...{ id: 't-1', number: 'SD-1', requesterId: 'olena', requestType: 'internet', team: 'network' },
    ...{ status: 'new', priority: 'medium', summary: 'Wi-Fi', assigneeId: null, createdAt: 0, changedAt: 0 },
    ...{ filing: 'filed', assignedElsewhere: false },
    ...change,
  };
}

function latest(state: AssignmentState, byDesk = true): { readonly assignment: Assignment; readonly byDesk: boolean } {
  const assignment = { ticketId: 't-1', personId: 'iryna', assignedAt: 0, state, limitMinutes: 120 };
  return { assignment: { ...assignment, remindAt: null, reassignAt: null }, byDesk };
}

describe('a ticket awaits a specialist', () => {
  it.each([
    { ticket: {}, before: null, awaits: true },
    { ticket: { filing: 'accepted' }, before: null, awaits: false },
    { ticket: { filing: 'refused' }, before: null, awaits: false },
    { ticket: { status: 'resolved' }, before: null, awaits: false },
    { ticket: { status: 'closed' }, before: latest('declined'), awaits: false },
    { ticket: { assigneeId: 'petro' }, before: null, awaits: false },
    { ticket: { assignedElsewhere: true }, before: null, awaits: false },
    { ticket: { assignedElsewhere: true }, before: latest('declined', false), awaits: false },
    { ticket: { assigneeId: 'iryna' }, before: latest('notified'), awaits: false },
    { ticket: { assigneeId: 'iryna' }, before: latest('reminded'), awaits: false },
    { ticket: { assigneeId: 'iryna' }, before: latest('taken'), awaits: false },
    { ticket: { assigneeId: 'iryna' }, before: latest('declined'), awaits: true },
    { ticket: { assigneeId: 'iryna' }, before: latest('reassigned'), awaits: true },
    { ticket: { assigneeId: 'iryna' }, before: latest('declined', false), awaits: false },
    { ticket: { assigneeId: 'iryna' }, before: latest('reassigned', false), awaits: false },
    { ticket: { assigneeId: 'petro' }, before: latest('declined'), awaits: false },
    { ticket: {}, before: latest('reassigned'), awaits: true },
    { ticket: {}, before: latest('declined', false), awaits: true },
    { ticket: {}, before: latest('withdrawn'), awaits: true },
    { ticket: { assigneeId: 'petro' }, before: latest('withdrawn'), awaits: false },
    { ticket: { assignedElsewhere: true }, before: latest('withdrawn'), awaits: false },
  ] as const)('$ticket after $before.assignment.state (by the desk: $before.byDesk): $awaits', (row) => {
    expect(awaitsAssignment(ticket(row.ticket), row.before)).toBe(row.awaits);
  });
});
