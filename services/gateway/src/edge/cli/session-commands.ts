import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { SessionsOf } from '../../ports/session-roll.ts';
import type { listSessions, revokeSessions } from '../../use-cases/revoke-sessions.ts';
import type { CommandOutput } from './gateway-commands.ts';
import { readTelegramId } from './read-telegram-id.ts';
import { type Opened, withDesk } from './with-desk.ts';

/** What the commands work with, opened for one command and closed after it. */
export interface SessionDesk {
  readonly list: ReturnType<typeof listSessions>;
  readonly revoke: ReturnType<typeof revokeSessions>;
  close(): Promise<void>;
}

export type OpenedSessionDesk = Opened<SessionDesk>;

interface RevokeOptions {
  readonly telegram?: string;
  readonly all?: boolean;
  readonly operator: string;
}

/** Adds `sessions list` and `sessions revoke` to a program. */
export function addSessionCommands(
  program: Command,
  open: () => Promise<OpenedSessionDesk>,
  output: CommandOutput,
): void {
  const sessions = program.command('sessions').description('who is signed in, and the end of it');
  sessions
    .command('list')
    .description('every live session, one a line: employee, Telegram account, role, since, last renewed')
    .action(() => withDesk(open, output, (desk) => list(desk, output)));
  sessions
    .command('revoke')
    .description('ends sessions at once, with the offers and consultations of their people')
    .argument('[employee-id]')
    .option('--telegram <user-id>', 'those of a Telegram account')
    .option('--all', 'those of everybody')
    .option('--operator <name>', 'who asks for it, for the audit', userInfo().username)
    .action(async (employeeId: string | undefined, options: RevokeOptions) => {
      const of = whose(employeeId, options);
      if (of === null) {
        return output.fail('Name one of: an employee id, --telegram with a whole number, --all.');
      }
      await withDesk(open, output, (desk) => revoke(desk, output, of, options.operator));
    });
}

/** Exactly one of them is named. */
function whose(employeeId: string | undefined, { telegram, all = false }: RevokeOptions): SessionsOf | null {
  const named = [employeeId !== undefined, telegram !== undefined, all].filter(Boolean).length;
  if (named !== 1) return null;
  if (employeeId !== undefined) return { kind: 'employee', employeeId };
  if (telegram === undefined) return { kind: 'everybody' };
  const telegramUserId = readTelegramId(telegram);
  return telegramUserId === null ? null : { kind: 'account', telegramUserId };
}

async function list({ list: sessions }: SessionDesk, output: CommandOutput): Promise<void> {
  let count = 0;
  for await (const { employeeId, telegramUserId, role, startedAt, renewedAt } of sessions()) {
    output.line([employeeId, `telegram ${telegramUserId}`, role, isoTime(startedAt), isoTime(renewedAt)].join('  '));
    count += 1;
  }
  output.line(count === 1 ? '1 session' : `${count} sessions`);
}

async function revoke(desk: SessionDesk, output: CommandOutput, of: SessionsOf, operator: string): Promise<void> {
  const { sessions, people } = await desk.revoke(of, operator);
  if (sessions === 0) return output.line('Nobody of these is signed in.');
  for (const employeeId of people) output.line(`Revoked: ${employeeId}`);
  output.line(
    `${sessions === 1 ? '1 session' : `${sessions} sessions`} ended. The bot ends its own within seconds, as for somebody who has left.`,
  );
  output.line('They may sign in again, unless the directory says that they are not active.');
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
