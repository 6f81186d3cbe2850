import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor, type Team } from '../../../test/fakes/memory-team.ts';
import type { Action } from '../../ports/action.ts';
import type { MenuItem } from '../intent.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const stranger = supervisor(5, 'Ігор Савчук', { teams: ['applications'] });
const minute = 60_000;

async function given(...more: readonly (typeof iryna)[]) {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  for (const person of [marta, olena, ...more]) await team.signIn(person);
  return { team, ticketId: await team.file(olena) };
}

const choose = (team: Team, who: typeof iryna, item: MenuItem) => team.hear(who, { kind: 'menu', item });
const pressed = (team: Team, who: typeof iryna, action: Action) => team.hear(who, { kind: 'pressed', action });
const reads = (team: Team) => team.desk.tables.audit.filter(({ act }) => act === 'queue-read');

describe('lists of a supervisor', () => {
  it('hold the open tickets of their teams, oldest first, with who has them, and are audited', async () => {
    const { team, ticketId } = await given();
    await team.press(iryna, 'set-duty', { state: 'break' });
    const unassigned = await team.file(olena);
    await choose(team, marta, 'oldest');
    expect(team.last(marta)).toMatchObject({
      card: 'list',
      screen: {
        ...{ kind: 'team-list', which: 'oldest', page: 0, pages: 1, total: 2 },
        tickets: [
          { number: 'SD-101', assigneeName: 'Ірина Бондар', summary: 'Зник Wi-Fi на третьому поверсі.' },
          { number: 'SD-102', assigneeName: null },
        ],
      },
    });
    expect(buttonsOf(team.last(marta))).toEqual([
      { kind: 'open-ticket', ticketId, below: false },
      { kind: 'reassign', ticketId, below: false },
      { kind: 'open-ticket', ticketId: unassigned, below: false },
      { kind: 'reassign', ticketId: unassigned, below: false },
    ]);
    await choose(team, marta, 'unassigned');
    expect(team.last(marta).screen).toMatchObject({ which: 'unassigned', total: 1, tickets: [{ number: 'SD-102' }] });
    expect(reads(team)).toMatchObject([
      { actor: { id: team.personId(marta) }, on: { kind: 'team', id: 'infrastructure' }, reason: 'oldest' },
      { reason: 'unassigned' },
    ]);
  });

  it('turn their pages in place', async () => {
    const { team } = await given();
    for (let count = 0; count < 6; count += 1) await team.file(olena);
    await choose(team, marta, 'oldest');
    expect(team.last(marta).screen).toMatchObject({ page: 0, pages: 2, total: 7 });
    const messages = team.seen(marta).length;
    await team.press(marta, 'team-list', { page: 1 });
    expect(team.last(marta).screen).toMatchObject({ page: 1, tickets: [{ number: 'SD-107' }] });
    expect(team.seen(marta)).toHaveLength(messages);
    await pressed(team, marta, { kind: 'team-list', which: 'oldest', page: 9 });
    expect(team.last(marta).screen).toMatchObject({ page: 0 });
  });

  it('show a supervisor of another team nothing', async () => {
    const { team } = await given(stranger);
    for (const item of ['oldest', 'unassigned'] as const) {
      await choose(team, stranger, item);
      expect(team.last(stranger).screen).toMatchObject({ kind: 'team-list', tickets: [], total: 0 });
    }
    await choose(team, stranger, 'who-is-on');
    expect(team.last(stranger).screen).toEqual({ kind: 'on-shift', people: [] });
  });

  it.each(['unassigned', 'oldest', 'who-is-on', 'report'] as const)('%s is refused to a specialist', async (item) => {
    const { team } = await given();
    await choose(team, iryna, item);
    expect(team.last(iryna).screen).toEqual({ kind: 'not-for-you' });
    expect(team.desk.tables.audit.at(-1)).toMatchObject({ act: 'access-refused', reason: 'role' });
  });

  it('of who is on show since when and how much they have', async () => {
    const { team } = await given();
    await team.comeOnShift(petro);
    await team.press(petro, 'set-duty', { state: 'break' });
    team.clock.advance(5 * minute);
    await choose(team, marta, 'who-is-on');
    expect(team.last(marta).screen).toEqual({
      kind: 'on-shift',
      people: [
        { name: 'Ірина Бондар', state: 'on-shift', since: team.clock.now() - 5 * minute, active: 1 },
        { name: 'Петро Мельник', state: 'break', since: team.clock.now() - 5 * minute, active: 0 },
      ],
    });
    expect(reads(team).at(-1)).toMatchObject({ reason: 'on-shift' });
  });
});

