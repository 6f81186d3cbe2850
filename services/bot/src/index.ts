import type { Command } from 'commander';
import { composeCommands } from './compose/compose-commands.ts';
import { addBotCommands } from './edge/cli/bot-commands.ts';

export { type BotOverrides, type ComposedBot, composeBot } from './compose.ts';
export { BotConfig, parseBotConfig } from './config.ts';
export type { Bot } from './run-bot.ts';
export { botSettings } from './settings.ts';

/** Adds the bot's commands for operators to `pnpm desk`. */
export function botCommands(program: Command): void {
  addBotCommands(program, {
    ...composeCommands(),
    output: {
      line: (text) => console.log(text),
      fail: (text) => {
        console.error(text);
        process.exitCode = 1;
      },
    },
  });
}
