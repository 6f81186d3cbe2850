import { createBotKeys } from '@desk/crypto';
import { addDoctorCommand } from '@desk/doctor';
import { addKeyCommands } from '@desk/key-commands';
import { Command } from 'commander';
import { migrateDatabase } from './compose/migrate-database.ts';
import { parseOperatorConfig } from './config.ts';
import { terminalOutput } from './edge/cli/terminal-output.ts';
import { botCommands, examineBotZone, openBotKeyDesk } from './index.ts';

/** `desk <command>` in the bot's container, which has nothing of the other zone: what operators do by hand. */
const program = new Command('desk').description('Operates the bot.').showHelpAfterError();

program
  .command('migrate')
  .description('brings the database of DATABASE_URL up to date; nothing else needs to be set')
  .action(async () => {
    const config = parseOperatorConfig();
    if (config.kind === 'invalid') return program.error(config.problems.map(({ line }) => line).join('\n'));
    const applied = await migrateDatabase(config.config);
    print(applied.length === 0 ? ['up to date'] : applied.map((name) => `applied ${name}`));
  });
const keys = program.command('keys').description('the keys of this zone');
keys
  .command('init')
  .description('makes the first keys')
  .option('--dmz <folder>', 'where they go', '/etc/desk/keys')
  .action(async ({ dmz: dir }: { dmz: string }) => {
    const made = await createBotKeys({ dir, nowMs: Date.now() });
    if (made.kind === 'refused') {
      return program.error(
        made.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`).join('\n'),
      );
    }
    print([
      ...made.files.map((file) => `made ${file}`),
      `Now carry ${made.publicKeyFile} to the other zone's peers folder, and its own here.`,
    ]);
  });
addKeyCommands(keys, { zones: { dmz: () => openBotKeyDesk() }, now: Date.now, output: terminalOutput });
botCommands(program);
addDoctorCommand(program, { dmz: () => examineBotZone() });
await program.parseAsync();

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
