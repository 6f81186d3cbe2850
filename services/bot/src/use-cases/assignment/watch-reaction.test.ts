import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const minute = 60_000;

async function given(priority: 'critical' | 'high' | 'medium' | 'low', ...colleagues: readonly (typeof iryna)[]) {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(marta);
  await team.signIn(olena);
  const ticketId = await team.file(olena, { priority });
  for (const colleague of colleagues) await team.comeOnShift(colleague);
  /** Minutes since the ticket was given. */
  const at = async (minutes: number) => {
    const givenAt = team.assignments(ticketId)[0]?.assignment.assignedAt ?? 0;
    team.clock.set(givenAt + minutes * minute);
    await team.work();
  };
  return { team, ticketId, at };
}

describe('the watch over the first reaction', () => {
  it.each([
    { priority: 'critical', limit: 10 },
    { priority: 'high', limit: 30 },
    { priority: 'medium', limit: 120 },
  ] as const)(
    'reminds about a $priority ticket after $limit min, and passes it on after as many again',
    async (row) => {
      const { team, ticketId, at } = await given(row.priority, petro);
      await at(row.limit - 1);
      expect(team.last(iryna).screen.kind).toBe('assigned-to-you');
      await at(row.limit);
      expect(team.last(iryna).screen).toMatchObject({
        kind: 'reaction-reminder',
        reassignAt: team.clock.now() + row.limit * minute,
      });
      expect(buttonsOf(team.last(iryna)).map(({ kind }) => kind)).toEqual(['take-ticket', 'decline-ticket', 'why-me']);
      expect(team.desk.tables.audit).toContainEqual(expect.objectContaining({ act: 'reminded' }));

      await at(2 * row.limit - 1);
      expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
      await at(2 * row.limit);
      expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
      expect(team.last(iryna).screen).toMatchObject({ kind: 'given-away', why: 'first-reaction' });
      expect(team.last(petro).screen).toMatchObject({ kind: 'assigned-to-you', why: 'first-reaction' });
      expect(team.last(marta).screen).toMatchObject({
        kind: 'supervisor-told',
        what: 'not-taken-in-time',
        assigneeName: 'Петро Мельник',
      });
      expect(team.assigneeInTracker(ticketId)).toBe('e-3');
    },
  );

  it('counts working time alone: the night and the hours before work do not take a ticket away', async () => {
    const { team, ticketId } = await given('low', petro);
    // 480 working minutes from Monday 10:00 are over at 18:00, and as many again on Tuesday at 17:00.
    team.clock.set(Date.parse('2026-11-23T16:00:00Z'));
    await team.work();
    expect(team.assignments(ticketId).at(-1)?.assignment).toMatchObject({
      state: 'reminded',
      reassignAt: Date.parse('2026-11-24T15:00:00Z'),
    });
    team.clock.set(Date.parse('2026-11-24T07:00:00Z'));
    await team.comeOnShift(petro);
    team.clock.set(Date.parse('2026-11-24T14:59:00Z'));
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    team.clock.set(Date.parse('2026-11-24T15:00:00Z'));
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
  });

  it('stops with Take', async () => {
    const { team, ticketId, at } = await given('high', petro);
    await at(5);
    await team.press(iryna, 'take-ticket');
    await at(600);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect(team.seen(iryna).map(({ screen }) => screen.kind)).not.toContain('reaction-reminder');
  });

  it('leaves a ticket where it is when there is nobody else, and says so once', async () => {
    const { team, ticketId, at } = await given('critical');
    await at(10);
    await at(20);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect(team.last(iryna).screen).toMatchObject({ kind: 'nobody-else', why: 'nobody' });
    expect(team.last(marta).screen).toMatchObject({ what: 'all-excluded', assigneeName: 'Ірина Бондар' });
    await team.rediscover();
    await team.work();
    expect(team.seen(marta).filter(({ screen }) => screen.kind === 'supervisor-told')).toHaveLength(1);
  });

  it('reminds before it takes away, however long the desk was down', async () => {
    const { team, ticketId, at } = await given('critical', petro);
    team.desk.jobs.splice(0);
    await at(100);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect((await team.rediscover()).map((job) => job.queue === 'timers' && job.timer)).toContain('first-reaction');
    await team.work();
    expect(team.last(iryna).screen.kind).toBe('reaction-reminder');
    await at(109);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    await at(110);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
  });

  it('called too early waits on, called for nothing does nothing', async () => {
    const { team, ticketId } = await given('high');
    const timer = { queue: 'timers', timer: 'first-reaction', ticketId, dueAt: 0 } as const;
    team.desk.jobs.splice(0);
    await team.run(timer);
    expect(team.desk.jobs).toEqual([{ ...timer, dueAt: team.clock.now() + 30 * minute }]);
    team.desk.jobs.splice(0);
    await team.run({ ...timer, ticketId: 'gone' });
    expect(team.desk.jobs).toEqual([]);
  });

  it('ends with the ticket', async () => {
    const { team, ticketId, at } = await given('critical', petro);
    const stored = team.ticket(ticketId);
    team.desk.tables.tickets.set(ticketId, { ...stored, ticket: { ...stored.ticket, status: 'closed' } });
    await at(10);
    expect(team.last(iryna).screen.kind).toBe('assigned-to-you');
    await team.rediscover();
    await team.work();
    expect((await team.rediscover()).filter((job) => job.queue === 'timers' && job.timer === 'first-reaction')).toEqual(
      [],
    );
  });

  it('tells supervisors of what one of them gave, and leaves it to them', async () => {
    const { team, ticketId, at } = await given('high', petro);
    await team.hear(marta, { kind: 'menu', item: 'oldest' });
    await team.press(marta, 'reassign');
    await team.press(marta, 'reassign-to', { personId: team.personId(petro) });
    await at(30);
    expect(team.last(petro).screen).toMatchObject({ kind: 'reaction-reminder', reassignAt: null });
    await at(60);
    expect(team.last(marta).screen).toMatchObject({ what: 'not-taken-in-time', assigneeName: 'Петро Мельник' });
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect((await team.rediscover()).filter(({ queue }) => queue === 'assign')).toEqual([]);
  });

  it('names nothing of the ticket to someone signed out', async () => {
    const { team, at } = await given('medium');
    await at(60);
    await at(120);
    expect(team.last(iryna).screen).toMatchObject({ kind: 'reaction-reminder', ticket: { summary: null } });
  });
});
