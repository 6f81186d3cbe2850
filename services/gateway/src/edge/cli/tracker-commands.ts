import type { Command } from 'commander';
import type { CommandOutput } from './gateway-commands.ts';

/** What a look at the tracker gave, a part at a time. */
export interface CheckedTracker {
  readonly parts: readonly {
    readonly name: string;
    readonly facts: readonly string[];
    readonly findings: readonly {
      readonly weight: 'wrong' | 'note';
      readonly what: string;
      readonly remedy: string;
    }[];
  }[];
}

/** `refused`: lines that say why, each with what to do about it. */
export type TrackerRefusal = { readonly kind: 'refused'; readonly lines: readonly string[] };

/** `lines` is for the operator: what was done, and what is theirs to do. */
export type TrackerAnswer = { readonly kind: 'done'; readonly lines: readonly string[] } | TrackerRefusal;

/** The tracker, before anything else is set up. */
export interface TrackerDesk {
  /** Changes nothing. */
  check(): Promise<CheckedTracker>;
  /**
   * Writes a catalogue and a tracker map into a folder, and over no file that is there. `project`: OpenProject's, by its
   * identifier; left out: the only one that the service account sees.
   */
  pull(folder: string, project?: string): Promise<TrackerAnswer>;
  showWebhooks(): Promise<TrackerAnswer>;
  registerWebhook(url: string): Promise<TrackerAnswer>;
  /** Null: the only one. */
  removeWebhook(url: string | null): Promise<TrackerAnswer>;
}

export type OpenedTracker = { readonly kind: 'opened'; readonly tracker: TrackerDesk } | TrackerRefusal;

/** Adds `tracker check`, `tracker pull` and `tracker webhook` to a program. They need only the tracker's settings. */
export function addTrackerCommands(program: Command, open: () => Promise<OpenedTracker>, output: CommandOutput): void {
  const tracker = program.command('tracker').description('the tracker behind the gateway');
  tracker
    .command('check')
    .description('whether tickets can be filed and followed there, and what to do where not; changes nothing')
    .action(() => withTracker(open, output, async (desk) => tell(await desk.check(), output)));
  tracker
    .command('pull')
    .description('writes a catalogue and a tracker map from what the tracker has, for you to edit')
    .requiredOption('--to <folder>', 'where catalogue.yaml and tracker-map.yaml go; neither may be there')
    .option('--project <identifier>', 'of OpenProject, where the service account sees several')
    .action(({ to, project }: { to: string; project?: string }) =>
      withTracker(open, output, async (desk) => answer(await desk.pull(to, project), output)),
    );
  const webhook = tracker.command('webhook').description('the webhook by which the tracker tells of news');
  webhook
    .command('register')
    .description("registers one with the gateway's secret; needs an administrator of the tracker")
    .requiredOption('--url <address>', 'where the tracker posts; ends with /hooks/tracker')
    .action(({ url }: { url: string }) =>
      withTracker(open, output, async (desk) => answer(await desk.registerWebhook(url), output)),
    );
  webhook
    .command('show')
    .description('those that lead to a desk')
    .action(() => withTracker(open, output, async (desk) => answer(await desk.showWebhooks(), output)));
  webhook
    .command('remove')
    .description('removes the one that leads to a desk')
    .option('--url <address>', 'which, where there are several')
    .action(({ url }: { url?: string }) =>
      withTracker(open, output, async (desk) => answer(await desk.removeWebhook(url ?? null), output)),
    );
}

async function withTracker(
  open: () => Promise<OpenedTracker>,
  output: CommandOutput,
  run: (desk: TrackerDesk) => Promise<void>,
): Promise<void> {
  const opened = await open();
  if (opened.kind === 'opened') await run(opened.tracker);
  else for (const line of opened.lines) output.fail(line);
}

function tell({ parts }: CheckedTracker, output: CommandOutput): void {
  for (const { name, facts, findings } of parts) {
    for (const fact of facts) output.line(`${name}: ${fact}`);
    for (const { weight, what, remedy } of findings) {
      const line = `${name}: ${what}. ${remedy}`;
      if (weight === 'wrong') output.fail(line);
      else output.line(line);
    }
  }
  const count = parts.flatMap(({ findings }) => findings).filter(({ weight }) => weight === 'wrong').length;
  output.line(count === 0 ? 'Tickets can be filed and followed.' : `${count} to put right.`);
}

function answer({ kind, lines }: TrackerAnswer, output: CommandOutput): void {
  for (const line of lines) {
    if (kind === 'done') output.line(line);
    else output.fail(line);
  }
}
