import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { everybody } from '../../test/builders/people.ts';
import { aDirectoryEntry } from '../../test/fakes/directory.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { wireUseCases } from '../wire-use-cases.ts';

function start() {
  const byMail = aDirectoryEntry(7, { role: 'specialist', teams: ['network'] });
  const without = aDirectoryEntry(8, { role: 'specialist', teams: ['network'], email: 'nobody@example.test' });
  const noMail = aDirectoryEntry(9, { role: 'specialist', teams: ['network'], email: null });
  const ports = createFakePorts([...everybody, byMail, without, noMail], {
    people: [{ account: 'account-7', email: 'employee-7@example.test' }],
  });
  const { readWorkload } = wireUseCases(ports, testLimits).contract;
  return { ...ports, readWorkload };
}

describe('the workload of a team', () => {
  it('counts open tickets, and leaves out whoever cannot be assigned', async () => {
    const { readWorkload, writer, tracker } = start();
    for (const [count, assignee] of ['account-3', 'account-3', 'account-7'].entries()) {
      const person = { displayName: 'Employee 1', department: 'Sales' };
      const ticket = { ...aNewTicket({ reference: aUuid(count) }), onBehalfOf: null, employee: person };
      await writer.create(ticket);
      tracker.changeTicket(`SD-${count + 1}`, { assignee, ...(count === 1 && { status: 'resolved' }) });
    }
    expect(await readWorkload('network')).toEqual({
      kind: 'read',
      people: [
        { employeeId: 'e-3', active: 1 },
        { employeeId: 'e-4', active: 0 },
        { employeeId: 'e-5', active: 0 },
        { employeeId: 'e-7', active: 1 },
      ],
      members: ['e-3', 'e-4', 'e-5', 'e-7', 'e-8', 'e-9'],
    });
  });

  it('remembers who has no account, for an hour', async () => {
    const { readWorkload, accounts, clock } = start();
    await readWorkload('network');
    expect(await accounts.find('e-8')).toEqual({ account: null, lookedUpAt: clock.now() });
    clock.advance(3_600_000);
    await readWorkload('network');
    expect(await accounts.find('e-8')).toEqual({ account: null, lookedUpAt: clock.now() });
  });

  it('is empty for a team nobody works in', async () => {
    expect(await start().readWorkload('unheard-of')).toEqual({ kind: 'read', people: [], members: [] });
  });

  it('is not guessed while the directory or the tracker is down', async () => {
    const { readWorkload, directory, tracker } = start();
    directory.setAway(true);
    expect(await readWorkload('network')).toMatchObject({ code: 'directory-down' });
    directory.setAway(false);
    await readWorkload('network');
    tracker.setDown(4_000);
    expect(await readWorkload('network')).toMatchObject({ code: 'tracker-down', retryAfterSeconds: 4 });
  });

  it('asks the tracker for accounts only once it is up', async () => {
    const { readWorkload, tracker } = start();
    tracker.setDown(null);
    expect(await readWorkload('network')).toMatchObject({ code: 'tracker-down' });
    tracker.setUp();
    expect(await readWorkload('network')).toMatchObject({ kind: 'read' });
  });
});
