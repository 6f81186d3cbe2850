import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';
import type { TicketState } from '../../ports/gateway-desk.ts';

const number = 'SD-901';
const dayMs = 24 * 3_600_000;
const olena = caller(1);
const iryna = specialist(3, 'Ірина Бондар');

/** Raised in the portal, and told by the tracker. */
async function bornInTracker(team: Team, change: Partial<TicketState> = {}): Promise<string> {
  const at = team.clock.now();
  team.gateway.bearInTracker({
    ...{ number, reference: null, status: 'new', priority: 'medium', requestType: 'internet' },
    ...{ team: 'infrastructure', requesterEmployeeId: olena.profile.employeeId, assigneeEmployeeId: null },
    ...{ createdAt: at, changedAt: at, url: `https://tracker.example/browse/${number}`, ...change },
  });
  await team.hearOf(number);
  return [...team.desk.tables.tickets.values()].find(({ ticket }) => ticket.number === number)?.ticket.id ?? '';
}

describe('a ticket born in the tracker', () => {
  it('appears for whoever asked, and is given to a specialist', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await team.comeOnShift(iryna);
    const ticketId = await bornInTracker(team);
    expect(team.ticket(ticketId).ticket).toMatchObject({
      ...{ requesterId: team.personId(olena), assigneeId: team.personId(iryna), summary: '' },
    });
    expect(team.last(olena).screen).toMatchObject({ kind: 'ticket-created', number });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'assigned-to-you', ticket: { number } });
    expect(team.assigneeInTracker(ticketId)).toBe(iryna.profile.employeeId);
  });

  it('is adopted once, however often it is told', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await bornInTracker(team);
    const shown = team.seen(olena);
    await team.hearOf(number);
    expect(team.desk.tables.tickets.size).toBe(1);
    expect(team.seen(olena)).toEqual(shown);
  });

  it('waits for its requester to sign in for the first time', async () => {
    const team = memoryTeam();
    const ticketId = await bornInTracker(team);
    expect(team.ticket(ticketId).ticket.requesterId).toBeNull();
    await team.signIn(olena);
    expect(team.ticket(ticketId).ticket.requesterId).toBe(team.personId(olena));
    await team.hear(olena, { kind: 'menu', item: 'my-tickets' });
    expect(team.last(olena).screen).toMatchObject({ kind: 'my-tickets', tickets: [{ number, summary: '' }] });
    await team.press(olena, 'open-ticket');
    expect(team.last(olena).screen).toMatchObject({ kind: 'ticket-details', ticket: { summary: 'З порталу' } });
  });

  it('of somebody whom the directory does not know is worked on all the same', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    const ticketId = await bornInTracker(team, { requesterEmployeeId: null, requestType: null });
    expect(team.ticket(ticketId).ticket).toMatchObject({ assigneeId: team.personId(iryna), requestType: 'other' });
    await team.press(iryna, 'take-ticket');
    await team.work();
    expect(team.ticket(ticketId).ticket.status).toBe('in-progress');
  });

  it('that somebody has there is left with them', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    const ticketId = await bornInTracker(team, { assigneeEmployeeId: 'tracker:stranger' });
    await team.rediscover();
    await team.work();
    expect(team.ticket(ticketId).ticket).toMatchObject({ assigneeId: null, assignedElsewhere: true });
  });

  it('and over before the desk first looked is nobody’s news; one still open is, by what came since', async () => {
    const team = memoryTeam();
    team.desk.tables.cursors.set('first-start', String(team.clock.now()));
    await team.signIn(olena);
    const changedAt = team.clock.now() - dayMs;
    expect(await bornInTracker(team, { status: 'closed', createdAt: changedAt, changedAt })).toBe('');
    const shown = team.seen(olena);
    team.gateway.changeInTracker(number, { status: 'in-progress', changedAt: changedAt + 1 });
    team.gateway.commentsInTracker.post(number, { text: 'давно', createdAt: changedAt, editedAt: changedAt });
    team.gateway.commentsInTracker.post(number, { text: 'щойно' });
    await team.hearOf(number);
    expect(team.desk.tables.tickets.size).toBe(1);
    const told = team.seen(olena).slice(shown.length);
    const comments = told.flatMap(({ screen }) => (screen.kind === 'comment' ? [screen.text] : []));
    expect(comments).toEqual(['щойно']);
    expect(told.map(({ screen }) => screen.kind)).not.toContain('ticket-created');
  });
});
