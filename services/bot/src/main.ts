import { createLogger, endOnDefect } from '@desk/logging';
import { composeBot } from './compose.ts';
import { parseBotConfig } from './config.ts';

/** config -> compose -> start -> stop */
const closeWithinMs = 20_000;

endOnDefect(createLogger({ service: 'bot', level: 'error' }));
const config = parseBotConfig();
if (config.kind === 'invalid') refuseToStart(config.problems.map(({ line }) => line));
const composed = await composeBot(config.config);
if (composed.kind === 'refused') refuseToStart(composed.problems);
const { bot } = composed;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    setTimeout(() => process.exit(1), closeWithinMs).unref();
    bot.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
const started = await bot.listen().catch(async (error: unknown) => {
  // A port that is taken: what it has begun to work on passes to the others.
  await bot.close();
  throw error;
});
if (started.kind === 'refused') {
  await bot.close();
  refuseToStart([
    started.reason === 'not-authorised'
      ? 'Telegram does not know the token. TELEGRAM_BOT_TOKEN is what @BotFather gave, TELEGRAM_API_ROOT where it counts.'
      : 'Telegram refuses the webhook. TELEGRAM_WEBHOOK_URL must be an https address on port 443, 80, 88 or 8443.',
  ]);
}

function refuseToStart(lines: readonly string[]): never {
  console.error(['The bot cannot start:', ...lines.map((line) => `- ${line}`)].join('\n'));
  process.exit(78);
}
