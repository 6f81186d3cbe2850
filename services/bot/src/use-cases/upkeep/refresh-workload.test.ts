import { describe, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');

describe('the workload in the tracker', () => {
  it('is stored for every team', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await team.comeOnShift(iryna);
    await team.file(olena);
    expect(await team.refreshWorkload()).toEqual({ read: 2, away: 0, corrected: 0 });
    expect(team.desk.tables.workloads.get('infrastructure')).toEqual(new Map([['e-2', 1]]));
  });

  it('stays as it was last read while the gateway is away', async () => {
    const team = memoryTeam();
    await team.signIn(olena);
    await team.comeOnShift(iryna);
    await team.file(olena);
    await team.refreshWorkload();
    team.gateway.setGateway('down');
    expect(await team.refreshWorkload()).toEqual({ read: 0, away: 2, corrected: 0 });
    expect(team.desk.tables.workloads.get('infrastructure')).toEqual(new Map([['e-2', 1]]));
  });
});