describe('assigned to me', () => {
  it('holds one’s own open tickets, the urgent ones first', async () => {
    const { team } = await given();
    await team.file(olena, { priority: 'high' });
    await choose(team, iryna, 'assigned');
    expect(team.last(iryna).screen).toMatchObject({
      ...{ kind: 'assigned-list', total: 2 },
      tickets: [{ number: 'SD-102', priority: 'high' }, { number: 'SD-101' }],
    });
    await choose(team, marta, 'assigned');
    expect(team.last(marta).screen).toMatchObject({ kind: 'assigned-list', total: 0, tickets: [] });
  });
});

describe('passing a ticket on', () => {
  it('gives it to the one chosen, in the supervisor’s name, and tells everyone concerned', async () => {
    const { team, ticketId } = await given();
    await team.comeOnShift(petro);
    await choose(team, marta, 'oldest');
    await team.press(marta, 'reassign');
    expect(team.last(marta).screen).toMatchObject({ kind: 'choose-assignee', ticket: { number: 'SD-101' }, people: 1 });
    await team.press(marta, 'reassign-to', { personId: team.personId(petro) });
    await team.work();

    expect(team.last(marta)).toMatchObject({
      card: 'list',
      screen: { kind: 'reassigned', number: 'SD-101', name: 'Петро Мельник' },
    });
    expect(buttonsOf(team.last(marta))).toEqual([{ kind: 'team-list', which: 'oldest', page: 0 }]);
    expect(team.last(petro).screen).toMatchObject({ kind: 'assigned-to-you', why: 'supervisor' });
    expect(team.last(iryna)).toMatchObject({ screen: { kind: 'given-away', why: 'supervisor' }, keyboard: null });
    expect(team.last(olena).screen).toMatchObject({ handling: { name: 'Петро Мельник' } });
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect(team.assigneeInTracker(ticketId)).toBe('e-3');
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['reassigned', 'notified']);
    expect(team.desk.tables.audit).toContainEqual(
      expect.objectContaining({
        act: 'ticket-reassigned',
        actor: { kind: 'person', id: team.personId(marta) },
        reason: `to-${team.personId(petro)}`,
      }),
    );
  });

  it('works for a ticket that nobody has', async () => {
    const { team } = await given();
    await team.press(iryna, 'set-duty', { state: 'break' });
    const ticketId = await team.file(olena);
    await team.press(iryna, 'set-duty', { state: 'on-shift' });
    await pressed(team, marta, { kind: 'reassign-to', ticketId, personId: team.personId(iryna) });
    await team.work();
    expect(team.assigneeInTracker(ticketId)).toBe('e-2');
    expect(team.assignments(ticketId)).toHaveLength(1);
  });

  it('is refused to a supervisor of another team, and audited', async () => {
    const { team, ticketId } = await given(stranger);
    await team.comeOnShift(petro);
    const actions: readonly Action[] = [
      { kind: 'reassign', ticketId, below: false },
      { kind: 'reassign-to', ticketId, personId: team.personId(petro) },
    ];
    for (const action of actions) {
      await pressed(team, stranger, action);
      expect(team.last(stranger).screen).toEqual({ kind: 'not-for-you' });
      expect(team.desk.tables.audit.at(-1)).toMatchObject({
        act: 'access-refused',
        actor: { kind: 'person', id: team.personId(stranger) },
        on: { kind: 'ticket', id: ticketId },
      });
    }
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
  });

  it.each([
    { name: 'off shift', change: { duty: 'off-shift' as const } },
    { name: 'on a break', change: { duty: 'break' as const } },
    { name: 'of another team', change: { teams: ['applications'] } },
  ])('to someone $name shows who there is instead', async ({ change }) => {
    const { team, ticketId } = await given();
    await team.comeOnShift(petro);
    if (change.duty) await team.press(petro, 'set-duty', { state: change.duty });
    const known = team.desk.tables.people.get(team.personId(petro));
    if (known && change.teams) {
      const profile = { ...known.profile, teams: change.teams };
      team.desk.tables.people.set(known.id, { ...known, profile });
    }
    await pressed(team, marta, { kind: 'reassign-to', ticketId, personId: team.personId(petro) });
    expect(team.last(marta).screen).toMatchObject({ kind: 'choose-assignee', people: 0 });
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
  });

  it('never to whoever asked for the ticket', async () => {
    const { team } = await given();
    await team.comeOnShift(petro);
    const own = await team.file(petro);
    await pressed(team, marta, { kind: 'reassign-to', ticketId: own, personId: team.personId(petro) });
    expect(team.last(marta).screen).toMatchObject({ kind: 'choose-assignee', people: 0 });
  });

  it('pressed twice counts once', async () => {
    const { team, ticketId } = await given();
    await team.comeOnShift(petro);
    const action = { kind: 'reassign-to', ticketId, personId: team.personId(petro) } as const;
    await pressed(team, marta, action);
    await pressed(team, marta, action);
    await team.work();
    expect(team.assignments(ticketId)).toHaveLength(2);
    expect(team.last(marta).screen).toMatchObject({ kind: 'reassigned' });
  });

  it('waits for the supervisor’s own sign-in when the session ended on the way', async () => {
    const { team, ticketId } = await given();
    await team.comeOnShift(petro);
    team.gateway.setGateway('down');
    await pressed(team, marta, { kind: 'reassign-to', ticketId, personId: team.personId(petro) });
    await team.pass(31 * minute);
    team.gateway.setGateway('up');
    await team.pass(minute);
    await team.work();
    expect(team.last(marta).screen).toMatchObject({ kind: 'sign-in-again' });
    expect(team.assigneeInTracker(ticketId)).toBe('e-2');
    await team.shareOwnPhone(marta);
    await team.pass(minute);
    await team.work();
    expect(team.assigneeInTracker(ticketId)).toBe('e-3');
  });

  it('refused by the tracker, goes back to whoever had it', async () => {
    const team = memoryTeam({
      answers: {
        assign: async (authority, { number, assignee }) =>
          authority.kind === 'service'
            ? { kind: 'assigned', state: team.gateway.changeInTracker(number, { assigneeEmployeeId: assignee }) }
            : { kind: 'refused', reason: 'not-permitted' },
      },
    });
    await team.comeOnShift(iryna);
    for (const person of [marta, olena]) await team.signIn(person);
    const ticketId = await team.file(olena);
    await team.comeOnShift(petro);
    await pressed(team, marta, { kind: 'reassign-to', ticketId, personId: team.personId(petro) });
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect(team.last(petro).screen).toMatchObject({ kind: 'given-away', why: 'not-assigned-any-more' });
    expect(team.last(marta).screen).toMatchObject({
      kind: 'supervisor-told',
      what: 'not-accepted',
      assigneeName: 'Ірина Бондар',
    });
    expect(team.last(olena).screen).toMatchObject({ handling: { name: 'Ірина Бондар' } });
  });
});

