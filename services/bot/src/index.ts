import type { Command } from 'commander';
import { composeCommands } from './compose/compose-commands.ts';
import { openLetterDesk } from './compose/compose-dead-letters.ts';
import { composeRestoreCommands } from './compose/compose-restore.ts';
import { addBotCommands } from './edge/cli/bot-commands.ts';
import { addDeadLetterCommands } from './edge/cli/dead-letter-commands.ts';
import { addRestoreCommands } from './edge/cli/restore-commands.ts';
import { terminalOutput as output } from './edge/cli/terminal-output.ts';

export { examineBotZone } from './compose/compose-doctor.ts';
export { openBotKeyDesk } from './compose/compose-keys.ts';
export { composeRestore } from './compose/compose-restore.ts';
export { type BotOverrides, type ComposedBot, composeBot } from './compose.ts';
export { BotConfig, parseBotConfig } from './config.ts';
export { retentionClasses as botRetention } from './ports/retention-classes.table.ts';
export type { Bot } from './run-bot.ts';
export { botSettings } from './settings.ts';

/** Adds the bot's commands for operators to `pnpm desk`. */
export function botCommands(program: Command): void {
  addBotCommands(program, { ...composeCommands(), output });
  addDeadLetterCommands(program, { open: openLetterDesk, output });
  addRestoreCommands(program, { ...composeRestoreCommands(), output });
}
