import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { ShippedReader } from '../../ports/restoring.ts';
import type { restoreGateway } from '../../use-cases/restore-gateway.ts';
import type { CommandOutput } from './gateway-commands.ts';
import { type Opened, withDesk } from './with-desk.ts';

/** What the commands work with, opened for one command and closed after it. */
export interface RestoreDesk {
  readonly restore: ReturnType<typeof restoreGateway>;
  readonly listShipped: ShippedReader['listAfter'];
  /** Null where the file cannot be read. */
  readonly readLines: (file: string) => Promise<readonly string[] | null>;
  close(): Promise<void>;
}

export type OpenedRestoreDesk = Opened<RestoreDesk>;

const entriesPerRead = 1_000;
const readsMax = 1_000;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Adds `restore gateway` and `restore audit` to a program. */
export function addRestoreCommands(
  program: Command,
  open: () => Promise<OpenedRestoreDesk>,
  output: CommandOutput,
): void {
  const restore =
    program.commands.find((command) => command.name() === 'restore') ??
    program.command('restore').description('what follows the restore of a database, before anything starts on it');
  restore
    .command('gateway')
    .description("the gateway's database was restored to an earlier point: everybody signs in again")
    .option('--erased <file>', 'what `desk restore erased` wrote on the bot’s host: these are erased again')
    .option('--operator <name>', 'who asks for it, for the audit', userInfo().username)
    .action((options: { readonly operator: string; readonly erased?: string }) =>
      withDesk(open, output, (desk) => startAnew(desk, output, options)),
    );
  restore
    .command('audit')
    .description('what the bot has shipped of its audit log, for `desk restore bot --audit`; one entry a line')
    .requiredOption('--after <number>', 'the last entry that the restored database of the bot has')
    .action(({ after }: { after: string }) => withDesk(open, output, (desk) => write(desk, output, after)));
}

async function startAnew(
  { restore, readLines }: RestoreDesk,
  output: CommandOutput,
  { operator, erased: file }: { readonly operator: string; readonly erased?: string },
): Promise<void> {
  const ids = file === undefined ? [] : await readLines(file);
  if (ids === null || !ids.every((id) => uuid.test(id))) {
    return output.fail('--erased is a file with one id a line, as `desk restore erased` writes it.');
  }
  const outcome = await restore(operator, ids);
  if (outcome.kind === 'at-work') return output.fail('A gateway is at work on this database. Stop every one first.');
  output.line(`${outcome.sessions} sessions ended: everybody signs in again.`);
  if (file !== undefined) output.line(`${outcome.erased} people erased again.`);
  output.line('The gateway can start.');
}

async function write({ listShipped }: RestoreDesk, output: CommandOutput, after: string): Promise<void> {
  let number = /^\d{1,15}$/.test(after) ? Number(after) : Number.NaN;
  if (Number.isNaN(number)) return output.fail('--after is the number of an entry, or 0.');
  for (let read = 1; read <= readsMax; read += 1) {
    const entries = await listShipped(number, entriesPerRead);
    for (const entry of entries) output.line(JSON.stringify(entry));
    if (entries.length < entriesPerRead) return;
    number = entries.at(-1)?.number ?? number;
  }
}
