import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { AuditLine } from '../../ports/gateway-desk.ts';
import type { RestoreOutcome, Restoring } from '../../use-cases/restore/restore-desk.ts';
import type { CommandOutput } from './bot-commands.ts';

/** What the command works with, opened for it and closed after it. */
export interface RestoreDesk {
  readonly restore: (restoring: Restoring) => Promise<RestoreOutcome>;
  close(): Promise<void>;
}

export type OpenedRestoreDesk =
  | { readonly kind: 'opened'; readonly desk: RestoreDesk }
  | { readonly kind: 'refused'; readonly lines: readonly string[] };

/** The bot's audit log, for whoever asks whom it says to be erased. */
export type OpenedErased =
  | {
      readonly kind: 'opened';
      readonly log: { listErased(): Promise<readonly string[]>; close(): Promise<void> };
    }
  | { readonly kind: 'refused'; readonly lines: readonly string[] };

export interface RestoreCommandNeeds {
  readonly open: () => Promise<OpenedRestoreDesk>;
  /** `wrong`: the first line that is no entry, from 1; 0: no such file. */
  readonly readLines: (
    file: string,
  ) => Promise<
    { readonly kind: 'read'; readonly lines: readonly AuditLine[] } | { readonly kind: 'wrong'; readonly line: number }
  >;
  readonly openErased: () => Promise<OpenedErased>;
  readonly output: CommandOutput;
}

interface Options {
  readonly until?: string;
  readonly audit?: string;
  readonly operator: string;
}

/** Adds `restore bot` and `restore erased` to a program. */
export function addRestoreCommands(program: Command, needs: RestoreCommandNeeds): void {
  const restore =
    program.commands.find((command) => command.name() === 'restore') ??
    program.command('restore').description('what follows the restore of a database, before anything starts on it');
  restore
    .command('bot')
    .description("the bot's database was restored to an earlier point")
    .option('--until <time>', 'until when the lost database worked, if not until its last audit entry')
    .option('--audit <file>', 'what `desk restore audit` wrote on the gateway’s host')
    .option('--operator <name>', 'who asks for it, for the audit', userInfo().username)
    .action((options: Options) => run(needs, options));
  restore
    .command('erased')
    .description(
      'everybody the bot has erased, by their ids in its log, for `desk restore gateway --erased`; one a line',
    )
    .action(() => listErased(needs));
}

async function listErased({ openErased, output }: RestoreCommandNeeds): Promise<void> {
  const opened = await openErased();
  if (opened.kind === 'refused') {
    for (const line of opened.lines) output.fail(line);
    return;
  }
  try {
    for (const id of await opened.log.listErased()) output.line(id);
  } finally {
    await opened.log.close();
  }
}

async function run({ open, readLines, output }: RestoreCommandNeeds, { until: text, audit, operator }: Options) {
  const until = text === undefined ? null : instantOf(text);
  if (Number.isNaN(until)) return output.fail('--until is a time with its zone, such as 2026-11-22T14:05:00Z.');
  const read = audit === undefined ? ({ kind: 'read', lines: [] } as const) : await readLines(audit);
  if (read.kind === 'wrong')
    return output.fail(`${audit}: ${read.line === 0 ? 'no such file' : `line ${read.line} is no entry`}.`);
  const opened = await open();
  if (opened.kind === 'refused') {
    for (const line of opened.lines) output.fail(line);
    return;
  }
  try {
    const outcome = await opened.desk.restore({ until, lines: read.lines, operator });
    if (outcome.kind === 'restored') for (const line of describe(outcome)) output.line(line);
    else output.fail(explain(outcome));
  } finally {
    await opened.desk.close();
  }
}

/** NaN where it is no time, or one without its zone. */
function instantOf(text: string): number {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
}

type Restored = Extract<RestoreOutcome, { readonly kind: 'restored' }>;

function describe({ window, entries, erased, setAside, changes, sessions }: Restored): readonly string[] {
  const { arrivals, effects, words } = setAside;
  return [
    `Restored to ${isoTime(window.point)}; lost: until ${isoTime(window.until)}.`,
    `audit      ${entries} entries put back; the log goes on behind them`,
    `erased     ${erased} keys removed again`,
    `set aside  ${arrivals} arrivals, ${effects} notices: see \`desk dead-letters list --reason restored\``,
    `words      ${words} messages of conversations, shown as perhaps not arrived`,
    `tracker    ${changes} readings of tickets taken over`,
    `sessions   ${sessions} ended: everybody signs in again`,
    'The bot can start.',
  ];
}

const refusals: Readonly<Record<Extract<RestoreOutcome, { readonly kind: 'refused' }>['why'], string>> = {
  'not-yet': '--until lies in the future.',
  'no-time': 'The audit log has no entry to go by. Say with --until until when the lost database worked.',
  empty: 'Nothing in this database has a time: it was never worked with, and can be started as it is.',
  away: 'The gateway or the tracker does not answer. They have to be there; then run this again.',
  'not-delivered': 'Some of what goes to the tracker could not be repeated yet. Run this again; the log says why.',
};

function explain(outcome: Exclude<RestoreOutcome, { readonly kind: 'restored' }>): string {
  if (outcome.kind === 'refused') return refusals[outcome.why];
  const { log } = outcome;
  switch (log.kind) {
    case 'behind':
      return `The gateway holds audit entries after number ${log.after}. On its host: \`desk restore audit --after ${log.after} > audit.jsonl\`. Bring the file here and name it with --audit.`;
    case 'differs':
      return `Entry ${log.number} of the audit log is another one at the gateway: this is no earlier point of the same database, or the log was changed. Ask the security reviewers.`;
    case 'broken':
      return `Entry ${log.number} of the file does not follow the one before it. Write the file anew on the gateway's host.`;
  }
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
