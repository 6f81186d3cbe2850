import { describe, expect, it } from 'vitest';
import { everybody, specialist } from '../../test/builders/people.ts';
import { aDirectoryEntry } from '../../test/fakes/directory.ts';
import { createFakePorts } from '../../test/fakes/gateway.ts';
import type { TrackerTicket } from '../ports/tracker.ts';
import { findHolder } from './find-holder.ts';
import { presentTicket } from './present-ticket.ts';
import { recogniseAccount } from './recognise-account.ts';

const ticket: TrackerTicket = {
  number: 'SD-1',
  reference: null,
  status: 'new',
  priority: 'medium',
  requestType: 'internet',
  team: null,
  reporter: null,
  assignee: null,
  createdAt: 1,
  changedAt: 2,
  url: 'https://tracker.example.test/SD-1',
};

const withoutAccount = aDirectoryEntry(9, { role: 'specialist', teams: ['network'] });

function start() {
  const ports = createFakePorts([...everybody, withoutAccount]);
  const begin = () => {
    const recognise = recogniseAccount(ports);
    return presentTicket({ ...ports, recognise, findHolder: findHolder({ ...ports, recognise }) });
  };
  const present = begin();
  const holder = async (assignee: string | null) => (await present({ ...ticket, assignee })).assignee;
  return { ...ports, holder, restarted: begin };
}

describe('the holder of a ticket', () => {
  it('is nobody, an employee, or somebody who is none of ours', async () => {
    const { holder } = start();
    expect(await holder(null)).toBeNull();
    expect(await holder('account-3')).toBe(specialist.employeeId);
    expect(await holder('account-of-a-stranger')).toBe('tracker:account-of-a-stranger');
    expect(await holder('x'.repeat(300))).toHaveLength(100);
  });

  it('whose account was found by e-mail is an employee', async () => {
    const { holder, accounts, clock } = start();
    await accounts.save('e-9', 'account-9', clock.now());
    expect(await holder('account-9')).toBe('e-9');
  });

  it('is remembered while the directory is down, over a restart too; of others nothing is said', async () => {
    const { holder, directory, restarted } = start();
    await holder('account-3');
    directory.setAway(true);
    expect(await holder('account-3')).toBe(specialist.employeeId);
    expect((await restarted()({ ...ticket, assignee: 'account-3' })).assignee).toBe(specialist.employeeId);
    expect(await holder('account-4')).toBeNull();
  });

  it('who has left is nobody, whether the directory still names them or not', async () => {
    const { holder, directory } = start();
    await holder('account-3');
    directory.change('e-3', { active: false });
    expect(await holder('account-3')).toBeNull();
    directory.change('e-3', { active: true });
    expect(await holder('account-3')).toBe('e-3');
    directory.employ(everybody.filter(({ employeeId }) => employeeId !== 'e-3'));
    expect(await holder('account-3')).toBeNull();
  });

  it('who is no specialist any more is still somebody: whoever gave it to them in the tracker had a reason', async () => {
    const { holder, directory } = start();
    directory.change('e-3', { role: 'employee', teams: [] });
    expect(await holder('account-3')).toBe('e-3');
  });

  it('changes when the directory gives the account to somebody else', async () => {
    const { holder, directory } = start();
    await holder('account-3');
    directory.change('e-3', { trackerAccount: null });
    directory.change('e-2', { trackerAccount: 'account-3' });
    expect(await holder('account-3')).toBe('e-2');
    directory.setAway(true);
    expect(await holder('account-3')).toBe('e-2');
  });
});
