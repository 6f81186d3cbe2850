import type { Secrets } from '@desk/settings';
import type { FollowedSecret } from '../config/followed-secrets.ts';
import type { BotConfig } from '../config.ts';

type TelegramConfig = BotConfig['telegram'];

/** The way to Telegram, whose secrets are asked for at each use. */
export function followTelegram(telegram: TelegramConfig, { current }: Secrets): TelegramConfig {
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
