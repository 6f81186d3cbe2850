import { type Priority, type TicketStatus, ticketStatuses } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { asCaller, colleague, employee, repairer, second, specialist, supervisor } from '../../test/builders/people.ts';
import {
  deskMayMove,
  mayAssign,
  mayBeConsulted,
  mayComment,
  mayConsult,
  mayLetIn,
  mayMove,
  mayPrioritise,
  mayRead,
  mayTransfer,
  permissionsOf,
  type TicketRights,
} from './policy.ts';

const people = { employee, colleague, specialist, second, supervisor, repairer };
type Name = keyof typeof people;
const names: readonly Name[] = ['employee', 'colleague', 'specialist', 'second', 'supervisor', 'repairer'];

const profileOf = (name: Name) => asCaller(people[name]).profile;

function aTicket(change: Partial<TicketRights> = {}): TicketRights {
  return {
    requesterId: 'e-1',
    participantIds: [],
    consultedIds: [],
    assigneeId: 'e-3',
    assigned: true,
    team: 'network',
    status: 'in-progress',
    priority: 'medium',
    ...change,
  };
}

const unassigned = { assigneeId: null, assigned: false };

describe('reading', () => {
  it.each<[string, Partial<TicketRights>, readonly Name[]]>([
    ['assigned: requester, assignee, supervisor', {}, ['employee', 'specialist', 'supervisor']],
    ['unassigned: the whole team as well', unassigned, ['employee', 'specialist', 'second', 'supervisor']],
    ['with somebody unknown: not the team', { assigneeId: null }, ['employee', 'supervisor']],
    ['of another team', { team: 'repair', ...unassigned }, ['employee', 'repairer']],
    [
      'that a colleague was let in on',
      { participantIds: ['e-2'] },
      ['employee', 'colleague', 'specialist', 'supervisor'],
    ],
    ['of nobody we know', { requesterId: null }, ['specialist', 'supervisor']],
    [
      'that a specialist, and somebody who is none any more, was consulted about',
      { consultedIds: ['e-2', 'e-4', 'e-6'] },
      ['employee', 'specialist', 'second', 'supervisor', 'repairer'],
    ],
  ])('a ticket %s', (_, change, allowed) => {
    expect(names.filter((name) => mayRead(profileOf(name), aTicket(change)))).toEqual(allowed);
  });
});

describe('commenting', () => {
  const insiders: readonly Name[] = ['specialist', 'second', 'supervisor'];

  it.each<[string, Partial<TicketRights>, 'public' | 'internal', readonly Name[]]>([
    ['publicly: the requester, the assignee and the team', {}, 'public', ['employee', ...insiders]],
    ['publicly: participants too', { participantIds: ['e-2'] }, 'public', ['employee', 'colleague', ...insiders]],
    ['among themselves: the assignee and the team', { participantIds: ['e-2'] }, 'internal', insiders],
    ['as assignee of another team’s ticket', { team: 'repair' }, 'internal', ['specialist', 'repairer']],
    [
      'among themselves: who was consulted, of another team by now',
      { consultedIds: ['e-2', 'e-6'] },
      'internal',
      [...insiders, 'repairer'],
    ],
    ['as requester who is a specialist elsewhere', { requesterId: 'e-6' }, 'internal', insiders],
  ])('%s', (_, change, visibility, allowed) => {
    expect(names.filter((name) => mayComment(profileOf(name), aTicket(change), visibility))).toEqual(allowed);
  });
});

const statuses = ticketStatuses;
const open = statuses.filter((status) => status !== 'resolved' && status !== 'closed');

/** By status: where else a requester may move it. */
const requesterMoves: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  new: ['closed'],
  'in-progress': ['closed'],
  'waiting-for-customer': ['closed'],
  'waiting-for-support': ['closed'],
  resolved: ['in-progress', 'waiting-for-support', 'closed'],
  closed: ['in-progress', 'waiting-for-support'],
};

describe('moving', () => {
  it.each(statuses)(
    'from %s the requester takes back, agrees or reopens; who leads moves freely; others not',
    (status) => {
      for (const to of statuses.filter((other) => other !== status)) {
        const ticket = aTicket({ status, participantIds: ['e-2'] });
        const allowed = names.filter((name) => mayMove(profileOf(name), ticket, to));
        const requester: readonly Name[] = requesterMoves[status].includes(to) ? ['employee'] : [];
        expect([to, allowed]).toEqual([to, [...requester, 'specialist', 'supervisor']]);
      }
    },
  );

  it.each(statuses)('from %s the desk itself only closes what is resolved', (status) => {
    const allowed = statuses.filter((to) => to !== status && deskMayMove(aTicket({ status }), to));
    expect(allowed).toEqual(status === 'resolved' ? ['closed'] : []);
  });
});

