import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const stranger = specialist(4, 'Марко Дяченко', { teams: ['applications'] });
const minute = 60_000;

async function waiting(): Promise<{ readonly team: Team; readonly ticketId: string }> {
  const team = memoryTeam();
  for (const person of [olena, iryna, petro, stranger]) await team.signIn(person);
  return { team, ticketId: await team.file(olena) };
}

async function listOf(team: Team, who: typeof iryna) {
  await team.hear(who, { kind: 'menu', item: 'assigned' });
  await team.press(who, 'unassigned-list');
  return team.last(who);
}

describe('what nobody has in one’s own team', () => {
  it('is a page away from what one has, and looking at it leaves a trace', async () => {
    const { team, ticketId } = await waiting();
    for (let count = 0; count < 6; count += 1) await team.file(olena);
    const shown = await listOf(team, iryna);
    expect(shown).toMatchObject({
      card: 'list',
      screen: { kind: 'team-list', which: 'unassigned', page: 0, pages: 2, total: 7 },
    });
    expect(buttonsOf(shown)[0]).toEqual({ kind: 'open-ticket', ticketId, below: false });
    await team.press(iryna, 'unassigned-list', { page: 1 });
    expect(team.last(iryna).screen).toMatchObject({ page: 1, tickets: [{ number: 'SD-107' }] });
    expect(team.desk.tables.audit.filter(({ act }) => act === 'queue-read')).toHaveLength(2);
  });

  it('is not what another team has nobody for', async () => {
    const { team } = await waiting();
    expect((await listOf(team, stranger)).screen).toMatchObject({ which: 'unassigned', tickets: [], total: 0 });
  });

  it('is theirs once they take it, in the tracker in their own name, and the requester sees who it is', async () => {
    const { team, ticketId } = await waiting();
    await listOf(team, iryna);
    await team.press(iryna, 'open-ticket');
    await team.press(iryna, 'take-free-ticket');
    expect(team.last(iryna)).toMatchObject({ card: 'list', screen: { kind: 'taken', requesterName: 'Олена Коваль' } });
    await team.work();

    expect(team.ticket(ticketId)).toMatchObject({ ticket: { assigneeId: team.personId(iryna) }, waiting: null });
    expect(team.assignments(ticketId)).toMatchObject([{ assignment: { state: 'taken' }, decisionId: null }]);
    expect(team.gateway.state.filed.get('SD-101')?.state).toMatchObject({
      ...{ assigneeEmployeeId: 'e-2', status: 'in-progress' },
    });
    expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'specialist', name: 'Ірина Бондар' } });
    expect(team.desk.tables.audit).toContainEqual(
      expect.objectContaining({ act: 'ticket-taken', actor: { kind: 'person', id: team.personId(iryna) } }),
    );
    await team.comeOnShift(petro);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
  });

  it('is not taken by whoever asked for it', async () => {
    const { team } = await waiting();
    await team.file(iryna);
    await listOf(team, iryna);
    const [, own] = buttonsOf(team.last(iryna)).filter(({ kind }) => kind === 'open-ticket');
    if (!own) throw new Error('Their own ticket is in the list.');
    await team.hear(iryna, { kind: 'pressed', action: own });
    expect(buttonsOf(team.last(iryna)).map(({ kind }) => kind)).not.toContain('take-free-ticket');
  });

  it('goes to whoever was faster, and the other one is told so', async () => {
    const { team, ticketId } = await waiting();
    for (const person of [iryna, petro]) {
      await listOf(team, person);
      await team.press(person, 'open-ticket');
    }
    await team.press(petro, 'take-free-ticket');
    await team.press(iryna, 'take-free-ticket');
    await team.work();
    expect(team.last(iryna).screen).toEqual({ kind: 'given-away', number: 'SD-101', why: 'somebody-faster' });
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect(team.assignments(ticketId)).toHaveLength(1);
  });

  it('given to somebody else at the very same moment is not taken as well', async () => {
    const { team, ticketId } = await waiting();
    await listOf(team, iryna);
    await team.press(iryna, 'open-ticket');
    team.desk.ledger.interfere(() => {
      const { version, ticket, ...rest } = team.ticket(ticketId);
      const given = { ...ticket, assigneeId: team.personId(petro) };
      team.desk.tables.tickets.set(ticketId, { ...rest, ticket: given, version: version + 1 });
    });
    await team.press(iryna, 'take-free-ticket');
    expect(team.last(iryna).screen).toMatchObject({ kind: 'given-away', why: 'somebody-faster' });
    expect(team.assignments(ticketId)).toEqual([]);
  });

  it('was somebody else’s in the tracker already: their word counts, and no supervisor is called', async () => {
    const { team, ticketId } = await waiting();
    await listOf(team, iryna);
    await team.press(iryna, 'open-ticket');
    team.gateway.changeInTracker('SD-101', { assigneeEmployeeId: 'e-3' });
    await team.press(iryna, 'take-free-ticket');
    await team.work();
    expect(team.seen(iryna).map(({ screen }) => screen)).toContainEqual({
      ...{ kind: 'given-away', number: 'SD-101', why: 'somebody-faster' },
    });
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect(team.assignments(ticketId).at(-1)?.assignment.state).toBe('withdrawn');
  });

  it('by someone signed out is taken after one tap, if it is still nobody’s', async () => {
    const { team, ticketId } = await waiting();
    await listOf(team, iryna);
    await team.press(iryna, 'open-ticket');
    await team.pass(31 * minute);
    await team.work();
    await team.press(iryna, 'take-free-ticket');
    expect(team.last(iryna).screen).toMatchObject({ kind: 'sign-in-again', kept: 'tap' });
    expect(team.ticket(ticketId).ticket.assigneeId).toBeNull();
    await team.shareOwnPhone(iryna);
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
  });
});
