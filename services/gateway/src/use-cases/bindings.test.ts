import { describe, expect, it } from 'vitest';
import { colleague, employee, everybody } from '../../test/builders/people.ts';
import { aDirectoryEntry } from '../../test/fakes/directory.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import type { Binding } from '../ports/binding-store.ts';
import { wireUseCases } from '../wire-use-cases.ts';
import { linkBinding } from './link-binding.ts';
import { listBindings } from './list-bindings.ts';
import { releaseBinding } from './release-binding.ts';

function start() {
  const ports = createFakePorts([...everybody, aDirectoryEntry(8, { active: false })]);
  const { openSession } = wireUseCases(ports, testLimits).contract;
  const list = async () => {
    const listed: Binding[] = [];
    for await (const binding of listBindings(ports)()) listed.push(binding);
    return listed;
  };
  const signIn = (telegramUserId: number, { phones }: typeof employee) =>
    openSession({ telegramUserId, phone: phones[0] ?? '' });
  return { ...ports, list, signIn, release: releaseBinding(ports), link: linkBinding(ports) };
}

describe('bindings', () => {
  it('are listed by employee', async () => {
    const { signIn, list } = start();
    await signIn(12, colleague);
    await signIn(11, employee);
    expect(await list()).toMatchObject([
      { employeeId: 'e-1', telegramUserId: 11, boundBy: 'sign-in' },
      { employeeId: 'e-2', telegramUserId: 12, boundBy: 'sign-in' },
    ]);
  });

  it('released let another account sign in, and end what was open', async () => {
    const { signIn, release, announced, audit } = start();
    await signIn(11, employee);
    expect(await release('e-1', 'olena')).toMatchObject({ kind: 'released', binding: { telegramUserId: 11 } });
    expect(announced).toHaveLength(1);
    expect(audit.entries.at(-1)).toMatchObject({ act: 'binding-released', actor: { kind: 'operator', name: 'olena' } });
    expect(await signIn(99, employee)).toMatchObject({ kind: 'opened' });
    expect(await release('e-404', 'olena')).toEqual({ kind: 'not-bound' });
  });

  it('linked by hand replace whatever either side was bound to', async () => {
    const { signIn, link, list, announced, audit } = start();
    await signIn(11, employee);
    await signIn(12, colleague);
    const outcome = await link('e-1', 12, 'olena');
    expect(outcome).toMatchObject({ kind: 'linked', replaced: [{ employeeId: 'e-1' }, { employeeId: 'e-2' }] });
    expect(await list()).toMatchObject([{ employeeId: 'e-1', telegramUserId: 12, boundBy: 'operator' }]);
    expect(announced).toHaveLength(2);
    expect(audit.acts().at(-1)).toBe('binding-linked done telegram-12');
  });

  it.each([
    ['e-404', false, 'unknown-employee'],
    ['e-8', false, 'inactive-employee'],
    ['e-1', true, 'directory-down'],
  ])('to %s (directory away: %s) are refused: %s', async (employeeId, away, reason) => {
    const { link, directory } = start();
    directory.setAway(away);
    expect(await link(employeeId, 11, 'olena')).toEqual({ kind: 'refused', reason });
  });
});
