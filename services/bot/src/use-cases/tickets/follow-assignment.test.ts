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
      keyboard: {
        rows: [
          [{ action: { what: 'comment' } }, { action: { what: 'resolve' } }],
          [{ kind: 'link' }, { action: { kind: 'more-ways' } }],
        ],
      },
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

  it.each(['resolved', 'closed'] as const)('%s leaves nothing to do on the card but to open it', async (status) => {
    const desk = await given();
    const shown = desk.team.seen(iryna).length;
    await desk.team.hearTracker(desk.ticketId, { status });
    expect(desk.team.seen(iryna)).toHaveLength(shown);
    expect(desk.team.last(iryna).screen).toMatchObject({ kind: 'taken', ticket: { status } });
    expect(buttonsOf(desk.team.last(iryna))).toEqual([{ kind: 'open-ticket', ticketId: desk.ticketId, below: true }]);
  });

  it('after Take is followed by the card, there and back', async () => {
    const { team, ticketId } = await given();
    await team.press(iryna, 'take-ticket');
    await team.work();
    const shown = team.seen(iryna).length;
    const onCard = () => {
      const card = team.seen(iryna).find((message) => message.card === `work:${ticketId}`);
      return card ? buttonsOf(card).map((action) => (action.kind === 'write' ? action.what : action.kind)) : null;
    };
    expect(onCard()).toEqual(['comment', 'resolve', 'more-ways']);
    await team.hearTracker(ticketId, { status: 'resolved' });
    expect(onCard()).toEqual(['open-ticket']);
    expect(team.seen(iryna)).toHaveLength(shown);
    await team.hearTracker(ticketId, { status: 'waiting-for-support' });
    expect(onCard()).toEqual(['comment', 'resolve', 'more-ways']);
    expect(team.last(iryna).screen).toMatchObject({ kind: 'work-changed', what: 'reopened' });
  });

  it('after Take in the list has no card to follow on, and sends none', async () => {
    const { team, ticketId } = await given();
    await team.hear(iryna, { kind: 'menu', item: 'assigned' });
    await team.press(iryna, 'open-ticket');
    await team.press(iryna, 'take-ticket', { inList: true });
    await team.work();
    const shown = team.seen(iryna).length;
    await team.hearTracker(ticketId, { status: 'resolved' });
    expect(team.seen(iryna)).toHaveLength(shown);
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
