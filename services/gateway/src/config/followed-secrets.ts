import { join } from 'node:path';
import { trackerWebhookSecretFile } from '@desk/crypto';
import { type SecretFiles, secretFilesOf } from '@desk/settings';
import { z } from 'zod';
import { gatewaySettings } from '../settings.ts';

const text = z.string().min(1);

/** Secrets whose files count again as soon as they change, by what each could be. Any other counts from the next start. */
const followed = {
  JIRA_API_TOKEN: text,
  JIRA_PERSONAL_ACCESS_TOKEN: text,
  OPENPROJECT_API_KEY: text,
  OPENPROJECT_CLIENT_SECRET: text,
  TRACKER_WEBHOOK_SECRET: z.string().min(16),
  DIRECTORY_TOKEN: text,
  LDAP_BIND_PASSWORD: text,
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
} as const;

export type FollowedSecret = keyof typeof followed;

export function isUsableSecret(name: string, value: string): boolean {
  return Object.entries(followed).some(([each, could]) => each === name && could.safeParse(value).success);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Those of them that are given in files. */
export function followedFiles(environment: Environment): SecretFiles {
  const files = Object.entries(secretFilesOf(gatewaySettings, environment));
  return Object.fromEntries(files.filter(([name]) => Object.hasOwn(followed, name)));
}

/** Where the secret of the tracker's webhooks lies: in KEYS_DIR where the setting is left out; null: in no file. */
export function findWebhookSecret(keysDir: string, environment: Environment): string | null {
  const name: FollowedSecret = 'TRACKER_WEBHOOK_SECRET';
  const file = followedFiles(environment)[name];
  if (file !== undefined) return file;
  return environment[name] ? null : join(keysDir, trackerWebhookSecretFile);
}
