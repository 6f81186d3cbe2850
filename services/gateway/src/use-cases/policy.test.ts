import type { TicketStatus } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { asCaller, colleague, employee, repairer, second, specialist, supervisor } from '../../test/builders/people.ts';
import { mayAssign, mayMove, mayRead, permissionsOf, type TicketRights } from './policy.ts';

const people = { employee, colleague, specialist, second, supervisor, repairer };
type Name = keyof typeof people;
const names: readonly Name[] = ['employee', 'colleague', 'specialist', 'second', 'supervisor', 'repairer'];

const profileOf = (name: Name) => asCaller(people[name]).profile;

function aTicket(change: Partial<TicketRights> = {}): TicketRights {
  return { requesterId: 'e-1', assigneeId: 'e-3', assigned: true, team: 'network', status: 'in-progress', ...change };
}

const unassigned = { assigneeId: null, assigned: false };

describe('reading', () => {
  it.each<[string, Partial<TicketRights>, readonly Name[]]>([
    ['assigned: requester, assignee, supervisor', {}, ['employee', 'specialist', 'supervisor']],
    ['unassigned: the whole team as well', unassigned, ['employee', 'specialist', 'second', 'supervisor']],
    ['with somebody unknown: not the team', { assigneeId: null }, ['employee', 'supervisor']],
    ['of another team', { team: 'repair', ...unassigned }, ['employee', 'repairer']],
    ['of nobody we know', { requesterId: null }, ['specialist', 'supervisor']],
  ])('a ticket %s', (_, change, allowed) => {
    expect(names.filter((name) => mayRead(profileOf(name), aTicket(change)))).toEqual(allowed);
  });
});

describe('moving', () => {
  it.each<[string, TicketStatus, TicketStatus, readonly Name[]]>([
    ['on by who works on it', 'in-progress', 'resolved', ['specialist', 'supervisor']],
    ['from resolved to closed by the requester too', 'resolved', 'closed', ['employee', 'specialist', 'supervisor']],
    ['from resolved back by the requester too', 'resolved', 'in-progress', ['employee', 'specialist', 'supervisor']],
    ['from in progress to closed not by the requester', 'in-progress', 'closed', ['specialist', 'supervisor']],
    ['from resolved to new not by the requester', 'resolved', 'new', ['specialist', 'supervisor']],
  ])('a ticket %s', (_, status, to, allowed) => {
    expect(names.filter((name) => mayMove(profileOf(name), aTicket({ status }), to))).toEqual(allowed);
  });
});

describe('assigning', () => {
  it.each<[string, Partial<TicketRights>, string, readonly Name[]]>([
    ['what somebody has: the supervisor', {}, 'e-4', ['supervisor']],
    ['what nobody has to oneself: a specialist of the team', unassigned, 'e-4', ['second', 'supervisor']],
    ['what nobody has to a colleague: the supervisor', unassigned, 'e-3', ['specialist', 'supervisor']],
    ['another team’s ticket', { team: 'repair', ...unassigned }, 'e-6', ['repairer']],
  ])('%s', (_, change, assignee, allowed) => {
    expect(names.filter((name) => mayAssign(profileOf(name), aTicket(change), assignee))).toEqual(allowed);
  });
});

it('gives every role what the one below has, and more', () => {
  const [low, middle, high] = [permissionsOf('employee'), permissionsOf('specialist'), permissionsOf('supervisor')];
  expect(middle).toEqual(expect.arrayContaining([...low]));
  expect(high).toEqual(expect.arrayContaining([...middle]));
  expect([low.length < middle.length, middle.length < high.length]).toEqual([true, true]);
});
