import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor, type Team } from '../../../test/fakes/memory-team.ts';
import { endRevokedSession } from '../session/end-revoked-session.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const minute = 60_000;

/** Iryna works on a ticket; Petro is on shift as well, and Marta leads them. */
async function working() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  for (const person of [marta, olena]) await team.signIn(person);
  const ticketId = await team.file(olena);
  await team.press(iryna, 'take-ticket');
  await team.work();
  await team.comeOnShift(petro);
  await team.pass(3 * minute);
  return { team, ticketId };
}

const told = (team: Team) => team.seen(marta).filter(({ screen }) => screen.kind === 'supervisor-told');

async function isPetros(team: Team, ticketId: string) {
  expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
  expect(team.gateway.state.filed.get('SD-101')?.state.assigneeEmployeeId).toBe('e-3');
  expect(team.last(petro).screen).toMatchObject({ kind: 'assigned-to-you', ticket: { number: 'SD-101' } });
  expect(team.last(olena).screen).toMatchObject({ handling: { kind: 'specialist', name: 'Петро Мельник' } });
}

describe('a specialist who has left', () => {
  it('has nothing any more within a comparison: their tickets are assigned anew', async () => {
    const { team, ticketId } = await working();
    team.gateway.dismiss(iryna.phone);
    await team.refreshWorkload();
    await team.work();
    await isPetros(team, ticketId);
    expect(team.desk.tables.workloads.get('infrastructure')?.get('e-2') ?? 0).toBe(0);
    expect(told(team)).toEqual([]);
    await team.refreshWorkload();
    await team.work();
    expect(team.assignments(ticketId)).toHaveLength(2);
  });

  it('is noticed as soon as their session is taken back', async () => {
    const { team, ticketId } = await working();
    team.gateway.dismiss(iryna.phone);
    const { session } = (await team.desk.people.findById(team.personId(iryna))) ?? {};
    const revoked = endRevokedSession({ ...team.desk, clock: team.clock, policy: team.policy });
    await revoked(session?.gatewaySessionId ?? '', { kind: 'job', name: 'reconcile' });
    await team.work();
    await isPetros(team, ticketId);
  });

  it('whose session alone was taken back keeps what they have', async () => {
    const { team, ticketId } = await working();
    const { session } = (await team.desk.people.findById(team.personId(iryna))) ?? {};
    const revoked = endRevokedSession({ ...team.desk, clock: team.clock, policy: team.policy });
    await revoked(session?.gatewaySessionId ?? '', { kind: 'job', name: 'reconcile' });
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect(told(team)).toEqual([]);
  });

  it('with nobody to follow leaves the ticket to wait, and the supervisors hear of it', async () => {
    const { team, ticketId } = await working();
    await team.press(petro, 'set-duty', { state: 'break' });
    team.gateway.dismiss(iryna.phone);
    await team.refreshWorkload();
    await team.work();
    expect(team.ticket(ticketId)).toMatchObject({ ticket: { assigneeId: null }, waiting: 'nobody-on-shift' });
    expect(told(team).at(-1)?.screen).toMatchObject({ what: 'nobody-on-shift' });
  });

  it('while the tracker is away is seen to once it is back', async () => {
    const { team, ticketId } = await working();
    team.gateway.dismiss(iryna.phone);
    team.gateway.setTracker('down');
    await team.refreshWorkload();
    await team.work();
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    team.gateway.setTracker('up');
    await team.pass(minute);
    await team.work();
    await isPetros(team, ticketId);
  });
});

describe('a specialist who works in the team no more', () => {
  it('keeps in the tracker what they have; the supervisors hear of each ticket once, with a way to pass it on', async () => {
    const { team, ticketId } = await working();
    team.gateway.employ(iryna.phone, { ...iryna.profile, role: 'employee', teams: [] });
    for (let count = 0; count < 2; count += 1) {
      await team.refreshWorkload();
      await team.work();
    }
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(iryna));
    expect(told(team).map(({ screen }) => screen)).toMatchObject([
      { what: 'left-team', assigneeName: 'Ірина Бондар', ticket: { number: 'SD-101' } },
    ]);
    const [message] = told(team);
    expect(message && buttonsOf(message)).toEqual([
      { kind: 'open-ticket', ticketId, below: true },
      { kind: 'reassign', ticketId, below: true },
    ]);
    expect(team.desk.tables.audit).toContainEqual(
      expect.objectContaining({ act: 'workload-corrected', reason: 'left-infrastructure' }),
    );
  });

  it('as their next sign-in says is seen to then', async () => {
    const { team } = await working();
    await team.pass(31 * minute);
    await team.work();
    const moved = { ...iryna, profile: { ...iryna.profile, teams: ['applications'] } };
    await team.signIn(moved);
    await team.work();
    expect(told(team).map(({ screen }) => screen)).toMatchObject([{ what: 'left-team' }]);
    await team.refreshWorkload();
    await team.work();
    expect(told(team)).toHaveLength(1);
  });
});
