import type { Command } from 'commander';
import type { CommandOutput } from './gateway-commands.ts';

/** What a look at the sources of people gave, a source at a time; `refused`: lines that say what is missing. */
export type CheckedDirectory =
  | {
      readonly kind: 'checked';
      readonly sources: readonly {
        readonly name: string;
        readonly facts: readonly string[];
        readonly findings: readonly {
          readonly weight: 'wrong' | 'note';
          readonly what: string;
          readonly remedy: string;
        }[];
      }[];
    }
  | { readonly kind: 'refused'; readonly lines: readonly string[] };

/** Adds `directory check` to a program. It needs only the settings of the directory, and changes nothing. */
export function addDirectoryCommands(
  program: Command,
  check: () => Promise<CheckedDirectory>,
  output: CommandOutput,
): void {
  program
    .command('directory')
    .description('where people come from')
    .command('check')
    .description('reads every source of DIRECTORY and says what keeps people out, in counts and ids')
    .action(async () => {
      const checked = await check();
      if (checked.kind === 'refused') {
        for (const line of checked.lines) output.fail(line);
        return;
      }
      for (const { name, facts, findings } of checked.sources) {
        for (const fact of facts) output.line(`${name}: ${fact}`);
        for (const { weight, what, remedy } of findings) {
          const line = `${name}: ${what}. ${remedy}`;
          if (weight === 'wrong') output.fail(line);
          else output.line(line);
        }
      }
      const wrong = checked.sources.flatMap(({ findings }) => findings).filter(({ weight }) => weight === 'wrong');
      output.line(wrong.length === 0 ? 'Nothing keeps anybody out.' : `${wrong.length} to put right.`);
    });
}
