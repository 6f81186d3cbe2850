import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addDirectoryCommands, type CheckedDirectory } from './directory-commands.ts';

async function check(checked: CheckedDirectory): Promise<readonly string[]> {
  const said: string[] = [];
  const program = new Command().exitOverride();
  const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(`! ${text}`) };
  addDirectoryCommands(program, async () => checked, output);
  await program.parseAsync(['directory', 'check'], { from: 'user' });
  return said;
}

it('directory check gives the facts of every source, then each finding with its remedy', async () => {
  const findings = [
    { weight: 'wrong', what: '2 people have no team (e-1, e-2)', remedy: 'Give them one.' },
    { weight: 'note', what: 'there is no ETag', remedy: 'Send one.' },
  ] as const;
  const said = await check({
    kind: 'checked',
    sources: [
      { name: 'file', facts: ['3 entries'], findings: [] },
      { name: 'http', facts: [], findings },
    ],
  });
  expect(said).toEqual([
    'file: 3 entries',
    '! http: 2 people have no team (e-1, e-2). Give them one.',
    'http: there is no ETag. Send one.',
    '1 to put right.',
  ]);
});

it('directory check says when there is nothing to put right', async () => {
  expect(await check({ kind: 'checked', sources: [] })).toEqual(['Nothing keeps anybody out.']);
});

it('directory check names what is not configured', async () => {
  expect(await check({ kind: 'refused', lines: ['LDAP_URL is missing.'] })).toEqual(['! LDAP_URL is missing.']);
});
