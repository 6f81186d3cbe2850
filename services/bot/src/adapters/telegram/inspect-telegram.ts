import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { clockAhead, webTroubleOf } from '@desk/doctor';
import { z } from 'zod';
import type { TelegramFacts, WantedWebhook, WebhookFacts } from '../../ports/zone-probes.ts';
import { allowedUpdates, type UpdateDelivery } from './announce-bot.ts';
import { connectTelegram } from './connect-telegram.ts';
import type { TelegramOptions } from './telegram-client.ts';

export type TelegramToInspect = TelegramOptions & { readonly delivery: UpdateDelivery };

const withinMs = 10_000;
const answerBytesMax = 64 * 1024;

const Refusal = z.object({ ok: z.literal(false), error_code: z.int() });
const WebhookInfo = z.object({
  ok: z.literal(true),
  result: z.object({
    url: z.string(),
    pending_update_count: z.int().default(0),
    last_error_date: z.int().optional(),
    last_error_message: z.string().default(''),
    allowed_updates: z.array(z.string()).optional(),
  }),
});
type WebhookInfo = z.infer<typeof WebhookInfo>['result'];

/** Asks Telegram what it knows of the webhook: an answer proves way and token, and bears the time. */
export async function inspectTelegram(options: TelegramToInspect): Promise<TelegramFacts> {
  const viaProxy = (options.egressProxy ?? null) !== null;
  try {
    const { status, body, aheadMs } = await askForWebhook(options);
    const answer = z.union([WebhookInfo, Refusal]).safeParse(body);
    if (!answer.success) return { kind: 'somebody-else', status };
    if (answer.data.ok) {
      const webhook = readWebhook(answer.data.result, options.delivery);
      return { kind: 'there', aheadMs, webhook, wanted: judgeWanted(options) };
    }
    const { error_code: code } = answer.data;
    return code === 401 || code === 404 ? { kind: 'token-unknown' } : { kind: 'somebody-else', status: code };
  } catch (error) {
    // The error's text holds the address, and with it the bot's token: it goes no further.
    const refused = error instanceof Error && 'code' in error && error.code === 'ERR_PROXY_TUNNEL';
    return { kind: 'away', trouble: refused ? 'proxy-refuses' : webTroubleOf(error), viaProxy };
  }
}

interface Answer {
  readonly status: number;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
  readonly aheadMs: number | null;
}

function askForWebhook({ token, ...address }: TelegramToInspect): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const agent = connectTelegram(address);
  const url = new URL(`/bot${token}/getWebhookInfo`, address.apiRoot);
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  const sentAt = Date.now();
  const call = request(url, { agent, signal: AbortSignal.timeout(withinMs) }, (response) => {
    const aheadMs = clockAhead(response.headers.date, sentAt, Date.now());
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > answerBytesMax) response.destroy(new Error('The answer is too long.'));
    });
    response.on('error', reject);
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parseJson(text), aheadMs }));
  });
  call.on('error', reject);
  call.end();
  return promise.finally(() => agent.destroy());
}

function readWebhook(info: WebhookInfo, delivery: UpdateDelivery): WebhookFacts {
  const isOurs = delivery.kind === 'webhook' && info.url === delivery.url;
  const { last_error_date: failedAt, last_error_message: reason, allowed_updates: allowed } = info;
  return {
    leadsTo: info.url === '' ? 'nowhere' : isOurs ? 'us' : 'elsewhere',
    pending: info.pending_update_count,
    failure: failedAt === undefined ? null : { agoMs: Date.now() - failedAt * 1000, reason },
    missingKinds: allowed === undefined ? [] : allowedUpdates.filter((kind) => !allowed.includes(kind)),
  };
}

const telegramsOwn = 'api.telegram.org';
const postedPorts = new Set(['', '443', '80', '88', '8443']);

/** A Bot API server of one's own posts anywhere. */
function judgeWanted({ delivery, apiRoot }: TelegramToInspect): WantedWebhook {
  if (delivery.kind === 'polling') return 'none';
  if (new URL(apiRoot).hostname !== telegramsOwn) return 'usable';
  const { protocol, port } = new URL(delivery.url);
  return protocol === 'https:' && postedPorts.has(port) ? 'usable' : 'unusable';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
