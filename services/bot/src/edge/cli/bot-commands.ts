import type { IndexWeights } from '@desk/domain';
import type { Command } from 'commander';
import type { Trial, TrialOutcome } from '../../use-cases/assignment/try-weights.ts';
import { describeReplay } from './describe-replay.ts';

/** What the commands work with, opened for one command and closed after it. */
export interface OperatorDesk {
  readonly tryWeights: (trial: Trial) => Promise<TrialOutcome>;
  close(): Promise<void>;
}

/** `refused`: lines that say what is missing. */
export type OpenedDesk =
  | { readonly kind: 'opened'; readonly desk: OperatorDesk }
  | { readonly kind: 'refused'; readonly lines: readonly string[] };

export type LoadWeights = (
  file: string,
) => Promise<
  | { readonly kind: 'loaded'; readonly weights: IndexWeights }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }
>;

export interface CommandOutput {
  readonly line: (text: string) => void;
  readonly fail: (text: string) => void;
}

export interface BotCommandNeeds {
  readonly open: () => Promise<OpenedDesk>;
  readonly loadWeights: LoadWeights;
  readonly output: CommandOutput;
}

const daysMax = 3_650;

/** Adds `weights` to a program. It reads the bot's database and changes nothing. */
export function addBotCommands(program: Command, needs: BotCommandNeeds): void {
  program
    .command('weights')
    .description('the weights of the availability index')
    .command('try')
    .description('what would have changed, had past decisions been made with the weights of a file')
    .argument('<file.yaml>', 'as INDEX_WEIGHTS_FILE')
    .option('--days <number>', 'how far back', '30')
    .option('--team <id>', 'one team of the catalogue alone')
    .action((file: string, options: { days: string; team?: string }) => tryFile(needs, file, options));
}

async function tryFile(
  { open, loadWeights, output }: BotCommandNeeds,
  file: string,
  { days: daysAsked, team = null }: { readonly days: string; readonly team?: string | null },
): Promise<void> {
  const days = /^[1-9]\d{0,3}$/.test(daysAsked) ? Number(daysAsked) : Number.NaN;
  if (!(days <= daysMax)) return output.fail(`--days is a whole number from 1 to ${daysMax}.`);
  const loaded = await loadWeights(file);
  if (loaded.kind === 'wrong') {
    for (const problem of loaded.problems) output.fail(`${file}: ${problem}`);
    return;
  }
  const opened = await open();
  if (opened.kind === 'refused') {
    for (const line of opened.lines) output.fail(line);
    return;
  }
  try {
    const trial = { weights: loaded.weights, days, team };
    const outcome = await opened.desk.tryWeights(trial);
    if (outcome.kind === 'nothing-to-replay') output.fail(nothingToReplay(trial));
    else for (const line of describeReplay(outcome, trial)) output.line(line);
  } finally {
    await opened.desk.close();
  }
}

function nothingToReplay({ days, team }: Trial): string {
  const period = days === 1 ? 'the last day' : `the last ${days} days`;
  const where = team === null ? '' : ` in the team ${team}`;
  return `Nothing to replay: no decision was made${where} in ${period}.`;
}
