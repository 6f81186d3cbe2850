export { type BotOverrides, type ComposedBot, composeBot } from './compose.ts';
export { BotConfig, parseBotConfig } from './config.ts';
export type { Bot } from './run-bot.ts';
export { botSettings } from './settings.ts';
