import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const hour = 3_600_000;
const endOfDay = Date.parse('2026-11-23T16:00:00Z');

describe('the end of working hours', () => {
  it('ends the shift of someone long signed out, who is told and can go on with one tap', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await team.comeOnShift(iryna);
    await team.file(olena);
    team.clock.set(endOfDay - 1);
    await team.work();
    expect(team.desk.tables.duties.get(team.personId(iryna))?.state).toBe('on-shift');
    team.clock.set(endOfDay);
    await team.work();
    expect(team.desk.tables.duties.get(team.personId(iryna))?.state).toBe('off-shift');
    expect(team.last(iryna)).toMatchObject({
      card: 'duty',
      screen: { kind: 'shift-ended', why: 'working-hours', open: 1 },
    });
    expect(buttonsOf(team.last(iryna))).toEqual([{ kind: 'set-duty', state: 'on-shift' }]);
    expect(team.desk.tables.audit.at(-1)).toMatchObject({
      act: 'duty-changed',
      actor: { kind: 'service' },
      reason: 'end-of-hours',
    });
  });

  it('counts the hours up to then, however late it was noticed', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    const from = team.clock.now();
    team.desk.jobs.splice(0);
    team.clock.set(endOfDay + 5 * hour);
    const jobs = await team.rediscover();
    expect(jobs).toContainEqual(expect.objectContaining({ timer: 'shift-end', personId: team.personId(iryna) }));
    await team.work();
    expect(team.desk.tables.shifts.get(team.personId(iryna))).toEqual([{ from, to: endOfDay }]);
  });

  it('does not touch a shift begun after it, for twelve hours', async () => {
    const team = memoryTeam();
    await team.pass(9 * hour);
    await team.comeOnShift(iryna);
    const startedAt = team.clock.now();
    team.clock.set(startedAt + 12 * hour - 1);
    await team.work();
    expect(team.desk.tables.duties.get(team.personId(iryna))?.state).toBe('on-shift');
    team.clock.set(startedAt + 12 * hour);
    await team.work();
    expect(team.desk.tables.duties.get(team.personId(iryna))?.state).toBe('off-shift');
  });

  it('ends a break as well, and a second job finds nothing to do', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    await team.press(iryna, 'set-duty', { state: 'break' });
    team.clock.set(endOfDay);
    const job = { queue: 'timers', timer: 'shift-end', personId: team.personId(iryna), dueAt: endOfDay } as const;
    await team.run(job);
    const told = team.desk.lanes.outbox.length;
    await team.run(job);
    await team.run({ ...job, personId: 'gone' });
    expect(team.desk.tables.duties.get(team.personId(iryna))?.state).toBe('off-shift');
    expect(team.desk.lanes.outbox).toHaveLength(told);
  });

  it('called too early waits on', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    team.desk.jobs.splice(0);
    const job = { queue: 'timers', timer: 'shift-end', personId: team.personId(iryna), dueAt: 0 } as const;
    await team.run(job);
    expect(team.desk.jobs).toEqual([{ ...job, dueAt: endOfDay }]);
  });
});
