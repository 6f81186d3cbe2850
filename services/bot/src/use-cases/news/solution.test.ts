import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';

const dayMs = 24 * 3_600_000;
const olena = caller(1);
const iryna = specialist(3, 'Ірина Бондар');

async function solved(): Promise<{ readonly team: Team; readonly ticketId: string }> {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  await team.hearTracker(ticketId, { status: 'resolved' });
  return { team, ticketId };
}

const statusInTracker = ({ gateway, ticket }: Team, ticketId: string) =>
  gateway.state.filed.get(ticket(ticketId).ticket.number ?? '')?.state.status;

async function lookForWork(team: Team): Promise<void> {
  await team.rediscover();
  await team.work();
}

describe('a solution', () => {
  it('is the requester’s to judge, in a new message', async () => {
    const { team } = await solved();
    expect(team.last(olena).screen).toEqual({ kind: 'solution-offered', number: 'SD-101' });
    expect(buttonsOf(team.last(olena)).map(({ kind }) => kind)).toEqual([
      'confirm-solution',
      'reject-solution',
      'open-ticket',
    ]);
  });

  it('that works closes the ticket in the requester’s name', async () => {
    const { team, ticketId } = await solved();
    await team.press(olena, 'confirm-solution');
    expect(team.desk.lanes.outbox.findLast(({ effect }) => effect.kind === 'change-in-tracker')?.effect).toMatchObject({
      ...{ ticketId, change: { kind: 'move', to: 'closed' }, byPersonId: team.personId(olena) },
    });
    expect(statusInTracker(team, ticketId)).toBe('closed');
    expect(team.seen(olena).map(({ screen }) => screen)).toContainEqual(
      expect.objectContaining({ kind: 'ticket-changed', status: 'closed' }),
    );
  });

  it('that does not asks for a few words', async () => {
    const { team } = await solved();
    await team.press(olena, 'reject-solution');
    expect(team.last(olena).screen).toMatchObject({ kind: 'writing-asked', purpose: { kind: 'reopen' } });
  });

  it('is nobody else’s to judge, and not twice', async () => {
    const { team, ticketId } = await solved();
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'confirm-solution', ticketId } });
    expect(team.last(iryna).screen).toEqual({ kind: 'stale-button' });
    await team.hearTracker(ticketId, { status: 'in-progress' });
    await team.hear(olena, { kind: 'pressed', action: { kind: 'confirm-solution', ticketId } });
    expect(team.last(olena).screen).toEqual({ kind: 'stale-button' });
    expect(statusInTracker(team, ticketId)).toBe('in-progress');
  });
});

describe('silence after a solution', () => {
  it('closes it after three working days, and the requester is told', async () => {
    const { team, ticketId } = await solved();
    // Monday morning; the third working day after it ends on Thursday evening.
    await team.pass(3 * dayMs);
    await lookForWork(team);
    expect(statusInTracker(team, ticketId)).toBe('resolved');
    await team.pass(dayMs / 2);
    await lookForWork(team);
    expect(statusInTracker(team, ticketId)).toBe('closed');
    expect(team.last(olena).screen).toEqual({ kind: 'solution-unanswered', number: 'SD-101' });
    expect(buttonsOf(team.last(olena))).toEqual([{ kind: 'write', ticketId, what: 'reopen' }]);
    const shown = team.seen(olena);
    await lookForWork(team);
    expect(team.seen(olena)).toEqual(shown);
  });

  it('is told of also where the tracker’s own word that it is closed comes first', async () => {
    const { team, ticketId } = await solved();
    await team.pass(4 * dayMs);
    team.desk.ledger.interfere(() => {
      const { ticket, version, ...rest } = team.ticket(ticketId);
      const closed = { ...ticket, status: 'closed' } as const;
      team.desk.tables.tickets.set(ticketId, { ...rest, ticket: closed, version: version + 1 });
    });
    await team.run({ queue: 'timers', timer: 'solution-silence', ticketId, dueAt: 0 });
    await team.settle();
    expect(statusInTracker(team, ticketId)).toBe('closed');
    expect(team.last(olena).screen).toEqual({ kind: 'solution-unanswered', number: 'SD-101' });
  });

  it('is left alone where it was opened again meanwhile', async () => {
    const { team, ticketId } = await solved();
    await team.hearTracker(ticketId, { status: 'in-progress' });
    await team.pass(5 * dayMs);
    await lookForWork(team);
    expect(statusInTracker(team, ticketId)).toBe('in-progress');
  });

  it('waits for a gateway that is away', async () => {
    const { team, ticketId } = await solved();
    await team.pass(4 * dayMs);
    team.gateway.setTracker('down');
    await lookForWork(team);
    expect(team.last(olena).screen).toEqual({ kind: 'solution-offered', number: 'SD-101' });
    team.gateway.setTracker('up');
    await lookForWork(team);
    expect(statusInTracker(team, ticketId)).toBe('closed');
  });
});
