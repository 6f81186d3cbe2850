import { type ConsultationLimits, defaultConsultationLimits, type QuietHours } from '@desk/domain';
import {
  readAsFarAsGiven,
  readSettings,
  readTrustedCertificates,
  type SecretFiles,
  type SettingsOutcome,
  verifiedDatabaseUrl,
} from '@desk/settings';
import { z } from 'zod';
import { followedFiles, TelegramToken, WebhookSecret } from './config/followed-secrets.ts';
import { botSettings, type SettingName } from './settings.ts';

const minuteMs = 60_000;
const mebibyte = 1024 * 1024;

const text = z.string().min(1);
/** A file of certificates in PEM. */
const certificates = text.refine((file) => readTrustedCertificates(file) !== null);
const webAddress = z.url({ protocol: /^https?$/ });
/** `HH:MM-HH:MM` or `none`. */
const quietHours = /^(?:none|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)$/;
const usual = (name: SettingName) => botSettings[name].usual ?? '';

function whole(name: SettingName, min: number, max: number) {
  return z.string().regex(/^\d+$/).default(usual(name)).transform(Number).pipe(z.int().min(min).max(max));
}

function flag(name: SettingName) {
  return z
    .enum(['true', 'false'])
    .default(usual(name) === 'true' ? 'true' : 'false')
    .transform((given) => given === 'true');
}

const Common = z.object({
  LISTEN_HOST: text.default(usual('LISTEN_HOST')),
  PUBLIC_PORT: whole('PUBLIC_PORT', 0, 65_535),
  PRIVATE_PORT: whole('PRIVATE_PORT', 0, 65_535),
  OPS_PORT: whole('OPS_PORT', 0, 65_535),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TIME_ZONE: text.default(usual('TIME_ZONE')).refine(isTimeZone),
  KEYS_DIR: text,
  KEY_AGE_WARNING_DAYS: whole('KEY_AGE_WARNING_DAYS', 1, 3_650),
  TLS_DIR: text.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_CA_FILE: certificates.optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  REDIS_CA_FILE: certificates.optional(),
  TELEGRAM_BOT_TOKEN: TelegramToken,
  TELEGRAM_API_ROOT: webAddress.default(usual('TELEGRAM_API_ROOT')),
  EGRESS_PROXY: webAddress.optional(),
  TELEGRAM_FILE_LIMIT_MB: whole('TELEGRAM_FILE_LIMIT_MB', 1, 50),
  TRACKER_HOOKS: flag('TRACKER_HOOKS'),
  GATEWAY_URL: webAddress,
  CATALOGUE_FILE: text,
  DEFAULT_LANGUAGE: z.enum(['uk', 'en']).default('uk'),
  SUPPORT_CONTACT: text.max(200),
  ASSIGN_FOREIGN_TICKETS: flag('ASSIGN_FOREIGN_TICKETS'),
  QUIET_HOURS: z.string().regex(quietHours).default(usual('QUIET_HOURS')),
  SESSION_IDLE_MINUTES: whole('SESSION_IDLE_MINUTES', 1, 24 * 60),
  SESSION_MAX_HOURS: whole('SESSION_MAX_HOURS', 1, 72),
  ACTIVE_TICKETS_MAX: whole('ACTIVE_TICKETS_MAX', 1, 10_000),
  CONSULTATION_CAPACITY: whole('CONSULTATION_CAPACITY', 1, 20),
  CONSULTATION_IDLE_MINUTES: whole('CONSULTATION_IDLE_MINUTES', 2, 24 * 60),
  OFFER_SECONDS: whole('OFFER_SECONDS', 10, 600),
  CONSULTATION_ALERT_MINUTES: whole('CONSULTATION_ALERT_MINUTES', 1, 24 * 60),
  INDEX_WEIGHTS_FILE: text.optional(),
  SAVED_REPLIES_FILE: text.optional(),
  PRIVACY_NOTE_FILE: text.optional(),
  RETENTION_DAYS: whole('RETENTION_DAYS', 1, 3_650),
});

const Delivery = z.discriminatedUnion('TELEGRAM_DELIVERY', [
  z.object({ TELEGRAM_DELIVERY: z.literal('polling') }),
  z.object({
    TELEGRAM_DELIVERY: z.literal('webhook'),
    TELEGRAM_WEBHOOK_URL: webAddress,
    TELEGRAM_WEBHOOK_SECRET: WebhookSecret,
  }),
]);

