import { type SecretFiles, secretFilesOf } from '@desk/settings';
import { z } from 'zod';
import { botSettings } from '../settings.ts';

export const TelegramToken = z.string().regex(/^\d{1,20}:[A-Za-z0-9_-]{10,200}$/);
export const WebhookSecret = z.string().regex(/^[A-Za-z0-9_-]{16,256}$/);

/** Secrets whose files count again as soon as they change, by what each could be. Any other counts from the next start. */
const followed = { TELEGRAM_BOT_TOKEN: TelegramToken, TELEGRAM_WEBHOOK_SECRET: WebhookSecret } as const;

export type FollowedSecret = keyof typeof followed;

export function isUsableSecret(name: string, value: string): boolean {
  return Object.entries(followed).some(([each, could]) => each === name && could.safeParse(value).success);
}

/** Those of them that are given in files. */
export function followedFiles(environment: Readonly<Record<string, string | undefined>>): SecretFiles {
  const files = Object.entries(secretFilesOf(botSettings, environment));
  return Object.fromEntries(files.filter(([name]) => Object.hasOwn(followed, name)));
}