describe('setting a priority', () => {
  const leaders: readonly Name[] = ['specialist', 'supervisor'];

  it.each<[Priority, Priority, boolean]>([
    ['medium', 'high', true],
    ['medium', 'critical', true],
    ['medium', 'low', false],
    ['critical', 'low', false],
  ])('from %s to %s by the requester: %s', (priority, to, raised) => {
    const by = (ticket: TicketRights, reasoned: boolean) =>
      names.filter((name) => mayPrioritise(profileOf(name), ticket, { to, reasoned }));
    for (const status of open) {
      const ticket = aTicket({ priority, status, participantIds: ['e-2'] });
      expect(by(ticket, true)).toEqual(raised ? ['employee', ...leaders] : leaders);
      expect(by(ticket, false)).toEqual(leaders);
    }
    expect(by(aTicket({ priority, status: 'resolved' }), true)).toEqual(leaders);
  });
});

describe('assigning', () => {
  const asked = { consultedIds: ['e-4'] };
  it.each<[string, Partial<TicketRights>, string, readonly Name[]]>([
    ['what somebody has: whoever has it, and the supervisor', {}, 'e-4', ['specialist', 'supervisor']],
    ['what nobody has to oneself: a specialist of the team', unassigned, 'e-4', ['second', 'supervisor']],
    ['what nobody has to a colleague: the supervisor', unassigned, 'e-3', ['specialist', 'supervisor']],
    ['another team’s ticket', { team: 'repair', ...unassigned }, 'e-6', ['repairer']],
    ['what somebody unknown has: the supervisor', { assigneeId: null }, 'e-4', ['supervisor']],
    ['over, to oneself: who was consulted', { consultedIds: ['e-4'] }, 'e-4', ['specialist', 'second', 'supervisor']],
    ['to another: not who was consulted', { consultedIds: ['e-4'] }, 'e-3', ['specialist', 'supervisor']],
    ['what is over: not who was consulted', { ...asked, status: 'resolved' }, 'e-4', ['specialist', 'supervisor']],
    ['another team’s: not who was consulted', { ...asked, team: 'repair' }, 'e-4', ['specialist']],
  ])('%s', (_, change, assignee, allowed) => {
    expect(names.filter((name) => mayAssign(profileOf(name), aTicket(change), assignee))).toEqual(allowed);
  });
});

describe('handing over to another team', () => {
  it.each<[string, Partial<TicketRights>, readonly Name[]]>([
    ['whoever has it, and the team’s supervisor', { participantIds: ['e-2'] }, ['specialist', 'supervisor']],
    ['what nobody has: the supervisor', unassigned, ['supervisor']],
    ['of another team: its assignee alone', { team: 'repair' }, ['specialist']],
  ])('%s', (_, change, allowed) => {
    expect(names.filter((name) => mayTransfer(profileOf(name), aTicket(change)))).toEqual(allowed);
  });
});

describe('letting colleagues in', () => {
  it.each<[string, Partial<TicketRights>, readonly Name[]]>([
    ['the requester, the assignee and the team', {}, ['employee', 'specialist', 'second', 'supervisor']],
    ['no participant', { participantIds: ['e-2', 'e-6'] }, ['employee', 'specialist', 'second', 'supervisor']],
  ])('%s', (_, change, allowed) => {
    expect(names.filter((name) => mayLetIn(profileOf(name), aTicket(change)))).toEqual(allowed);
  });
});

describe('a consultation', () => {
  it.each(statuses)('about a ticket that is %s', (status) => {
    const ticket = aTicket({ status, participantIds: ['e-2'] });
    const allowed: readonly Name[] = status === 'closed' ? [] : ['employee', 'colleague'];
    expect(names.filter((name) => mayConsult(profileOf(name), ticket))).toEqual(allowed);
  });

  it('is answered by the ticket’s team', () => {
    const answer = (team: string) => names.filter((name) => mayBeConsulted(profileOf(name), aTicket({ team })));
    expect(answer('network')).toEqual(['specialist', 'second', 'supervisor']);
    expect(answer('repair')).toEqual(['repairer']);
  });

  it('lets who was consulted neither move the ticket, nor set its priority, nor hand it over', () => {
    const ticket = aTicket({ consultedIds: ['e-4'] });
    const profile = profileOf('second');
    const moves = statuses.filter((to) => mayMove(profile, ticket, to));
    const sets = mayPrioritise(profile, ticket, { to: 'critical', reasoned: true });
    expect([moves, sets, mayTransfer(profile, ticket)]).toEqual([[], false, false]);
  });
});

it('gives every role what the one below has, and more', () => {
  const [low, middle, high] = [permissionsOf('employee'), permissionsOf('specialist'), permissionsOf('supervisor')];
  expect(middle).toEqual(expect.arrayContaining([...low]));
  expect(high).toEqual(expect.arrayContaining([...middle]));
  expect([low.length < middle.length, middle.length < high.length]).toEqual([true, true]);
});
