import { Command } from 'commander';
import { beforeEach, expect, it } from 'vitest';
import { createFakeAuditLog } from '../../../test/fakes/audit-log.ts';
import { createFakePersonRecords } from '../../../test/fakes/person-records.ts';
import { createSteeredClock } from '../../../test/fakes/system.ts';
import type { PersonRecord } from '../../ports/person-records.ts';
import { tendPerson } from '../../use-cases/privacy/tend-person.ts';
import { addPrivacyCommands } from './privacy-commands.ts';

const phone = '+380500000001';
const held: Partial<PersonRecord> = {
  telegram: { userId: 7_001, boundAt: 1, boundBy: 'sign-in' },
  tickets: [{ reference: crypto.randomUUID(), number: 'SD-1', createdAt: 1, step: 'filed' }],
  sealedPhone: 'sealed',
};

let written: Map<string, string>;
beforeEach(() => {
  written = new Map([['there.json', 'somebody else']]);
});

async function run(words: readonly string[], record = held) {
  const records = createFakePersonRecords(record);
  const audit = createFakeAuditLog();
  const tend = tendPerson({ records, phones: { open: () => phone }, audit, clock: createSteeredClock() });
  const [lines, failures]: [string[], string[]] = [[], []];
  const program = new Command().exitOverride();
  const write = async (file: string, text: string) => !written.has(file) && Boolean(written.set(file, text));
  const close = async () => undefined;
  addPrivacyCommands(program, async () => ({ kind: 'opened', desk: { tend, write, close } }), {
    line: (text) => lines.push(text),
    fail: (text) => failures.push(text),
  });
  await program.parseAsync(['privacy', ...words, '--operator', 'roman'], { from: 'user' });
  return { lines, failures, acts: audit.acts(), erased: records.erased };
}

it('says what would go, and erases nothing until it is told to', async () => {
  const { lines, erased, acts } = await run(['erase', '--employee', 'e-1']);
  expect(lines[0]).toBe('e-1, Telegram account 7001');
  expect(lines.at(-1)).toBe('Nothing was erased. Say --yes to erase it.');
  expect([erased, acts]).toEqual([[], []]);
});

it('erases under the operator’s name', async () => {
  const { lines, erased } = await run(['erase', '--employee', 'e-1', '--yes']);
  expect(erased).toMatchObject([{ employeeId: 'e-1', by: { kind: 'operator', name: 'roman' } }]);
  expect(lines).toEqual(['1  sessions', expect.stringContaining('Erased here.')]);
});

it('writes everything into a new file, audited', async () => {
  const { acts, failures } = await run(['export', '--employee', 'e-1', '--out', 'new.json']);
  expect(JSON.parse(written.get('new.json') ?? '')).toMatchObject({ employeeId: 'e-1', phone, tickets: held.tickets });
  expect(written.get('new.json')).not.toContain('sealed');
  expect([acts, failures]).toEqual([['data-exported done operator'], []]);
});

it('says so where there is more than a file takes', async () => {
  const said = 'There is more of it: the newest of each kind are in the file.';
  expect((await run(['export', '--employee', 'e-1', '--out', 'new.json'])).lines).not.toContain(said);
  const cut = await run(['export', '--employee', 'e-1', '--out', 'newer.json'], { ...held, cut: true });
  expect(cut.lines).toContain(said);
});

it('writes over nothing', async () => {
  const { failures } = await run(['export', '--employee', 'e-1', '--out', 'there.json']);
  expect(failures).toEqual(['The file cannot be written, or is there already. Nothing was written.']);
  expect(written.get('there.json')).toBe('somebody else');
});

it.each([
  ['nobody', []],
  ['two people', ['--employee', 'e-1', '--telegram', '5']],
  ['no number', ['--telegram', 'olena']],
])('asks for one person where %s is named', async (_, named) => {
  const { failures, erased } = await run(['erase', ...named, '--yes']);
  expect(failures).toEqual(['Name one person: --employee and an id, or --telegram and a whole number.']);
  expect(erased).toEqual([]);
});

it('says that nothing is held of somebody', async () => {
  const nothing = { telegram: null, tickets: [], sealedPhone: null };
  for (const named of [
    ['--telegram', '5'],
    ['--employee', 'e-9'],
  ]) {
    const { failures } = await run(['erase', ...named, '--yes'], { ...held, ...nothing });
    expect(failures).toEqual(['The gateway holds nothing of such a person.']);
  }
});
