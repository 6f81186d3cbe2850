import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor, type Team, type TeamSetting } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const minute = 60_000;

/** A ticket for Iryna, and whoever comes on shift before anything of it reaches the tracker. */
async function given(setting: TeamSetting = {}, ...colleagues: readonly (typeof iryna)[]) {
  const team = memoryTeam(setting);
  await team.comeOnShift(iryna);
  for (const person of [...colleagues, marta, olena]) await team.signIn(person);
  return team;
}

async function filedWhileDown(team: Team): Promise<string> {
  await team.write(olena, 'Зник Wi-Fi.');
  await team.press(olena, 'choose-type', { requestType: 'internet' });
  await team.press(olena, 'send-draft');
  team.gateway.setGateway('down');
  await team.work();
  const [ticketId] = team.desk.tables.tickets.keys();
  if (ticketId === undefined) throw new Error('A ticket was filed.');
  return ticketId;
}

describe('an assignment on its way to the tracker', () => {
  it('waits for a gateway that is away, while the specialist is told at once', async () => {
    const team = await given();
    const ticketId = await filedWhileDown(team);
    expect(team.last(iryna).screen).toMatchObject({ kind: 'assigned-to-you' });
    expect(team.assigneeInTracker(ticketId)).toBeNull();
    team.gateway.setGateway('up');
    await team.pass(30_000);
    expect(team.assigneeInTracker(ticketId)).toBe('e-2');
  });

  it('is repeated under one key when its answer was lost', async () => {
    const keys: string[] = [];
    const team = await given({
      answers: {
        assign: async (_, { key, assignee, expected, number }) => {
          keys.push(key);
          if (keys.length === 1) return { kind: 'unknown', retryAfterMs: null };
          expect({ assignee, expected, number }).toEqual({ assignee: 'e-2', expected: null, number: 'SD-101' });
          return { kind: 'assigned', state: team.gateway.changeInTracker(number, { assigneeEmployeeId: assignee }) };
        },
      },
    });
    await team.file(olena);
    await team.pass(30_000);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('gives way to somebody the tracker named first, and everyone is told', async () => {
    const team = await given({}, petro);
    await team.write(olena, 'Зник Wi-Fi.');
    await team.press(olena, 'choose-type', { requestType: 'internet' });
    await team.press(olena, 'send-draft');
    team.gateway.changeInTracker('SD-101', { assigneeEmployeeId: 'e-3' });
    await team.work();
    const [ticketId = ''] = team.desk.tables.tickets.keys();

    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['withdrawn']);
    expect(team.last(iryna)).toMatchObject({
      screen: { kind: 'given-away', number: 'SD-101', why: 'not-assigned-any-more' },
      keyboard: null,
    });
    expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'specialist', name: 'Петро Мельник' } });
    expect(team.desk.tables.audit.at(-1)).toMatchObject({ act: 'ticket-reassigned', reason: 'in-the-tracker' });
    expect(await team.rediscover()).toEqual([]);
  });

  it('gives way to somebody nobody here knows, and looks for nobody else', async () => {
    const team = await given({ answers: { assign: async () => ({ kind: 'overtaken', assignee: 'e-99' }) } });
    const ticketId = await team.file(olena);
    expect(team.ticket(ticketId).ticket).toMatchObject({ assigneeId: null, assignedElsewhere: true });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'given-away' });
    expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'someone' } });
    expect(await team.rediscover()).toEqual([]);
  });

  it('by a supervisor takes a ticket from somebody nobody here knows', async () => {
    const team = await given();
    const ticketId = await team.file(olena);
    await team.pass(3 * minute);
    await team.hearTracker(ticketId, { assigneeEmployeeId: 'e-99' });
    const toIryna = { kind: 'reassign-to', ticketId, personId: team.personId(iryna) } as const;
    await team.hear(marta, { kind: 'pressed', action: toIryna });
    await team.work();
    expect(team.assigneeInTracker(ticketId)).toBe('e-2');
    expect(team.ticket(ticketId).ticket).toMatchObject({
      assigneeId: team.personId(iryna),
      assignedElsewhere: false,
    });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'assigned-to-you', why: 'supervisor' });
  });

  it('refused, goes to the next, and supervisors and the log learn of it', async () => {
    const asked: string[] = [];
    const team = await given(
      {
        answers: {
          assign: async (_, { assignee, number }) => {
            asked.push(assignee);
            if (assignee === 'e-2') return { kind: 'refused', reason: 'not-permitted' };
            return { kind: 'assigned', state: team.gateway.changeInTracker(number, { assigneeEmployeeId: assignee }) };
          },
        },
      },
      petro,
    );
    team.clock.advance(minute);
    await team.hear(petro, { kind: 'menu', item: 'duty' });
    await team.press(petro, 'set-duty', { state: 'on-shift' });
    const ticketId = await team.file(olena);

    expect(asked).toEqual(['e-2', 'e-3']);
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    expect(team.last(iryna).screen).toMatchObject({ kind: 'given-away' });
    expect(team.last(petro).screen).toMatchObject({ kind: 'assigned-to-you', why: 'index' });
    expect(team.last(marta).screen).toMatchObject({ kind: 'supervisor-told', what: 'not-accepted' });
    expect(team.desk.tables.audit).toContainEqual(
      expect.objectContaining({ act: 'integration-failed', reason: 'assignment-not-permitted' }),
    );
  });

  it('refused for everyone, comes to rest', async () => {
    const team = await given({ answers: { assign: async () => ({ kind: 'refused', reason: 'not-permitted' }) } });
    const ticketId = await team.file(olena);
    expect(team.ticket(ticketId).ticket.assigneeId).toBeNull();
    expect(team.assignments(ticketId)).toHaveLength(1);
    await team.rediscover();
    await team.work();
    expect(team.assignments(ticketId)).toHaveLength(1);
    expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'waiting-for-shift' } });
  });

  it('of a ticket the tracker no longer has, ends the matter', async () => {
    const team = await given({ answers: { assign: async () => ({ kind: 'refused', reason: 'not-found' }) } });
    const ticketId = await team.file(olena);
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['withdrawn']);
    expect(await team.rediscover()).toEqual([]);
  });

  it('that is out of date by the time it is delivered is dropped, and the next is told truly', async () => {
    const team = await given({}, petro);
    const ticketId = await filedWhileDown(team);
    await team.press(iryna, 'decline-ticket');
    await team.hear(petro, { kind: 'menu', item: 'duty' });
    await team.press(petro, 'set-duty', { state: 'on-shift' });
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
    team.gateway.setGateway('up');
    await team.pass(minute);
    expect(team.assigneeInTracker(ticketId)).toBe('e-3');
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['declined', 'notified']);
  });
});