/** Whoever asks for TLS on a way is not given one without. */
const Encrypted = z
  .object({ TLS_DIR: z.string(), GATEWAY_URL: z.string(), REDIS_CA_FILE: z.string(), REDIS_URL: z.string() })
  .partial()
  .refine(({ TLS_DIR, GATEWAY_URL = '' }) => TLS_DIR === undefined || GATEWAY_URL.startsWith('https:'), {
    path: ['GATEWAY_URL'],
  })
  .refine(({ REDIS_CA_FILE, REDIS_URL = '' }) => REDIS_CA_FILE === undefined || REDIS_URL.startsWith('rediss:'), {
    path: ['REDIS_URL'],
  });

/** The bot's configuration. What belongs together is given together: half of it does not parse. */
export const BotConfig = z
  .preprocess(
    (values) => ({ TELEGRAM_DELIVERY: usual('TELEGRAM_DELIVERY'), ...z.record(z.string(), z.string()).parse(values) }),
    z.intersection(z.intersection(Common, Delivery), Encrypted),
  )
  .transform((settings) => ({
    listen: {
      host: settings.LISTEN_HOST,
      publicPort: settings.PUBLIC_PORT,
      privatePort: settings.PRIVATE_PORT,
      opsPort: settings.OPS_PORT,
    },
    logLevel: settings.LOG_LEVEL,
    timeZone: settings.TIME_ZONE,
    keysDir: settings.KEYS_DIR,
    keyAgeDaysMax: settings.KEY_AGE_WARNING_DAYS,
    tlsDir: settings.TLS_DIR ?? null,
    databaseUrl: verifiedDatabaseUrl(settings.DATABASE_URL, settings.DATABASE_CA_FILE),
    redisUrl: settings.REDIS_URL,
    redisCa: settings.REDIS_CA_FILE === undefined ? null : readTrustedCertificates(settings.REDIS_CA_FILE),
    telegram: {
      token: settings.TELEGRAM_BOT_TOKEN,
      apiRoot: settings.TELEGRAM_API_ROOT,
      egressProxy: settings.EGRESS_PROXY ?? null,
      fileBytesMax: settings.TELEGRAM_FILE_LIMIT_MB * mebibyte,
      delivery: readDelivery(settings),
    },
    trackerHooks: settings.TRACKER_HOOKS,
    gatewayUrl: settings.GATEWAY_URL,
    catalogueFile: settings.CATALOGUE_FILE,
    weightsFile: settings.INDEX_WEIGHTS_FILE ?? null,
    savedRepliesFile: settings.SAVED_REPLIES_FILE ?? null,
    privacyNoteFile: settings.PRIVACY_NOTE_FILE ?? null,
    defaultLanguage: settings.DEFAULT_LANGUAGE,
    supportContact: settings.SUPPORT_CONTACT,
    assignForeignTickets: settings.ASSIGN_FOREIGN_TICKETS,
    quietHours: readQuietHours(settings),
    sessionLimits: {
      idleLimitMs: settings.SESSION_IDLE_MINUTES * minuteMs,
      absoluteLimitMs: settings.SESSION_MAX_HOURS * 60 * minuteMs,
    },
    activeTicketsMax: settings.ACTIVE_TICKETS_MAX,
    consultationLimits: readConsultationLimits(settings),
    waitAlertMs: settings.CONSULTATION_ALERT_MINUTES * minuteMs,
    retentionDays: settings.RETENTION_DAYS,
  }));
/** `secretFiles`: of secrets that are read again while the bot runs. */
export type BotConfig = z.infer<typeof BotConfig> & { readonly secretFiles?: SecretFiles };

/** Reads everything at once, so that one look at the problems is enough. */
export function parseBotConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOutcome<BotConfig> {
  const outcome = readSettings(botSettings, BotConfig, environment);
  if (outcome.kind === 'invalid') return outcome;
  return { kind: 'valid', config: { ...outcome.config, secretFiles: followedFiles(environment) } };
}

