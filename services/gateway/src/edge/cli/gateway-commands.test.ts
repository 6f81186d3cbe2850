import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { colleague, employee, everybody } from '../../../test/builders/people.ts';
import { createFakePorts, testLimits } from '../../../test/fakes/gateway.ts';
import { linkBinding } from '../../use-cases/link-binding.ts';
import { listBindings } from '../../use-cases/list-bindings.ts';
import { releaseBinding } from '../../use-cases/release-binding.ts';
import { wireUseCases } from '../../wire-use-cases.ts';
import { addGatewayCommands, type OpenedDesk } from './gateway-commands.ts';

function start(opened?: OpenedDesk) {
  const ports = createFakePorts(everybody);
  const { openSession } = wireUseCases(ports, testLimits).contract;
  const said: string[] = [];
  let closed = 0;
  const desk = {
    list: listBindings(ports),
    release: releaseBinding(ports),
    link: linkBinding(ports),
    findRefusal: ports.signIns.findRefusal,
    close: async () => {
      closed += 1;
    },
  };
  const run = async (...words: string[]) => {
    const program = new Command().exitOverride();
    const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(`! ${text}`) };
    addGatewayCommands(program, async () => opened ?? { kind: 'opened', desk }, output);
    await program.parseAsync(words, { from: 'user' });
  };
  const signIn = (telegramUserId: number, phone: string) => openSession({ telegramUserId, phone });
  return { ...ports, run, said, signIn, closed: () => closed };
}

describe('pnpm desk', () => {
  it('bindings list shows every binding and how many there are', async () => {
    const { run, said, signIn, closed } = start();
    await signIn(11, employee.phones[0] ?? '');
    await signIn(12, colleague.phones[0] ?? '');
    await run('bindings', 'list');
    expect(said).toEqual([
      'e-1  telegram 11  2026-11-23T08:00:00.000Z  sign-in',
      'e-2  telegram 12  2026-11-23T08:00:00.000Z  sign-in',
      '2 bindings',
    ]);
    expect(closed()).toBe(1);
  });

  it('bindings release forgets one, audited under the operator', async () => {
    const { run, said, signIn, audit } = start();
    await signIn(11, employee.phones[0] ?? '');
    await run('bindings', 'release', 'e-1', '--operator', 'olena');
    await run('bindings', 'release', 'e-1', '--operator', 'olena');
    expect(said[0]).toMatch(/^Released: e-1 {2}telegram 11/);
    expect(said[1]).toBe('! e-1 is bound to no Telegram account.');
    expect(audit.entries.at(-1)).toMatchObject({ act: 'binding-released', actor: { name: 'olena' } });
  });

  it('bindings link names what it replaced', async () => {
    const { run, said, signIn } = start();
    await signIn(11, employee.phones[0] ?? '');
    await run('bindings', 'link', 'e-1', '99', '--operator', 'olena');
    expect(said).toEqual([
      expect.stringMatching(/^Released: e-1 {2}telegram 11/),
      expect.stringMatching(/^Linked: e-1 {2}telegram 99/),
    ]);
  });

  it.each([
    [['e-1', 'olena'], '! A Telegram user id is a whole number, such as 123456789.'],
    [['e-1', '-5'], null],
    [['e-404', '99'], '! e-404: the directory knows no such employee.'],
  ])('bindings link %j is refused', async (words, line) => {
    const { run, said, bindings } = start();
    await run('bindings', 'link', ...words).catch(() => undefined);
    if (line !== null) expect(said).toEqual([line]);
    expect(await bindings.list({ after: null, rowsMax: 9 })).toEqual([]);
  });

  it('sign-ins find tells the reason behind a code, in either case', async () => {
    const { run, said, signIn } = start();
    await signIn(11, '+380509999999');
    await run('sign-ins', 'find', 'c00001');
    await run('sign-ins', 'find', 'ZZZZZZ');
    expect(said).toEqual([
      '2026-11-23T08:00:00.000Z  phone-unknown  telegram 11  employee unknown',
      '! No refused sign-in has the code ZZZZZZ.',
    ]);
  });

  it('says what is missing when the gateway is not configured', async () => {
    const { run, said } = start({ kind: 'refused', lines: ['DATABASE_URL is missing.'] });
    await run('bindings', 'list');
    expect(said).toEqual(['! DATABASE_URL is missing.']);
  });
});
