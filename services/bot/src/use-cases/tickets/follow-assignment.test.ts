import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const minute = 60_000;

async function given() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  for (const person of [petro, marta, olena]) await team.signIn(person);
  const ticketId = await team.file(olena);
  await team.pass(3 * minute);
  return { team, ticketId };
}

const stateOf = ({ team, ticketId }: Awaited<ReturnType<typeof given>>) =>
  team.assignments(ticketId).at(-1)?.assignment.state;

describe('the tracker’s word about a ticket that waits for an answer here', () => {
  it('moved on is taken, and the card says so', async () => {
    const desk = await given();
    const shown = desk.team.seen(iryna).length;
    await desk.team.hearTracker(desk.ticketId, { status: 'in-progress' });
    expect(stateOf(desk)).toBe('taken');
    expect(desk.team.seen(iryna)).toHaveLength(shown);
    expect(desk.team.last(iryna)).toMatchObject({
      screen: { kind: 'taken', requesterName: 'Олена Коваль', ticket: { status: 'in-progress' } },
      keyboard: { rows: [[{ kind: 'link' }]] },
    });
  });

  it('moved on while they are signed out names nothing of it', async () => {
    const desk = await given();
    await desk.team.pass(31 * minute);
    await desk.team.work();
    await desk.team.hearTracker(desk.ticketId, { status: 'in-progress' });
    expect(desk.team.last(iryna).screen).toMatchObject({
      kind: 'taken',
      requesterName: null,
      ticket: { summary: null },
    });
  });

  it('resolved takes the buttons off the card', async () => {
    const desk = await given();
    await desk.team.hearTracker(desk.ticketId, { status: 'resolved' });
    expect(desk.team.last(iryna)).toMatchObject({ screen: { kind: 'assigned-to-you' }, keyboard: null });
  });

  it('given to somebody else takes the buttons off the card as well', async () => {
    const desk = await given();
    await desk.team.hearTracker(desk.ticketId, { assigneeEmployeeId: 'e-3' });
    expect(stateOf(desk)).toBe('withdrawn');
    expect(desk.team.last(iryna).screen).toMatchObject({ kind: 'given-away', why: 'not-assigned-any-more' });
    expect(
      desk.team
        .seen(iryna)
        .flatMap(buttonsOf)
        .filter(({ kind }) => kind === 'take-ticket'),
    ).toEqual([]);
  });

  it('that it is under way, as it was when they got it, leaves the choice to them', async () => {
    const { team, ticketId } = await given();
    await team.press(iryna, 'take-ticket');
    await team.work();
    await team.comeOnShift(petro);
    await team.hear(marta, { kind: 'menu', item: 'oldest' });
    await team.press(marta, 'reassign');
    await team.press(marta, 'reassign-to', { personId: team.personId(petro) });
    await team.work();
    await team.pass(3 * minute);
    await team.hearTracker(ticketId, { priority: 'high' });
    expect(stateOf({ team, ticketId })).toBe('notified');
    await team.press(petro, 'decline-ticket');
    expect(team.seen(petro).map(({ screen }) => screen)).toContainEqual({
      ...{ kind: 'nobody-else', number: 'SD-101', why: 'supervisor' },
    });
    expect(team.last(petro).screen).toMatchObject({ kind: 'work-changed', what: 'more-urgent' });
  });
});
