import { describe, expect, it } from 'vitest';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Мельник');
const marta = supervisor(4, 'Марта Гнатюк');
const minute = 60_000;

describe('Why me?', () => {
  it('is answered with one’s figures and those of the next in line, who stays nameless', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    team.clock.advance(10 * minute);
    await team.comeOnShift(petro);
    await team.signIn(olena);
    await team.file(olena);
    await team.press(iryna, 'why-me');
    expect(team.last(iryna).screen).toMatchObject({
      ...{ kind: 'why-me', number: 'SD-101', place: 1, candidates: 2 },
      you: { name: null, active: 0, idleMinutes: 10, closedInPeriod: 0, load: 1, closed: 0.5 },
      runnerUp: { name: null, active: 0, idleMinutes: 0 },
    });
    expect(JSON.stringify(team.last(iryna))).not.toContain('Петро');
  });

  it('names the next in line to a supervisor of the team', async () => {
    const team = memoryTeam();
    await team.comeOnShift(marta);
    team.clock.advance(10 * minute);
    await team.comeOnShift(petro);
    await team.signIn(olena);
    await team.file(olena);
    await team.press(marta, 'why-me');
    expect(team.last(marta).screen).toMatchObject({ kind: 'why-me', runnerUp: { name: 'Петро Мельник' } });
  });

  it('has no runner-up where there was no choice', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    await team.signIn(olena);
    await team.file(olena);
    await team.press(iryna, 'why-me');
    expect(team.last(iryna).screen).toMatchObject({ kind: 'why-me', candidates: 1, runnerUp: null });
  });

  it('of a ticket that somebody else has by now says that', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    await team.signIn(olena);
    const ticketId = await team.file(olena);
    const why = buttonsOf(team.last(iryna)).find(({ kind }) => kind === 'why-me');
    await team.comeOnShift(petro);
    await team.press(iryna, 'decline-ticket');
    await team.work();
    if (!why) throw new Error('There is a button.');
    await team.hear(iryna, { kind: 'pressed', action: why });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'given-away' });
    expect(team.ticket(ticketId).ticket.assigneeId).toBe(team.personId(petro));
  });

  it('has no figures where a supervisor chose', async () => {
    const team = memoryTeam();
    await team.comeOnShift(iryna);
    await team.signIn(marta);
    await team.signIn(olena);
    const ticketId = await team.file(olena);
    await team.comeOnShift(petro);
    await team.hear(marta, { kind: 'menu', item: 'oldest' });
    await team.press(marta, 'reassign');
    await team.press(marta, 'reassign-to', { personId: team.personId(petro) });
    expect(buttonsOf(team.last(petro)).map(({ kind }) => kind)).not.toContain('why-me');
    await team.hear(petro, { kind: 'pressed', action: { kind: 'why-me', ticketId } });
    expect(team.last(petro).screen).toEqual({ kind: 'no-decision', number: 'SD-101' });
  });
});
