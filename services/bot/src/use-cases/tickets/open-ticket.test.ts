import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const hour = 3_600_000;

const handlingOf = (team: Team) => {
  const { screen } = team.last(olena);
  return screen.kind === 'ticket-details' ? screen.handling : null;
};

describe('what a ticket waits for', () => {
  it.each(['up', 'down'] as const)(
    'is said in full, with the next working time, while the tracker is %s',
    async (tracker) => {
      const team = memoryTeam();
      await team.pass(10 * hour);
      await team.signIn(olena);
      await team.file(olena);
      team.gateway.setTracker(tracker);
      await team.press(olena, 'open-ticket');
      const nextWorkingAt = Date.parse('2026-11-24T07:00:00Z');
      expect(handlingOf(team)).toEqual({ kind: 'waiting-for-shift', nextWorkingAt });
    },
  );

  it('is someone free, where all have their hands full', async () => {
    const team = memoryTeam({ policy: samplePolicy({ activeTicketsMax: 0 }) });
    await team.comeOnShift(iryna);
    await team.signIn(olena);
    await team.file(olena);
    await team.press(olena, 'open-ticket');
    expect(handlingOf(team)).toEqual({ kind: 'waiting-for-capacity' });
  });

  it('is still said when the tracker tells something else of it', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    const ticketId = await team.file(olena);
    await team.hearTracker(ticketId, { priority: 'high' });
    expect(team.last(olena).screen).toMatchObject({
      kind: 'ticket-changed',
      handling: { kind: 'waiting-for-shift', nextWorkingAt: null },
    });
  });

  it('is over once somebody has it', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await team.file(olena);
    await team.comeOnShift(iryna);
    await team.press(olena, 'open-ticket');
    expect(handlingOf(team)).toEqual({ kind: 'specialist', name: 'Ірина Бондар' });
  });
});
