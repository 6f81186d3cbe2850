import { openSecrets, type Secrets } from '@desk/settings';
import { type FollowedSecret, isUsableSecret } from '../config/followed-secrets.ts';
import type { BotConfig } from '../config.ts';
import type { Clock } from '../ports/system.ts';

type TelegramConfig = BotConfig['telegram'];

/** What Telegram posts under the former secret of its webhook is taken for so long. */
const overlapMs = 3_600_000;

/** The configuration, whose secrets are asked for at each use, and the secrets themselves. */
export async function followConfig(
  given: BotConfig,
  clock: Clock,
): Promise<{ readonly config: BotConfig; readonly secrets: Secrets }> {
  const { secretFiles: files = {} } = given;
  const secrets = await openSecrets({ files, isUsable: isUsableSecret, now: () => clock.now(), overlapMs });
  return { config: { ...given, telegram: followTelegram(given.telegram, secrets) }, secrets };
}

/** The way to Telegram. */
function followTelegram(telegram: TelegramConfig, { current }: Secrets): TelegramConfig {
  const token: FollowedSecret = 'TELEGRAM_BOT_TOKEN';
  return {
    ...telegram,
    delivery: followDelivery(telegram.delivery, current),
    get token() {
      return current(token, telegram.token);
    },
  };
}

function followDelivery(delivery: TelegramConfig['delivery'], current: Secrets['current']): TelegramConfig['delivery'] {
  if (delivery.kind === 'polling') return delivery;
  const secret: FollowedSecret = 'TELEGRAM_WEBHOOK_SECRET';
  return {
    ...delivery,
    get secret() {
      return current(secret, delivery.secret);
    },
  };
}
