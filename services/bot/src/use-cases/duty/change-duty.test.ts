import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const minute = 60_000;
const endOfDay = Date.parse('2026-11-23T16:00:00Z');

type Way = 'on-shift' | 'break' | 'off-shift';

async function at(...ways: readonly Way[]) {
  const team = memoryTeam();
  await team.signIn(iryna);
  await team.hear(iryna, { kind: 'menu', item: 'duty' });
  for (const state of ways) await team.hear(iryna, { kind: 'pressed', action: { kind: 'set-duty', state } });
  return team;
}

describe('duty', () => {
  it('is pointed out at sign-in to those who would be given nothing, and to nobody else', async () => {
    const team = memoryTeam();
    const offShiftAtSignIn = async (who: typeof iryna) => {
      await team.signIn(who);
      const { screen } = team.last(who);
      return screen.kind === 'signed-in' && screen.offShift;
    };
    expect(await offShiftAtSignIn(olena)).toBe(false);
    expect(await offShiftAtSignIn(iryna)).toBe(true);
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'set-duty', state: 'on-shift' } });
    expect(await offShiftAtSignIn(iryna)).toBe(false);
  });

  it.each([
    { pressed: [], state: 'off-shift', ways: ['on-shift'], endsAt: null },
    { pressed: ['on-shift'], state: 'on-shift', ways: ['break', 'off-shift'], endsAt: endOfDay },
    { pressed: ['on-shift', 'break'], state: 'break', ways: ['on-shift', 'off-shift'], endsAt: endOfDay },
    { pressed: ['on-shift', 'break', 'on-shift'], state: 'on-shift', ways: ['break', 'off-shift'], endsAt: endOfDay },
    { pressed: ['on-shift', 'off-shift'], state: 'off-shift', ways: ['on-shift'], endsAt: null },
    { pressed: ['on-shift', 'break', 'off-shift'], state: 'off-shift', ways: ['on-shift'], endsAt: null },
    { pressed: ['on-shift', 'on-shift'], state: 'on-shift', ways: ['break', 'off-shift'], endsAt: endOfDay },
    { pressed: ['break'], state: 'off-shift', ways: ['on-shift'], endsAt: null },
    { pressed: ['off-shift'], state: 'off-shift', ways: ['on-shift'], endsAt: null },
  ] as const)('after $pressed is $state, on one card', async ({ pressed, state, ways, endsAt }) => {
    const team = await at(...pressed);
    const card = team.last(iryna);
    expect(card).toMatchObject({ card: 'duty', screen: { kind: 'duty', state, shiftEndsAt: endsAt, active: 0 } });
    expect(buttonsOf(card).map((action) => action.kind === 'set-duty' && action.state)).toEqual(ways);
    expect(team.seen(iryna).filter(({ screen }) => screen.kind === 'duty')).toHaveLength(1);
  });

  it('logs the hours and audits every change, and nothing that was none', async () => {
    const team = await at('on-shift', 'on-shift');
    team.clock.advance(20 * minute);
    await team.press(iryna, 'set-duty', { state: 'break' });
    expect(team.desk.tables.shifts.get(team.personId(iryna))).toEqual([
      { from: team.clock.now() - 20 * minute, to: team.clock.now() },
    ]);
    expect(team.desk.tables.audit.filter(({ act }) => act === 'duty-changed').map(({ reason }) => reason)).toEqual([
      'on-shift',
      'break',
    ]);
  });

  it('queues what has been waiting for the team, and the end of the shift', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    const ours = await team.file(olena);
    const theirs = await team.file(olena, { requestType: 'program-1' });
    const stored = team.ticket(theirs);
    team.desk.tables.tickets.set(theirs, { ...stored, ticket: { ...stored.ticket, team: 'applications' } });
    await team.signIn(iryna);
    team.desk.jobs.splice(0);
    await team.hear(iryna, { kind: 'menu', item: 'duty' });
    await team.press(iryna, 'set-duty', { state: 'on-shift' });
    expect(team.desk.jobs).toEqual([
      { queue: 'assign', ticketId: ours, team: 'infrastructure' },
      { queue: 'timers', timer: 'shift-end', personId: team.personId(iryna), dueAt: endOfDay },
      { queue: 'consult', team: 'infrastructure', consultationId: null },
    ]);
  });

  it('is not for an employee, and not for a specialist of no team', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await team.hear(olena, { kind: 'pressed', action: { kind: 'set-duty', state: 'on-shift' } });
    expect(team.last(olena).screen).toEqual({ kind: 'not-for-you' });
    const loner = specialist(5, 'Ігор Савчук', { teams: [] });
    await team.signIn(loner);
    await team.hear(loner, { kind: 'pressed', action: { kind: 'set-duty', state: 'on-shift' } });
    expect(team.last(loner).screen).toEqual({ kind: 'not-for-you' });
    expect(team.desk.tables.duties.size).toBe(0);
  });

  it('outlives the session', async () => {
    const team = await at('on-shift');
    await team.pass(31 * minute);
    await team.work();
    expect(team.desk.tables.duties.get(team.personId(iryna))?.state).toBe('on-shift');
  });
});
