import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor, type Team } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const marta = supervisor(4, 'Марта Гнатюк');

async function given(...colleagues: readonly (typeof iryna)[]) {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(marta);
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  for (const colleague of colleagues) await team.comeOnShift(colleague);
  return { team, ticketId };
}

const told = (team: Team, who: typeof iryna) =>
  team.seen(who).filter(({ screen }) => screen.kind === 'supervisor-told');

describe('Not mine', () => {
  it('goes to the next, in the tracker as well, and the requester sees the new name', async () => {
    const { team, ticketId } = await given(petro);
    await team.press(iryna, 'decline-ticket');
    expect(team.last(iryna).screen).toEqual({ kind: 'passing-on', number: 'SD-101' });
    await team.work();

    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect(team.assigneeInTracker(ticketId)).toBe('e-3');
    expect(team.last(petro).screen).toMatchObject({ kind: 'assigned-to-you', why: 'declined' });
    expect(team.last(iryna)).toMatchObject({
      screen: { kind: 'given-away', number: 'SD-101', why: 'declined' },
      keyboard: null,
    });
    expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'specialist', name: 'Петро Мельник' } });
    expect(told(team, marta)).toEqual([]);
    const acts = team.desk.tables.audit.map(({ act }) => act);
    expect(acts.slice(-2)).toEqual(['assignment-declined', 'ticket-assigned']);
    const decision = await team.desk.assignments.findLatestDecision(ticketId);
    expect(decision?.passedOver).toEqual([team.personId(iryna)]);
  });

  it('with nobody else leaves it where it is, until somebody comes', async () => {
    const { team, ticketId } = await given();
    await team.press(iryna, 'decline-ticket');
    await team.work();
    expect(team.last(iryna)).toMatchObject({ screen: { kind: 'nobody-else', number: 'SD-101', why: 'nobody' } });
    expect(buttonsOf(team.last(iryna)).map(({ kind }) => kind)).toEqual(['take-ticket']);
    expect(team.last(marta).screen).toMatchObject({
      kind: 'supervisor-told',
      what: 'all-excluded',
      assigneeName: 'Ірина Бондар',
    });
    expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'specialist', name: 'Ірина Бондар' } });
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));

    await team.rediscover();
    await team.work();
    expect(told(team, marta)).toHaveLength(1);
    await team.comeOnShift(petro);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect(team.assigneeInTracker(ticketId)).toBe('e-3');
    expect(team.last(iryna).screen).toMatchObject({ kind: 'given-away', why: 'declined' });
  });

  it('by everyone ends with the last, and supervisors hear of it once', async () => {
    const { team, ticketId } = await given(petro);
    await team.press(iryna, 'decline-ticket');
    await team.work();
    await team.press(petro, 'decline-ticket');
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect(team.last(petro).screen).toMatchObject({ kind: 'nobody-else' });
    expect(told(team, marta)).toHaveLength(1);
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['declined', 'declined']);
  });

  it('is found again when the queues lost it', async () => {
    const { team, ticketId } = await given(petro);
    await team.press(iryna, 'decline-ticket');
    expect(await team.rediscover()).toEqual([{ queue: 'assign', ticketId, team: 'infrastructure' }]);
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
  });

  it('pressed again, or after Take, changes nothing', async () => {
    const { team, ticketId } = await given();
    const decline = buttonsOf(team.last(iryna)).find(({ kind }) => kind === 'decline-ticket');
    if (!decline) throw new Error('There is a button.');
    await team.press(iryna, 'take-ticket');
    await team.hear(iryna, { kind: 'pressed', action: decline });
    expect(team.last(iryna).screen).toEqual({ kind: 'stale-button' });
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['taken']);
  });

  it('by whoever has it no longer is told so', async () => {
    const { team, ticketId } = await given(petro);
    const decline = buttonsOf(team.last(iryna)).find(({ kind }) => kind === 'decline-ticket');
    if (!decline) throw new Error('There is a button.');
    await team.press(iryna, 'decline-ticket');
    await team.work();
    await team.hear(iryna, { kind: 'pressed', action: decline });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'given-away', why: 'not-assigned-any-more' });
    expect(team.assignments(ticketId).at(-1)?.assignment.state).toBe('notified');
  });

  it('of what a supervisor gave stays, and supervisors are told', async () => {
    const { team, ticketId } = await given(petro);
    await team.hear(marta, { kind: 'menu', item: 'oldest' });
    await team.press(marta, 'reassign');
    await team.press(marta, 'reassign-to', { personId: team.personId(petro) });
    await team.work();
    await team.press(petro, 'decline-ticket');
    await team.work();
    expect(team.last(petro).screen).toEqual({ kind: 'nobody-else', number: 'SD-101', why: 'supervisor' });
    expect(team.last(marta).screen).toMatchObject({ kind: 'supervisor-told', what: 'declined' });
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect(await team.rediscover()).toEqual([]);
  });
});