describe('ending someone’s shift', () => {
  it('tells them, audits it and shows who is left', async () => {
    const { team } = await given();
    await choose(team, marta, 'who-is-on');
    await team.press(marta, 'set-off-shift', { personId: team.personId(iryna) });
    expect(team.desk.tables.duties.get(team.personId(iryna))?.state).toBe('off-shift');
    expect(team.last(iryna).screen).toEqual({ kind: 'shift-ended', why: 'supervisor', open: 1 });
    expect(team.last(marta).screen).toEqual({ kind: 'on-shift', people: [] });
    expect(team.desk.tables.audit.at(-1)).toMatchObject({
      act: 'shift-ended-by-supervisor',
      actor: { kind: 'person', id: team.personId(marta) },
      on: { kind: 'person', id: team.personId(iryna) },
    });
    const told = team.seen(iryna).length;
    await pressed(team, marta, { kind: 'set-off-shift', personId: team.personId(iryna) });
    expect(team.seen(iryna)).toHaveLength(told);
  });

  it('is refused to a supervisor of another team', async () => {
    const { team } = await given(stranger);
    for (const personId of [team.personId(iryna), 'nobody']) {
      await pressed(team, stranger, { kind: 'set-off-shift', personId });
      expect(team.last(stranger).screen).toEqual({ kind: 'not-for-you' });
    }
    expect(team.desk.tables.duties.get(team.personId(iryna))?.state).toBe('on-shift');
    expect(team.desk.tables.audit.at(-1)).toMatchObject({ act: 'access-refused', reason: 'not-supervised' });
  });
});
