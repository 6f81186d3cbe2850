import { join } from 'node:path';
import { createTelegramSimulator, type TelegramSimulator } from '@desk/telegram-simulator';
import { runChild } from '../../stack/run-child.ts';
import type { Opened } from '../../stack/run-to-end.ts';
import { freePorts } from '../../stack/stack-ports.ts';

const token = '4343434343:token-of-the-echo-bot';

/** A Telegram of its own with a bare Telegraf bot in a process of its own, reached by webhook as Desk is. */
export async function startEcho(folder: string, opened: Opened): Promise<TelegramSimulator> {
  const telegram = await createTelegramSimulator({ token });
  opened.add(() => telegram.close());
  const { botPublic: port } = await freePorts();
  const child = await runChild({
    name: 'echo bot',
    script: join(import.meta.dirname, 'echo-bot.ts'),
    environment: { TELEGRAM_API_ROOT: telegram.apiRoot, TELEGRAM_BOT_TOKEN: token, PORT: String(port) },
    logFile: join(folder, 'logs', 'echo-bot.log'),
    ready: async () => telegram.calls().some(({ method, outcome }) => method === 'setWebhook' && outcome === 'ok'),
  });
  opened.add(() => child.stop());
  return telegram;
}
