import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Binding } from '../../ports/binding-store.ts';
import type { RefusedSignIn } from '../../ports/sign-in-desk.ts';
import type { LinkBindingOutcome, linkBinding } from '../../use-cases/link-binding.ts';
import type { listBindings } from '../../use-cases/list-bindings.ts';
import type { releaseBinding } from '../../use-cases/release-binding.ts';
import { readTelegramId } from './read-telegram-id.ts';
import { type Opened, withDesk } from './with-desk.ts';

/** What the commands work with, opened for one command and closed after it. */
export interface OperatorDesk {
  readonly list: ReturnType<typeof listBindings>;
  readonly release: ReturnType<typeof releaseBinding>;
  readonly link: ReturnType<typeof linkBinding>;
  readonly findRefusal: (referenceCode: string) => Promise<RefusedSignIn | null>;
  close(): Promise<void>;
}

export type OpenedDesk = Opened<OperatorDesk>;

export interface CommandOutput {
  readonly line: (text: string) => void;
  readonly fail: (text: string) => void;
}

/** Adds `bindings` and `sign-ins` to a program. Every change is audited under the operator's name. */
export function addGatewayCommands(program: Command, open: () => Promise<OpenedDesk>, output: CommandOutput): void {
  const bindings = program.command('bindings').description('which Telegram account speaks for which employee');
  bindings
    .command('list')
    .description('every binding, one a line: employee, Telegram account, since, by')
    .action(() => withDesk(open, output, (desk) => list(desk, output)));
  bindings
    .command('release')
    .description('forget a binding: the next sign-in of this employee binds anew; live sessions end')
    .argument('<employee-id>')
    .option('--operator <name>', 'who asks for it, for the audit', userInfo().username)
    .action((employeeId: string, { operator }: { operator: string }) =>
      withDesk(open, output, (desk) => release(desk, output, employeeId, operator)),
    );
  bindings
    .command('link')
    .description('say by hand which Telegram account speaks for an employee; what either was bound to is released')
    .argument('<employee-id>')
    .argument('<telegram-user-id>')
    .option('--operator <name>', 'who asks for it, for the audit', userInfo().username)
    .action((employeeId: string, telegramUserId: string, { operator }: { operator: string }) =>
      withDesk(open, output, (desk) => link(desk, output, { employeeId, telegramUserId, operator })),
    );
  program
    .command('sign-ins')
    .description('refused attempts to sign in')
    .command('find')
    .description('why somebody was not let in, by the code they were told')
    .argument('<code>')
    .action((code: string) => withDesk(open, output, (desk) => findSignIn(desk, output, code)));
}

async function list(desk: OperatorDesk, output: CommandOutput): Promise<void> {
  let count = 0;
  for await (const binding of desk.list()) {
    output.line(describe(binding));
    count += 1;
  }
  output.line(count === 1 ? '1 binding' : `${count} bindings`);
}

async function release(desk: OperatorDesk, output: CommandOutput, employeeId: string, operator: string): Promise<void> {
  const outcome = await desk.release(employeeId, operator);
  if (outcome.kind === 'released') output.line(`Released: ${describe(outcome.binding)}`);
  else output.fail(`${employeeId} is bound to no Telegram account.`);
}

async function link(
  desk: OperatorDesk,
  output: CommandOutput,
  { employeeId, telegramUserId, operator }: { employeeId: string; telegramUserId: string; operator: string },
): Promise<void> {
  const account = readTelegramId(telegramUserId);
  if (account === null) {
    output.fail('A Telegram user id is a whole number, such as 123456789.');
    return;
  }
  const outcome = await desk.link(employeeId, account, operator);
  if (outcome.kind === 'refused') {
    output.fail(`${employeeId}: ${linkRefusals[outcome.reason]}`);
    return;
  }
  for (const gone of outcome.replaced) output.line(`Released: ${describe(gone)}`);
  output.line(`Linked: ${describe(outcome.binding)}`);
}

const linkRefusals: Readonly<Record<Extract<LinkBindingOutcome, { kind: 'refused' }>['reason'], string>> = {
  'unknown-employee': 'the directory knows no such employee.',
  'inactive-employee': 'the directory says that this employee is not active.',
  'directory-down': 'the directory does not answer; try again later.',
};

async function findSignIn(desk: OperatorDesk, output: CommandOutput, code: string): Promise<void> {
  const refused = await desk.findRefusal(code.toUpperCase());
  if (!refused) {
    output.fail(`No refused sign-in has the code ${code}.`);
    return;
  }
  const { reason, at, telegramUserId, employeeId } = refused;
  output.line(`${isoTime(at)}  ${reason}  telegram ${telegramUserId}  employee ${employeeId ?? 'unknown'}`);
}

function describe({ employeeId, telegramUserId, boundAt, boundBy }: Binding): string {
  return [employeeId, `telegram ${telegramUserId}`, isoTime(boundAt), boundBy].join('  ');
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
