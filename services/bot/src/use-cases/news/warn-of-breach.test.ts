import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor, type Team } from '../../../test/fakes/memory-team.ts';

const minuteMs = 60_000;
const olena = caller(1);
const iryna = specialist(3, 'Ірина Бондар');
const boss = supervisor(9, 'Марія Гай');

async function promised(team: Team, inMs: number): Promise<string> {
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  team.gateway.state.slaDueAt.set('SD-101', team.clock.now() + inMs);
  await team.hearTracker(ticketId, {});
  return ticketId;
}

async function lookForWork(team: Team): Promise<void> {
  await team.rediscover();
  await team.work();
}

const warnings = (team: Team, who: typeof iryna) =>
  team.seen(who).filter(({ screen }) => screen.kind === 'breach-near' || screen.kind === 'supervisor-told');

describe('a promise about to break', () => {
  it('is told to whoever works on the ticket, half an hour before, once', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    await promised(team, 60 * minuteMs);
    await lookForWork(team);
    expect(warnings(team, iryna)).toEqual([]);
    await team.pass(31 * minuteMs);
    await lookForWork(team);
    await lookForWork(team);
    expect(warnings(team, iryna)).toHaveLength(1);
    expect(warnings(team, iryna)[0]?.screen).toMatchObject({ ticket: { number: 'SD-101' } });
  });

  it('is told again where it is another promise', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    const ticketId = await promised(team, 20 * minuteMs);
    await lookForWork(team);
    team.gateway.state.slaDueAt.set('SD-101', team.clock.now() + 25 * minuteMs);
    await team.hearTracker(ticketId, {});
    await lookForWork(team);
    expect(warnings(team, iryna)).toHaveLength(2);
  });

  it('is told to the supervisors where nobody works on it', async () => {
    const team = memoryTeam();
    await team.signIn(boss);
    await promised(team, 20 * minuteMs);
    const before = warnings(team, boss).length;
    await lookForWork(team);
    const told = warnings(team, boss).slice(before);
    expect(told.map(({ screen }) => screen)).toMatchObject([{ what: 'sla-near', ticket: { number: 'SD-101' } }]);
  });

  it('is not told of a ticket that is over', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    const ticketId = await promised(team, 20 * minuteMs);
    await team.hearTracker(ticketId, { status: 'resolved' });
    await lookForWork(team);
    expect(warnings(team, iryna)).toEqual([]);
  });
});
