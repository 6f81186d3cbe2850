import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const minute = 60_000;

describe('due work, found in the rows alone', () => {
  it('is none where nothing is due', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await team.comeOnShift(iryna);
    await team.file(olena);
    expect(await team.rediscover()).toEqual([]);
  });

  it('is a ticket that waits, a reaction and a session and a shift past their time', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    const first = await team.file(olena);
    expect(await team.rediscover()).toEqual([{ queue: 'assign', ticketId: first, team: 'infrastructure' }]);
    await team.comeOnShift(iryna);
    team.desk.jobs.splice(0);

    team.clock.advance(31 * minute);
    const idle = (await team.rediscover()).map((job) => job.queue === 'timers' && job.timer);
    expect(idle).toEqual(['session-end', 'session-end']);
    team.clock.advance(90 * minute);
    expect((await team.rediscover()).map((job) => job.queue === 'timers' && job.timer)).toContain('first-reaction');
    team.clock.set(Date.parse('2026-11-23T16:00:00Z'));
    expect((await team.rediscover()).map((job) => job.queue === 'timers' && job.timer)).toContain('shift-end');
  });

  it('once done is due no more', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await team.comeOnShift(iryna);
    team.clock.set(Date.parse('2026-11-23T16:00:00Z'));
    await team.rediscover();
    await team.work();
    expect(await team.rediscover()).toEqual([]);
  });
});
