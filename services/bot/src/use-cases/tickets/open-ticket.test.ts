import { describe, expect, it } from 'vitest';
import { buttonsOf, type Caller, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor, type Team } from '../../../test/fakes/memory-team.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const hour = 3_600_000;
const minute = 60_000;

const handlingOf = (team: Team) => {
  const { screen } = team.last(olena);
  return screen.kind === 'ticket-details' ? screen.handling : null;
};

describe('what a ticket waits for', () => {
  it.each(['up', 'down'] as const)(
    'is said in full, with the next working time, while the tracker is %s',
    async (tracker) => {
      const team = memoryTeam();
      await team.pass(10 * hour);
      await team.signIn(olena);
      await team.file(olena);
      team.gateway.setTracker(tracker);
      await team.press(olena, 'open-ticket');
      const nextWorkingAt = Date.parse('2026-11-24T07:00:00Z');
      expect(handlingOf(team)).toEqual({ kind: 'waiting-for-shift', nextWorkingAt });
    },
  );

  it('is someone free, where all have their hands full', async () => {
    const team = memoryTeam({ policy: samplePolicy({ activeTicketsMax: 0 }) });
    await team.comeOnShift(iryna);
    await team.signIn(olena);
    await team.file(olena);
    await team.press(olena, 'open-ticket');
    expect(handlingOf(team)).toEqual({ kind: 'waiting-for-capacity' });
  });

  it('is still said when the tracker tells something else of it', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    const ticketId = await team.file(olena);
    await team.hearTracker(ticketId, { priority: 'high' });
    expect(team.last(olena).screen).toMatchObject({
      kind: 'ticket-changed',
      handling: { kind: 'waiting-for-shift', nextWorkingAt: null },
    });
  });

  it('is over once somebody has it', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await team.file(olena);
    await team.comeOnShift(iryna);
    await team.press(olena, 'open-ticket');
    expect(handlingOf(team)).toEqual({ kind: 'specialist', name: 'Ірина Бондар' });
  });
});

async function given(...more: readonly Caller[]) {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  for (const person of [...more, olena]) await team.signIn(person);
  return { team, ticketId: await team.file(olena) };
}

async function openFromList(team: Team, who: Caller, item: 'assigned' | 'oldest' | 'my-tickets') {
  await team.hear(who, { kind: 'menu', item });
  await team.press(who, 'open-ticket', { below: false });
  return team.last(who);
}

const waysOf = (team: Team, who: Caller) => buttonsOf(team.last(who)).map(({ kind }) => kind);

