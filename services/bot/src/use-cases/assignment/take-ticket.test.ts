import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const minute = 60_000;

async function given(): Promise<{ readonly team: Team; readonly ticketId: string }> {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  return { team, ticketId: await team.file(olena) };
}

describe('Take', () => {
  it('makes the ticket theirs, in the tracker as well, and the requester sees that it is in progress', async () => {
    const { team, ticketId } = await given();
    team.clock.advance(3 * minute);
    await team.press(iryna, 'take-ticket');
    await team.work();

    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['taken']);
    expect(team.desk.tables.facts.get(ticketId)?.firstReactionAt).toBe(team.clock.now());
    expect(team.gateway.state.filed.get('SD-101')?.state.status).toBe('in-progress');
    expect(team.ticket(ticketId).ticket.status).toBe('in-progress');
    expect(team.last(iryna)).toMatchObject({
      card: `work:${ticketId}`,
      screen: { kind: 'taken', requesterName: 'Олена Коваль', ticket: { summary: 'Зник Wi-Fi на третьому поверсі.' } },
      keyboard: {
        rows: [
          [{ action: { kind: 'write', what: 'comment' } }, { action: { kind: 'write', what: 'resolve' } }],
          [{ kind: 'link', label: 'open-in-tracker' }, { action: { kind: 'more-ways' } }],
        ],
      },
    });
    expect(team.last(olena).screen).toMatchObject({ kind: 'ticket-changed', status: 'in-progress' });
    expect(team.desk.tables.audit.filter(({ act }) => act === 'ticket-taken')).toHaveLength(1);
  });

  it('pressed twice counts once', async () => {
    const { team, ticketId } = await given();
    const [take] = buttonsOf(team.last(iryna));
    if (!take) throw new Error('There is a button.');
    await team.hear(iryna, { kind: 'pressed', action: take });
    await team.hear(iryna, { kind: 'pressed', action: take });
    await team.work();
    await team.hear(iryna, { kind: 'pressed', action: take });
    expect(team.assignments(ticketId)).toHaveLength(1);
    expect(team.desk.tables.audit.filter(({ act }) => act === 'ticket-taken')).toHaveLength(1);
    expect(team.last(iryna).screen).toMatchObject({ kind: 'taken', ticket: { status: 'in-progress' } });
    expect(team.gateway.state.changes.filter(({ status }) => status === 'in-progress')).toHaveLength(1);
  });

  it('by someone signed out reserves at once, without a word of the ticket, and goes on after one tap', async () => {
    const { team, ticketId } = await given();
    await team.pass(31 * minute);
    await team.work();
    const seenBefore = team.seen(iryna).length;
    await team.press(iryna, 'take-ticket');
    await team.work();
    expect(team.assignments(ticketId).at(-1)?.assignment.state).toBe('taken');
    expect(team.desk.tables.facts.get(ticketId)?.firstReactionAt).toBe(team.clock.now());
    expect(team.last(iryna)).toMatchObject({
      screen: { kind: 'sign-in-again', reason: 'idle', kept: 'tap' },
      keyboard: { kind: 'share-phone' },
    });
    expect(team.seen(iryna)[seenBefore - 1]?.screen).toMatchObject({
      kind: 'taken',
      requesterName: null,
      ticket: { summary: null },
    });
    expect(team.gateway.state.filed.get('SD-101')?.state.status).toBe('new');

    await team.shareOwnPhone(iryna);
    await team.work();
    expect(team.gateway.state.filed.get('SD-101')?.state.status).toBe('in-progress');
    expect(team.seen(iryna)[seenBefore - 1]?.screen).toMatchObject({ kind: 'taken', requesterName: 'Олена Коваль' });
    expect(team.desk.tables.audit.filter(({ act }) => act === 'ticket-taken')).toHaveLength(1);
  });

  it('of a ticket that went to somebody else says so', async () => {
    const { team, ticketId } = await given();
    await team.comeOnShift(petro);
    const [take] = buttonsOf(team.seen(iryna).at(-1) ?? team.last(iryna));
    await team.press(iryna, 'decline-ticket');
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    if (!take) throw new Error('There is a button.');
    await team.hear(iryna, { kind: 'pressed', action: take });
    expect(team.last(iryna).screen).toEqual({ kind: 'given-away', number: 'SD-101', why: 'not-assigned-any-more' });
    expect(team.assignments(ticketId).at(-1)?.assignment).toMatchObject({
      personId: team.personId(petro),
      state: 'notified',
    });
  });

  it.each([
    { name: 'closed', status: 'closed' as const },
    { name: 'resolved', status: 'resolved' as const },
  ])('of a ticket that is $name takes the buttons away', async ({ status }) => {
    const { team, ticketId } = await given();
    const stored = team.ticket(ticketId);
    team.desk.tables.tickets.set(ticketId, { ...stored, ticket: { ...stored.ticket, status } });
    await team.press(iryna, 'take-ticket');
    expect(team.last(iryna).screen).toEqual({ kind: 'stale-button' });
    expect(team.assignments(ticketId).at(-1)?.assignment.state).toBe('notified');
  });

  it('after Not mine, with nobody else there, takes the decline back', async () => {
    const { team, ticketId } = await given();
    await team.press(iryna, 'decline-ticket');
    await team.work();
    await team.press(iryna, 'take-ticket');
    await team.work();
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['declined', 'taken']);
    expect(team.ticket(ticketId).waiting).toBeNull();
    await team.comeOnShift(petro);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
  });

  it('of a ticket assigned by hand in the tracker begins an assignment of its own', async () => {
    const { team, ticketId } = await given();
    team.desk.tables.assignments.delete(ticketId);
    await team.press(iryna, 'take-ticket');
    expect(team.assignments(ticketId)).toMatchObject([{ assignment: { state: 'taken' }, decisionId: null }]);
  });

  it('a moment after it was passed on is lost to whoever was faster', async () => {
    const { team, ticketId } = await given();
    team.desk.ledger.interfere(() => {
      const [stored] = team.assignments(ticketId);
      if (!stored) throw new Error('There is an assignment.');
      const declined = { ...stored, assignment: { ...stored.assignment, state: 'reassigned' }, version: 2 } as const;
      team.desk.tables.assignments.set(ticketId, [declined]);
      const ticket = team.ticket(ticketId);
      team.desk.tables.tickets.set(ticketId, { ...ticket, ticket: { ...ticket.ticket, assigneeId: 'somebody' } });
    });
    await team.press(iryna, 'take-ticket');
    expect(team.last(iryna).screen).toMatchObject({ kind: 'given-away' });
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['reassigned']);
  });
});
