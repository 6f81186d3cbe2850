import type { Telegram } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import { type Called, callTelegram } from './call-telegram.ts';
import type { Renderer } from './render/render-screen.ts';

export type UpdateDelivery =
  | { readonly kind: 'polling' }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string };

/** The only kinds of updates the bot reads; Telegram sends no others. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

const commands = ['start', 'help', 'privacy'] as const;
const connectionsMax = 40;
const attemptsMax = 5;

export interface Announcement {
  readonly telegram: Telegram;
  readonly renderer: Renderer;
  readonly delivery: UpdateDelivery;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * Tells Telegram where updates go, and people which commands there are. Answers who the bot is, or why Telegram will
 * not have it: a wrong token or webhook address is found at start and not by the first employee.
 */
export async function announceBot({
  telegram,
  renderer,
  delivery,
  wait,
}: Announcement): Promise<
  { readonly kind: 'announced'; readonly me: UserFromGetMe } | { readonly kind: 'refused'; readonly reason: string }
> {
  const me = await insist(() => callTelegram(telegram, 'getMe', {}), wait);
  if (me.kind !== 'done') return { kind: 'refused', reason: reasonOf(me) };

  for (const [language, code] of [
    ['en', undefined],
    ['en', 'en'],
    ['uk', 'uk'],
  ] as const) {
    const say = renderer.say(language);
    const forLanguage = code === undefined ? {} : { language_code: code };
    const list = commands.map((command) => ({ command, description: say(`commands.${command}`).text }));
    // Cosmetics: without them everything works.
    await callTelegram(telegram, 'setMyCommands', { commands: list, ...forLanguage });
    const about = say('about').text;
    await callTelegram(telegram, 'setMyShortDescription', { short_description: about, ...forLanguage });
    // What stands in the empty chat, above *Start*.
    await callTelegram(telegram, 'setMyDescription', { description: about, ...forLanguage });
  }

  const directed = await insist(() => directUpdates({ telegram, delivery }), wait);
  return directed.kind === 'done'
    ? { kind: 'announced', me: me.result }
    : { kind: 'refused', reason: reasonOf(directed) };
}

/** Tells Telegram where updates go, and what it has to say there to be let in. */
export function directUpdates({ telegram, delivery }: Pick<Announcement, 'telegram' | 'delivery'>) {
  return delivery.kind === 'polling'
    ? callTelegram(telegram, 'deleteWebhook', {})
    : callTelegram(telegram, 'setWebhook', {
        url: delivery.url,
        secret_token: delivery.secret,
        allowed_updates: allowedUpdates,
        max_connections: connectionsMax,
      });
}

/** What Telegram refuses for good stays refused; anything else is tried again. */
async function insist<Result>(
  call: () => Promise<Called<Result>>,
  wait: (ms: number) => Promise<void>,
): Promise<Called<Result>> {
  for (let attempt = 1; ; attempt += 1) {
    const called = await call();
    const isOver = called.kind === 'done' || called.kind === 'refused' || attempt === attemptsMax;
    if (isOver || (called.kind === 'retry' && called.reason === 'not-authorised')) return called;
    await wait(called.kind === 'retry' ? called.afterMs : 1000 * attempt);
  }
}

function reasonOf(called: Called<unknown>): string {
  return called.kind === 'retry' || called.kind === 'refused' ? called.reason : called.kind;
}
