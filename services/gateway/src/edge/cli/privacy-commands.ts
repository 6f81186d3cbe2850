import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { FoundPerson, PersonNamed, tendPerson } from '../../use-cases/privacy/tend-person.ts';
import type { CommandOutput } from './gateway-commands.ts';
import { readTelegramId } from './read-telegram-id.ts';
import { type Opened, withDesk } from './with-desk.ts';

/** What the commands work with, opened for one command and closed after it. */
export interface PrivacyDesk {
  readonly tend: ReturnType<typeof tendPerson>;
  /** A file that only whoever runs this can read; false where there is one of this name, or it cannot be written. */
  readonly write: (file: string, text: string) => Promise<boolean>;
  close(): Promise<void>;
}

export type OpenedPrivacyDesk = Opened<PrivacyDesk>;

interface Options {
  readonly employee?: string;
  readonly telegram?: string;
  readonly operator: string;
}

/** Adds `privacy export` and `privacy erase` to a program. Both are in the audit log under the operator's name. */
export function addPrivacyCommands(
  program: Command,
  open: () => Promise<OpenedPrivacyDesk>,
  output: CommandOutput,
): void {
  const privacy = program.command('privacy').description('what is held of a person: as a file, or erased');
  naming(privacy.command('export'))
    .description(
      'everything that the gateway holds of a person; what the bot holds they ask the bot for, with /privacy',
    )
    .requiredOption('--out <file>', 'a new file; it holds personal data')
    .action((options: Options & { readonly out: string }) =>
      withDesk(open, output, (desk) => exportPerson(desk, output, options)),
    );
  naming(privacy.command('erase'))
    .description('everything that names a person, in both zones; without --yes it only says what would go')
    .option('--yes', 'do it; nobody can undo it')
    .action((options: Options & { readonly yes?: true }) =>
      withDesk(open, output, (desk) => erase(desk, output, options)),
    );
}

function naming(command: Command): Command {
  return command
    .option('--employee <id>', 'by the id in the directory')
    .option('--telegram <id>', 'by the number of their Telegram account')
    .option('--operator <name>', 'who does it, for the audit', userInfo().username);
}

async function exportPerson(
  { tend, write }: PrivacyDesk,
  output: CommandOutput,
  options: Options & { readonly out: string },
): Promise<void> {
  const named = readNamed(options);
  if (named === null) return output.fail(howToName);
  const found = await tend.export(named, options.operator);
  if (found.kind === 'unknown') return output.fail(nobody);
  const { employeeId, phone, record } = found;
  const { sealedPhone: _, ...held } = record;
  const text = `${JSON.stringify({ about: aboutFile, employeeId, phone, ...held }, null, 2)}\n`;
  if (!(await write(options.out, text))) {
    return output.fail('The file cannot be written, or is there already. Nothing was written.');
  }
  output.line(`Written: ${options.out}`);
  if (record.cut) output.line('There is more of it: the newest of each kind are in the file.');
  output.line('It holds personal data: hand it over, then delete it.');
}

async function erase(
  { tend }: PrivacyDesk,
  output: CommandOutput,
  options: Options & { readonly yes?: true },
): Promise<void> {
  const named = readNamed(options);
  if (named === null) return output.fail(howToName);
  const found = await tend.find(named);
  if (found.kind === 'unknown') return output.fail(nobody);
  if (!options.yes) {
    for (const line of describe(found)) output.line(line);
    output.line('Nothing was erased. Say --yes to erase it.');
    return;
  }
  const rows = await tend.erase(found.employeeId, options.operator);
  for (const [what, count] of Object.entries(rows)) if (count > 0) output.line(`${count}  ${what}`);
  output.line('Erased here. The bot erases what it holds as soon as it hears of it, within seconds if it runs.');
}

function describe({ employeeId, record, unfiled }: FoundPerson): readonly string[] {
  const { telegram, sessions, refusedSignIns, tickets, comments, consultations, participations, assignments } = record;
  return [
    `${employeeId}${telegram === null ? '' : `, Telegram account ${telegram.userId}`}`,
    `goes: ${sessions.length} sessions, ${telegram === null ? 0 : 1} bindings, ${refusedSignIns.length} refused sign-ins,`,
    `      ${participations.length} participations, ${assignments.length} assignments, ${record.subjects.length} ids in the audit logs;`,
    '      in the bot: profile, drafts, tickets, comments, conversations, buttons, the key of all of it',
    `stays without a name: ${tickets.length} tickets, ${comments.length} comments, ${consultations.length} consultations; figures of reports`,
    'stays as it is: everything in the tracker; entries of the audit logs, which name nobody then',
    ...(unfiled === 0 ? [] : [`${unfiled} tickets are on their way to the tracker: they may never get there.`]),
  ];
}

function readNamed({ employee, telegram }: Options): PersonNamed | null {
  if ((employee === undefined) === (telegram === undefined)) return null;
  if (employee !== undefined) return { kind: 'employee', id: employee };
  const id = readTelegramId(telegram ?? '');
  return id === null ? null : { kind: 'telegram', id };
}

const howToName = 'Name one person: --employee and an id, or --telegram and a whole number.';
const nobody = 'The gateway holds nothing of such a person.';
const aboutFile =
  'Everything that the gateway of the desk holds of one person. Instants are milliseconds since 1970-01-01T00:00:00Z. What the bot holds is in the file that the bot gives out (/privacy); the texts of tickets are in the tracker.';
