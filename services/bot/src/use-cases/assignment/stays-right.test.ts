import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';

const minuteMs = 60_000;
const olena = caller(1);
const iryna = specialist(3, 'Ірина Бондар');
const petro = specialist(4, 'Петро Лис');

/** Taken by Iryna a while ago; Petro is on shift as well, and the workload has been read. */
async function taken(): Promise<{ readonly team: Team; readonly ticketId: string }> {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  await team.press(iryna, 'take-ticket');
  await team.work();
  await team.comeOnShift(petro);
  await team.pass(3 * minuteMs);
  await team.refreshWorkload();
  return { team, ticketId };
}

const figure = (team: Team, who: typeof iryna) =>
  team.desk.tables.workloads.get('infrastructure')?.get(who.profile.employeeId) ?? 0;

describe('what someone has to do follows the tracker at once', () => {
  it.each([
    { name: 'closed', change: { status: 'closed' }, irynas: 0, petros: 0 },
    { name: 'given to Petro', change: { assigneeEmployeeId: 'e-4' }, irynas: 0, petros: 1 },
    { name: 'given to a stranger', change: { assigneeEmployeeId: 'tracker:404' }, irynas: 0, petros: 0 },
    { name: 'of another priority', change: { priority: 'low' }, irynas: 1, petros: 0 },
  ] as const)('when a ticket is $name', async ({ change, irynas, petros }) => {
    const { team, ticketId } = await taken();
    await team.hearTracker(ticketId, { assigneeEmployeeId: 'e-3' });
    const before = { iryna: figure(team, iryna), petro: figure(team, petro) };
    await team.hearTracker(ticketId, change);
    expect(figure(team, iryna)).toBe(before.iryna - 1 + irynas);
    expect(figure(team, petro)).toBe(before.petro + petros);
  });

  it('when one is opened again', async () => {
    const { team, ticketId } = await taken();
    await team.hearTracker(ticketId, { status: 'resolved' });
    const before = figure(team, iryna);
    await team.hearTracker(ticketId, { status: 'in-progress' });
    expect(figure(team, iryna)).toBe(before + 1);
  });
});

describe('a ticket that nobody has any more in the tracker', () => {
  it('is taken from whoever had it and given to somebody', async () => {
    const { team, ticketId } = await taken();
    await team.hearTracker(ticketId, { assigneeEmployeeId: null });
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['withdrawn', 'notified']);
    expect(team.seen(iryna).map(({ screen }) => screen)).toContainEqual({
      ...{ kind: 'given-away', number: 'SD-101', why: 'not-assigned-any-more' },
    });
    const holder = team.ticket(ticketId).ticket.assigneeId;
    expect([team.personId(iryna), team.personId(petro)]).toContain(holder);
    expect(team.assigneeInTracker(ticketId)).toBe(holder === team.personId(petro) ? 'e-4' : 'e-3');
  });

  it('is, also moments after the tracker was told who has it', async () => {
    const { team, ticketId } = await taken();
    await team.hearTracker(ticketId, { assigneeEmployeeId: null });
    await team.pass(1_000);
    await team.hearTracker(ticketId, { assigneeEmployeeId: null });
    const states = team.assignments(ticketId).map(({ assignment }) => assignment.state);
    expect(states).toEqual(['withdrawn', 'withdrawn', 'notified']);
  });

  it('stays with them while the directory is away, which names nobody either', async () => {
    const { team, ticketId } = await taken();
    team.gateway.state.directoryAway = true;
    await team.hearTracker(ticketId, { assigneeEmployeeId: null });
    expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['taken']);
    team.gateway.changeInTracker('SD-101', { assigneeEmployeeId: 'e-3' });
    team.gateway.state.directoryAway = false;
    await team.hearOf('SD-101');
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect(team.assignments(ticketId)).toHaveLength(1);
  });
});

describe('the comparison with the tracker', () => {
  it('finds what nobody told, corrects it, and counts it', async () => {
    const { team, ticketId } = await taken();
    team.gateway.changeInTracker('SD-101', { assigneeEmployeeId: 'tracker:404' });
    expect(await team.refreshWorkload()).toMatchObject({ corrected: 1 });
    expect(team.ticket(ticketId).ticket).toMatchObject({ assigneeId: null, assignedElsewhere: true });
    expect(team.desk.tables.audit).toContainEqual(
      expect.objectContaining({ act: 'workload-corrected', reason: 'minus-1' }),
    );
    expect(await team.refreshWorkload()).toMatchObject({ corrected: 0 });
  });

  it('leaves alone what is right', async () => {
    const { team } = await taken();
    expect(await team.refreshWorkload()).toMatchObject({ corrected: 0 });
    expect(team.desk.tables.audit.map(({ act }) => act)).not.toContain('workload-corrected');
  });
});

it('a ticket handed over in the tracker is its new team’s, unless nobody knows that team', async () => {
  const { team, ticketId } = await taken();
  await team.hearTracker(ticketId, { team: 'applications' });
  expect(team.ticket(ticketId).ticket.team).toBe('applications');
  await team.hearTracker(ticketId, { team: 'nobody-knows' });
  expect(team.ticket(ticketId).ticket.team).toBe('applications');
});

it('that nobody has a ticket says nothing while the tracker is still to be told who does', async () => {
  const team = memoryTeam({ answers: { assign: async () => ({ kind: 'down', retryAfterMs: null }) } });
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  await team.pass(30 * minuteMs);
  await team.hearTracker(ticketId, { assigneeEmployeeId: null, priority: 'high' });
  expect(team.assignments(ticketId).map(({ assignment }) => assignment.state)).toEqual(['notified']);
  expect(team.ticket(ticketId).ticket).toMatchObject({ assigneeId: team.personId(iryna), priority: 'high' });
});
