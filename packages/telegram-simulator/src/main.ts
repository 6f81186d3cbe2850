import { type Config, readConfig } from './config.ts';
import { createTelegramSimulator, type TelegramSimulator } from './index.ts';

const outcome = readConfig(process.argv.slice(2));
if (outcome.kind === 'wrong') fail(outcome.problems);
else await run(outcome.config);

async function run(config: Config): Promise<void> {
  const { stateFile, botUsername, botName } = config;
  let telegram: TelegramSimulator;
  try {
    telegram = await createTelegramSimulator({
      token: config.token,
      host: config.host,
      port: config.port,
      limits: config.limits,
      ...(stateFile ? { stateFile } : {}),
      ...(botUsername ? { botUsername } : {}),
      ...(botName ? { botName } : {}),
    });
  } catch (error) {
    fail([describe(error, config.port)]);
    return;
  }
  process.stdout.write(`Telegram simulator: ${telegram.apiRoot} (phones: ${telegram.apiRoot}/)\n`);
  // A parent that watches this process needs the address whatever the port was.
  process.send?.({ kind: 'ready', apiRoot: telegram.apiRoot });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void telegram.close().then(() => process.exit(0)));
  }
}

function describe(error: unknown, port: number): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `port ${port} is taken. Stop what listens there, or choose another: --port or TELEGRAM_SIMULATOR_PORT (0 takes any free one).`;
  }
  return error instanceof Error ? error.message : String(error);
}

function fail(problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`telegram-simulator: ${problem}\n`);
  process.exitCode = 1;
}