/** What parses where an example does not, or where one would not fit the others. */
const standIns: Partial<Record<SettingName, string>> = {
  TELEGRAM_BOT_TOKEN: '1:not-the-token',
  TELEGRAM_WEBHOOK_SECRET: 'not-the-webhook-secret',
  GATEWAY_URL: 'https://gateway.internal.example:8090',
  REDIS_URL: 'rediss://redis:6379',
  DATABASE_CA_FILE: '',
  REDIS_CA_FILE: '',
};

/** What the doctor looks at, also where the bot would not start. */
export function parseBotConfigToExamine(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return {
    ...readAsFarAsGiven(botSettings, BotConfig, environment, standIns),
    isTrustingEverybody: environment.NODE_TLS_REJECT_UNAUTHORIZED === '0',
    debug: environment.DEBUG ?? '',
  };
}
export type BotConfigToExamine = ReturnType<typeof parseBotConfigToExamine>;

const OperatorConfig = Common.pick({ DATABASE_URL: true, DATABASE_CA_FILE: true, KEYS_DIR: true })
  .partial({ KEYS_DIR: true })
  .transform((settings) => ({
    databaseUrl: verifiedDatabaseUrl(settings.DATABASE_URL, settings.DATABASE_CA_FILE),
    /** For what is sealed; most commands open nothing. */
    keysDir: settings.KEYS_DIR ?? null,
  }));
export type OperatorConfig = z.infer<typeof OperatorConfig>;

/** What the commands of operators need, on a host that has nothing else of the bot. */
export function parseOperatorConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOutcome<OperatorConfig> {
  const { DATABASE_URL, DATABASE_CA_FILE, KEYS_DIR } = botSettings;
  return readSettings({ DATABASE_URL, DATABASE_CA_FILE, KEYS_DIR }, OperatorConfig, environment);
}

const KeysConfig = Common.pick({
  ...{ KEYS_DIR: true, DATABASE_URL: true, DATABASE_CA_FILE: true, GATEWAY_URL: true, TLS_DIR: true },
})
  .partial({ DATABASE_URL: true, GATEWAY_URL: true })
  .transform((settings) => ({
    keysDir: settings.KEYS_DIR,
    databaseUrl:
      settings.DATABASE_URL === undefined
        ? null
        : verifiedDatabaseUrl(settings.DATABASE_URL, settings.DATABASE_CA_FILE),
    gatewayUrl: settings.GATEWAY_URL ?? null,
    tlsDir: settings.TLS_DIR ?? null,
  }));
export type KeysConfig = z.infer<typeof KeysConfig> & { readonly secretFiles: SecretFiles };

/** What the commands about keys need; what they ask around a key may be left out. */
export function parseKeysConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOutcome<KeysConfig> {
  const { KEYS_DIR, DATABASE_URL, DATABASE_CA_FILE, GATEWAY_URL, TLS_DIR } = botSettings;
  const outcome = readSettings(
    { KEYS_DIR, DATABASE_URL, DATABASE_CA_FILE, GATEWAY_URL, TLS_DIR },
    KeysConfig,
    environment,
  );
  if (outcome.kind === 'invalid') return outcome;
  return { kind: 'valid', config: { ...outcome.config, secretFiles: followedFiles(environment) } };
}

function readDelivery(settings: z.infer<typeof Delivery>) {
  return settings.TELEGRAM_DELIVERY === 'polling'
    ? ({ kind: 'polling' } as const)
    : ({ kind: 'webhook', url: settings.TELEGRAM_WEBHOOK_URL, secret: settings.TELEGRAM_WEBHOOK_SECRET } as const);
}

/** The warning leaves a fifth of the time to answer it. */
function readConsultationLimits(settings: z.infer<typeof Common>): ConsultationLimits {
  const silenceEndMs = settings.CONSULTATION_IDLE_MINUTES * minuteMs;
  return {
    ...defaultConsultationLimits,
    offerMs: settings.OFFER_SECONDS * 1000,
    silenceEndMs,
    silenceWarningMs: Math.round(silenceEndMs * 0.8),
    capacity: settings.CONSULTATION_CAPACITY,
  };
}

function readQuietHours({ QUIET_HOURS, TIME_ZONE }: z.infer<typeof Common>): QuietHours | null {
  const [from, to] = QUIET_HOURS.split('-');
  return from === undefined || to === undefined ? null : { timeZone: TIME_ZONE, from, to };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
