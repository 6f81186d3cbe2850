import { join } from 'node:path';
import { answers, runChild } from './run-child.ts';
import type { Opened } from './run-to-end.ts';
import { freePorts } from './stack-ports.ts';
import { nodeFlags, type Stack } from './start-stack.ts';

/** More processes of the bot over the same databases. Answers the public listeners of all, the first one's included. */
export async function addBots(stack: Stack, count: number, opened: Opened): Promise<string[]> {
  const urls = [urlOf(stack.ports.botPublic)];
  for (let number = 2; number <= count + 1; number += 1) {
    const { botPublic, botPrivate, botOps } = await freePorts();
    const child = await runChild({
      name: `bot ${number}`,
      script: join(import.meta.dirname, '..', '..', 'services', 'bot', 'src', 'main.ts'),
      nodeFlags: nodeFlags.bot,
      environment: {
        ...stack.environmentOf('bot'),
        ...{ PUBLIC_PORT: String(botPublic), PRIVATE_PORT: String(botPrivate), OPS_PORT: String(botOps) },
      },
      logFile: join(stack.folder, 'logs', `bot-${number}.log`),
      ready: answers(`${urlOf(botOps)}/readyz`),
    });
    opened.add(() => child.stop());
    urls.push(urlOf(botPublic));
  }
  return urls;
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
