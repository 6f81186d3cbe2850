import { join } from 'node:path';
import { runChild } from '../../stack/run-child.ts';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { Bench } from '../bench.ts';
import { type PostResult, postUpdates } from './post-updates.ts';

/** Updates per second that are on disk and acknowledged, in the best round of each: the machine only ever slows them. */
export interface ArrivalRates {
  readonly batched: number;
  readonly single: number;
}

type Inbox = keyof ArrivalRates;

/** Telegram's most for one webhook. */
const connections = 100;
const rounds = 3;
const warmUpMs = 1_500;
const durationMs = 3_000;
const groupChatId = -1_001_234_567_890;
/** Nobody comes near the limit of updates per sender. */
const senders = 5_000;

/**
 * How many updates per second the webhook takes, each on disk before it is acknowledged: with the bot's inbox and, in
 * turns with it, with one INSERT per update behind the same listener. The bot itself is stopped for this.
 */
export async function measureArrivals({ say }: Bench, { stack }: StaffedDesk): Promise<ArrivalRates> {
  say(`Arrivals: as many updates as are taken over ${connections} connections, in batches and one by one in turns`);
  await stack.service('bot').stop();
  const best: Record<Inbox, number> = { batched: 0, single: 0 };
  for (let round = 0; round < rounds; round += 1) {
    for (const inbox of ['single', 'batched'] as const) {
      const { perSecond } = await runRound(stack, inbox, round);
      best[inbox] = Math.max(best[inbox], perSecond);
    }
  }
  return best;
}

async function runRound(stack: StaffedDesk['stack'], inbox: Inbox, round: number): Promise<PostResult> {
  const environment = stack.environmentOf('bot');
  const webhook = new URL(environment.TELEGRAM_WEBHOOK_URL ?? '');
  const listener = await runChild({
    name: 'webhook listener',
    script: join(import.meta.dirname, 'webhook-listener.ts'),
    environment: { ...environment, BENCH_INBOX: inbox, BENCH_CHAT_ID: String(groupChatId) },
    logFile: join(stack.folder, 'logs', 'webhook-listener.log'),
    ready: () => fetch(webhook).then(() => true),
  });
  try {
    const firstId = (inbox === 'single' ? 1 : 2) * 1_000_000_000 + round * 100_000_000;
    return await postUpdates({
      ...{ connections, warmUpMs, durationMs },
      port: Number(webhook.port),
      path: webhook.pathname,
      secret: environment.TELEGRAM_WEBHOOK_SECRET ?? '',
      update: (index) => JSON.stringify(updateOf(firstId + index)),
    });
  } finally {
    await listener.kill();
  }
}

function updateOf(id: number) {
  const senderId = 900_000_000 + (id % senders);
  return {
    update_id: id,
    message: {
      message_id: id,
      date: 1_700_000_000,
      chat: { id: groupChatId, type: 'supergroup', title: 'Відділ продажу' },
      from: { id: senderId, is_bot: false, first_name: 'Працівник', language_code: 'uk' },
      text: 'Не відкривається сторінка відділу, спробуйте, будь ласка, ще раз',
    },
  };
}