describe('a ticket opened', () => {
  it('by whoever has it can be taken or given back there, with the way to the tracker and the reason why', async () => {
    const { team } = await given();
    const { screen, keyboard } = await openFromList(team, iryna, 'assigned');
    expect(screen).toMatchObject({ kind: 'ticket-details', reader: 'staff', requesterName: 'Олена Коваль' });
    expect(keyboard).toMatchObject({
      rows: [
        [{ action: { kind: 'take-ticket' } }, { action: { kind: 'decline-ticket' } }],
        [{ kind: 'link', label: 'open-in-tracker' }, { action: { kind: 'why-me' } }],
        [{ action: { kind: 'more-ways' } }, { action: { kind: 'assigned-list' }, caption: 'back' }],
      ],
    });
  });

  it('and taken there says so there, and the card that told of it has nothing to press any more', async () => {
    const { team, ticketId } = await given();
    await openFromList(team, iryna, 'assigned');
    await team.press(iryna, 'take-ticket', { inList: true });
    await team.work();
    expect(team.last(iryna)).toMatchObject({ card: 'list', screen: { kind: 'taken' } });
    expect(waysOf(team, iryna)).toEqual(['write', 'write', 'more-ways', 'assigned-list']);
    const told = team.seen(iryna).find(({ screen }) => screen.kind === 'assigned-to-you');
    expect(told?.keyboard).toBeNull();
    expect(team.ticket(ticketId).ticket.status).toBe('in-progress');

    await openFromList(team, iryna, 'assigned');
    expect(waysOf(team, iryna)).toEqual(['write', 'write', 'why-me', 'more-ways', 'assigned-list']);
  });

  it('and given back there says so there, and later who has it', async () => {
    const { team, ticketId } = await given();
    await team.comeOnShift(petro);
    await openFromList(team, iryna, 'assigned');
    await team.press(iryna, 'decline-ticket', { inList: true });
    expect(team.last(iryna)).toMatchObject({ card: 'list', screen: { kind: 'passing-on' } });
    expect(waysOf(team, iryna)).toEqual(['assigned-list']);
    await team.work();
    expect(team.last(iryna).screen).toMatchObject({ kind: 'given-away', why: 'declined' });
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
  });

  it('after Not mine, with nobody else there, can still be taken', async () => {
    const { team } = await given();
    await team.press(iryna, 'decline-ticket');
    await team.work();
    await openFromList(team, iryna, 'assigned');
    expect(waysOf(team, iryna)).toEqual(['take-ticket', 'why-me', 'more-ways', 'assigned-list']);
  });

  it('that was given in the tracker can be taken, and has no reason to explain', async () => {
    const { team, ticketId } = await given(petro);
    await team.pass(3 * minute);
    await team.hearTracker(ticketId, { assigneeEmployeeId: 'e-3' });
    await openFromList(team, petro, 'assigned');
    expect(waysOf(team, petro)).toEqual(['take-ticket', 'more-ways', 'assigned-list']);
  });

  it('that is over can be written to and opened again', async () => {
    const { team, ticketId } = await given();
    await team.hear(iryna, { kind: 'menu', item: 'assigned' });
    const stored = team.ticket(ticketId);
    team.desk.tables.tickets.set(ticketId, { ...stored, ticket: { ...stored.ticket, status: 'closed' } });
    await team.press(iryna, 'open-ticket');
    expect(waysOf(team, iryna)).toEqual(['write', 'move-ticket', 'more-ways', 'assigned-list']);
  });

  it('by its requester offers what is theirs to do', async () => {
    const { team } = await given();
    const { screen } = await openFromList(team, olena, 'my-tickets');
    expect(screen).toMatchObject({ reader: 'requester', requesterName: null });
    expect(waysOf(team, olena)).toEqual(['request-consultation', 'write', 'write', 'more-ways', 'my-tickets']);
  });

  it('by a supervisor of its team can be passed on', async () => {
    const { team } = await given(marta);
    await openFromList(team, marta, 'oldest');
    expect(waysOf(team, marta)).toEqual(['write', 'write', 'reassign', 'more-ways', 'team-list']);
    await team.press(marta, 'reassign', { below: false });
    expect(team.last(marta)).toMatchObject({ card: 'list', screen: { kind: 'choose-assignee' } });
  });

  it('by the supervisor who asked for it cannot', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    await team.signIn(marta);
    await team.file(marta);
    await openFromList(team, marta, 'my-tickets');
    expect(waysOf(team, marta)).toEqual(['request-consultation', 'write', 'write', 'more-ways', 'my-tickets']);
  });

  it('by a specialist who was signed out shows its words after one tap', async () => {
    const { team } = await given();
    await team.hear(iryna, { kind: 'menu', item: 'assigned' });
    await team.pass(31 * minute);
    await team.work();
    await team.press(iryna, 'open-ticket');
    expect(team.last(iryna).screen).toMatchObject({ kind: 'sign-in-again', kept: 'tap' });
    await team.shareOwnPhone(iryna);
    const opened = team.seen(iryna).find(({ screen }) => screen.kind === 'ticket-details');
    expect(opened?.screen).toMatchObject({
      description: 'Зник Wi-Fi на третьому поверсі.',
      requesterName: 'Олена Коваль',
    });
  });
});
