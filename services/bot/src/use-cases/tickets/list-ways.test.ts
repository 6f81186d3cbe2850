import { ticketStatuses } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { aPerson, aSpecialist, aTicket, type NewPerson } from '../../../test/conformance/samples.ts';
import type { Action } from '../../ports/action.ts';
import type { Button } from '../../ports/screen.ts';
import { listWays } from './list-ways.ts';

const requester = aPerson();
const holder = aSpecialist('infrastructure');
const colleague = aSpecialist('infrastructure');
const boss = aPerson({ profileChange: { role: 'supervisor', teams: ['infrastructure'] } });
const follower = aPerson();

function waysOf(reader: NewPerson, change: Parameters<typeof aTicket>[1]) {
  const ticket = aTicket(requester.id, { assigneeId: holder.id, ...change });
  const { main, more } = listWays({ ...reader, version: 1 }, { ticket });
  return { main: main.flatMap(nameOf), more: more.flatMap(nameOf) };
}

function nameOf(button: Button): readonly string[] {
  return button.kind === 'press' ? [nameOfAction(button.action)] : [];
}

function nameOfAction(action: Action): string {
  if (action.kind === 'write') return action.what;
  return action.kind === 'move-ticket' ? `to ${action.to}` : action.kind;
}

describe('what can be done about a ticket', () => {
  it.each([
    { status: 'new', main: ['comment', 'participant'], more: ['priority-of', 'withdraw'] },
    { status: 'in-progress', main: ['comment', 'participant'], more: ['priority-of', 'withdraw'] },
    { status: 'waiting-for-support', main: ['comment', 'participant'], more: ['priority-of', 'withdraw'] },
    { status: 'waiting-for-customer', main: ['comment', 'withdraw'], more: ['priority-of', 'participant'] },
    { status: 'resolved', main: ['reopen', 'comment'], more: [] },
    { status: 'closed', main: ['reopen', 'new-ticket'], more: ['comment'] },
  ] as const)('by its requester while it is $status', ({ status, main, more }) => {
    expect(waysOf(requester, { status })).toEqual({ main, more });
  });

  const working = ['saved-replies', 'transfer', 'priority-of'];
  it.each([
    { status: 'new', main: ['comment', 'resolve'], more: ['note', 'ask', ...working, 'participant'] },
    { status: 'in-progress', main: ['comment', 'resolve'], more: ['note', 'ask', ...working, 'participant'] },
    {
      status: 'waiting-for-support',
      main: ['comment', 'resolve'],
      more: ['note', 'ask', ...working, 'to in-progress', 'participant'],
    },
    {
      status: 'waiting-for-customer',
      main: ['comment', 'resolve'],
      more: ['note', ...working, 'to in-progress', 'participant'],
    },
    { status: 'resolved', main: ['comment', 'to waiting-for-support'], more: ['note', 'to closed'] },
    { status: 'closed', main: ['comment', 'to waiting-for-support'], more: ['note'] },
  ] as const)('by whoever has it, and by a supervisor of its team, while it is $status', (row) => {
    const { status, main, more } = row;
    expect(waysOf(holder, { status })).toEqual({ main, more });
    expect(waysOf(boss, { status })).toEqual({ main, more });
  });

  it.each(ticketStatuses)('by others of its team, and by who was let in, while it is %s', (status) => {
    expect(waysOf(colleague, { status })).toEqual({ main: ['comment', 'note'], more: ['participant'] });
    expect(waysOf(follower, { status })).toEqual({ main: ['comment'], more: [] });
  });

  it('is nothing while the tracker does not have it, and what is critical is not raised', () => {
    for (const reader of [requester, holder, boss]) {
      expect(waysOf(reader, { number: null, status: 'new' })).toEqual({ main: [], more: [] });
    }
    expect(waysOf(requester, { status: 'new', priority: 'critical' }).more).toEqual(['withdraw']);
  });
});
