import type { QuietHours } from '@desk/domain';
import {
  readAsFarAsGiven,
  readSettings,
  type SecretFiles,
  type SettingsOutcome,
  verifiedDatabaseUrl,
} from '@desk/settings';
import { z } from 'zod';
import { CertificatesFile } from './config/certificates-file.ts';
import { Confirmation, readConfirmation } from './config/confirmation-config.ts';
import { People } from './config/directory-config.ts';
import { findWebhookSecret, followedFiles } from './config/followed-secrets.ts';
import { BegunTracker, readJiraAccess, readOpenProjectAccess, readTracker, Tracker } from './config/tracker-config.ts';
import { gatewaySettings, type SettingName } from './settings.ts';

const minuteMs = 60_000;
const mebibyte = 1024 * 1024;

const text = z.string().min(1);
const webAddress = z.url({ protocol: /^https?$/ });
const usual = (name: SettingName) => gatewaySettings[name].usual ?? '';

/** A socket in the file system, or a host and its port. */
const clamdAddress = z
  .url({ protocol: /^(tcp|unix)$/ })
  .transform((url) => new URL(url))
  .refine(({ protocol, port, pathname }) => (protocol === 'unix:' ? pathname.length > 1 : port !== ''))
  .transform(({ protocol, hostname, port, pathname }) =>
    protocol === 'unix:'
      ? ({ kind: 'unix', path: decodeURIComponent(pathname) } as const)
      : ({ kind: 'tcp', host: hostname, port: Number(port) } as const),
  );

function whole(name: SettingName, min: number, max: number) {
  return z.string().regex(/^\d+$/).default(usual(name)).transform(Number).pipe(z.int().min(min).max(max));
}

const Common = z.object({
  LISTEN_HOST: text.default(usual('LISTEN_HOST')),
  GATEWAY_PORT: whole('GATEWAY_PORT', 0, 65_535),
  TRACKER_HOOK_PORT: whole('TRACKER_HOOK_PORT', 0, 65_535),
  OPS_PORT: whole('OPS_PORT', 0, 65_535),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TIME_ZONE: text.default(usual('TIME_ZONE')).refine(isTimeZone),
  KEYS_DIR: text,
  KEY_AGE_WARNING_DAYS: whole('KEY_AGE_WARNING_DAYS', 1, 3_650),
  TLS_DIR: text.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_CA_FILE: CertificatesFile.optional(),
  BOT_PRIVATE_URL: webAddress,
  SESSION_IDLE_MINUTES: whole('SESSION_IDLE_MINUTES', 1, 24 * 60),
  SESSION_MAX_HOURS: whole('SESSION_MAX_HOURS', 1, 72),
  SIGN_INS_PER_PERSON_PER_HOUR: whole('SIGN_INS_PER_PERSON_PER_HOUR', 1, 1_000),
  SIGN_INS_PER_MINUTE: whole('SIGN_INS_PER_MINUTE', 1, 100_000),
  AUDIT_RETENTION_DAYS: whole('AUDIT_RETENTION_DAYS', 30, 36_500),
  ALARM_REFUSALS_PER_10_MINUTES: whole('ALARM_REFUSALS_PER_10_MINUTES', 1, 1_000_000),
  ALARM_REFUSALS_OF_ALL_PER_10_MINUTES: whole('ALARM_REFUSALS_OF_ALL_PER_10_MINUTES', 1, 1_000_000),
  ALARM_FORGED_BUTTONS_PER_HOUR: whole('ALARM_FORGED_BUTTONS_PER_HOUR', 1, 1_000_000),
  ALARM_WRONG_CODES_PER_HOUR: whole('ALARM_WRONG_CODES_PER_HOUR', 1, 1_000_000),
  ALARM_TICKETS_READ_PER_HOUR: whole('ALARM_TICKETS_READ_PER_HOUR', 1, 1_000_000),
  ALARM_ERASURES_PER_HOUR: whole('ALARM_ERASURES_PER_HOUR', 1, 100_000),
  ALARM_EXPORTS_PER_HOUR: whole('ALARM_EXPORTS_PER_HOUR', 1, 1_000_000),
  ALARM_SIGN_INS_PER_10_MINUTES: whole('ALARM_SIGN_INS_PER_10_MINUTES', 1, 1_000_000),
  ALARM_NEW_BINDINGS_PER_HOUR: whole('ALARM_NEW_BINDINGS_PER_HOUR', 1, 1_000_000),
  ALARM_ODD_HOURS: z
    .string()
    .regex(/^(?:none|(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d)$/)
    .default(usual('ALARM_ODD_HOURS')),
  CATALOGUE_FILE: text,
  SPOOL_DIR: text,
  SPOOL_MAX_MB: whole('SPOOL_MAX_MB', 1, 1_000_000),
  UPLOAD_MAX_MB: whole('UPLOAD_MAX_MB', 1, 50),
  CLAMD_URL: clamdAddress.optional(),
  DEFAULT_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default(usual('DEFAULT_COUNTRY')),
});

/** Whoever asks for TLS on a way is not given one without. */
const Encrypted = z
  .object({ TLS_DIR: z.string(), BOT_PRIVATE_URL: z.string() })
  .partial()
  .refine(({ TLS_DIR, BOT_PRIVATE_URL = '' }) => TLS_DIR === undefined || BOT_PRIVATE_URL.startsWith('https:'), {
    path: ['BOT_PRIVATE_URL'],
  });

/** The gateway's configuration. What belongs together is given together: half of it does not parse. */
export const GatewayConfig = z
  .intersection(z.intersection(Common, Encrypted), z.intersection(Confirmation, z.intersection(People, Tracker)))
  .transform((settings) => ({
    listen: {
      host: settings.LISTEN_HOST,
      contractPort: settings.GATEWAY_PORT,
      hookPort: settings.TRACKER_HOOK_PORT,
      opsPort: settings.OPS_PORT,
    },
    logLevel: settings.LOG_LEVEL,
    timeZone: settings.TIME_ZONE,
    keysDir: settings.KEYS_DIR,
    keyAgeDaysMax: settings.KEY_AGE_WARNING_DAYS,
    tlsDir: settings.TLS_DIR ?? null,
    databaseUrl: verifiedDatabaseUrl(settings.DATABASE_URL, settings.DATABASE_CA_FILE),
    botUrl: settings.BOT_PRIVATE_URL,
    sessions: {
      idleLimitMs: settings.SESSION_IDLE_MINUTES * minuteMs,
      absoluteLimitMs: settings.SESSION_MAX_HOURS * 60 * minuteMs,
    },
    signIns: {
      total: { attemptsMax: settings.SIGN_INS_PER_MINUTE, windowMs: minuteMs },
      phone: { attemptsMax: settings.SIGN_INS_PER_PERSON_PER_HOUR, windowMs: 60 * minuteMs },
      person: { attemptsMax: settings.SIGN_INS_PER_PERSON_PER_HOUR, windowMs: 60 * minuteMs },
    },
    confirmation: readConfirmation(settings),
    audit: {
      retentionDays: settings.AUDIT_RETENTION_DAYS,
      alarms: {
        refusalsPer10Minutes: settings.ALARM_REFUSALS_PER_10_MINUTES,
        refusalsOfAllPer10Minutes: settings.ALARM_REFUSALS_OF_ALL_PER_10_MINUTES,
        forgedButtonsPerHour: settings.ALARM_FORGED_BUTTONS_PER_HOUR,
        wrongCodesPerHour: settings.ALARM_WRONG_CODES_PER_HOUR,
        ticketsReadPerHour: settings.ALARM_TICKETS_READ_PER_HOUR,
        exportsPerHour: settings.ALARM_EXPORTS_PER_HOUR,
        erasuresPerHour: settings.ALARM_ERASURES_PER_HOUR,
        oddHours: oddHoursOf(settings.ALARM_ODD_HOURS, settings.TIME_ZONE),
        signInsPer10Minutes: settings.ALARM_SIGN_INS_PER_10_MINUTES,
        newBindingsPerHour: settings.ALARM_NEW_BINDINGS_PER_HOUR,
      },
    },
    catalogueFile: settings.CATALOGUE_FILE,
    spool: { dir: settings.SPOOL_DIR, totalBytesMax: settings.SPOOL_MAX_MB * mebibyte },
    clamd: settings.CLAMD_URL ?? null,
    fileBytesMax: settings.UPLOAD_MAX_MB * mebibyte,
    defaultCountry: settings.DEFAULT_COUNTRY,
    directory: { sources: settings.directories, match: settings.directoryMatch },
    tracker: readTracker(settings),
  }));
/** `secretFiles`: of secrets that are read again while the gateway runs. */
export type GatewayConfig = z.infer<typeof GatewayConfig> & { readonly secretFiles?: SecretFiles };

/** Reads everything at once, so that one look at the problems is enough. */
export function parseGatewayConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOutcome<GatewayConfig> {
  const outcome = readSettings(gatewaySettings, GatewayConfig, environment);
  if (outcome.kind === 'invalid') return outcome;
  return { kind: 'valid', config: { ...outcome.config, secretFiles: followedFiles(environment) } };
}

const OperatorConfig = Common.pick({ DATABASE_URL: true, DATABASE_CA_FILE: true }).transform((settings) => ({
  databaseUrl: verifiedDatabaseUrl(settings.DATABASE_URL, settings.DATABASE_CA_FILE),
}));
export type OperatorConfig = z.infer<typeof OperatorConfig>;

/** What bringing the database up to date needs, on a host where nothing else is set yet. */
export function parseOperatorConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOutcome<OperatorConfig> {
  const { DATABASE_URL, DATABASE_CA_FILE } = gatewaySettings;
  return readSettings({ DATABASE_URL, DATABASE_CA_FILE }, OperatorConfig, environment);
}

const KeysConfig = Common.pick({
  ...{ KEYS_DIR: true, DATABASE_URL: true, DATABASE_CA_FILE: true, BOT_PRIVATE_URL: true, TLS_DIR: true },
})
  .partial({ DATABASE_URL: true, BOT_PRIVATE_URL: true })
  .transform((settings) => ({
    keysDir: settings.KEYS_DIR,
    databaseUrl:
      settings.DATABASE_URL === undefined
        ? null
        : verifiedDatabaseUrl(settings.DATABASE_URL, settings.DATABASE_CA_FILE),
    botUrl: settings.BOT_PRIVATE_URL ?? null,
    tlsDir: settings.TLS_DIR ?? null,
  }));
export type KeysConfig = z.infer<typeof KeysConfig> & { readonly webhookSecretFile: string | null };

/** What the commands about keys need; what they ask around a key may be left out. */
export function parseKeysConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOutcome<KeysConfig> {
  const { KEYS_DIR, DATABASE_URL, DATABASE_CA_FILE, BOT_PRIVATE_URL, TLS_DIR } = gatewaySettings;
  const outcome = readSettings(
    { KEYS_DIR, DATABASE_URL, DATABASE_CA_FILE, BOT_PRIVATE_URL, TLS_DIR },
    KeysConfig,
    environment,
  );
  if (outcome.kind === 'invalid') return outcome;
  const webhookSecretFile = findWebhookSecret(outcome.config.keysDir, environment);
  return { kind: 'valid', config: { ...outcome.config, webhookSecretFile } };
}

const DirectoryConfig = z
  .intersection(Common.pick({ DEFAULT_COUNTRY: true }), People)
  .transform(({ DEFAULT_COUNTRY, directories, directoryMatch }) => ({
    defaultCountry: DEFAULT_COUNTRY,
    directory: { sources: directories, match: directoryMatch },
  }));
export type DirectoryConfig = z.infer<typeof DirectoryConfig>;

/** What looking at the sources of people needs, before anything else is set. */
export function parseDirectoryConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOutcome<DirectoryConfig> {
  return readSettings(gatewaySettings, DirectoryConfig, environment);
}

/** A first look at a tracker can be taken before there are keys, a catalogue and a map. */
const TrackerCommandConfig = z
  .intersection(
    z.object({ KEYS_DIR: text.optional(), CATALOGUE_FILE: text.optional(), TIME_ZONE: Common.shape.TIME_ZONE }),
    BegunTracker,
  )
  .transform((settings) => {
    const common = {
      catalogueFile: settings.CATALOGUE_FILE ?? null,
      mapFile: settings.TRACKER_MAP_FILE ?? null,
      timeZone: settings.TIME_ZONE,
    };
    if (settings.TRACKER === 'openproject') {
      return { kind: 'openproject' as const, ...common, access: readOpenProjectAccess(settings) };
    }
    return {
      kind: 'jira' as const,
      ...common,
      keysDir: settings.KEYS_DIR ?? null,
      serviceDeskId: settings.JIRA_SERVICE_DESK_ID ?? null,
      webhookSecret: settings.TRACKER_WEBHOOK_SECRET ?? null,
      access: readJiraAccess(settings),
    };
  });
export type TrackerCommandConfig = z.infer<typeof TrackerCommandConfig>;

/** What the commands about the tracker need. */
export function parseTrackerCommandConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOutcome<TrackerCommandConfig> {
  return readSettings(gatewaySettings, TrackerCommandConfig, environment);
}

/** What parses where an example does not, or where one would not fit the others. */
const standIns: Partial<Record<SettingName, string>> = {
  BOT_PRIVATE_URL: 'https://bot.dmz.example:8082',
  DATABASE_CA_FILE: '',
  SMTP_CA_FILE: '',
  TRACKER_WEBHOOK_SECRET: '',
};

/** What the doctor looks at, also where the gateway would not start. */
export function parseGatewayConfigToExamine(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return {
    ...readAsFarAsGiven(gatewaySettings, GatewayConfig, environment, standIns),
    directory: parseDirectoryConfig(environment),
    tracker: parseTrackerCommandConfig(environment),
    isTrustingEverybody: environment.NODE_TLS_REJECT_UNAUTHORIZED === '0',
    debug: environment.DEBUG ?? '',
  };
}
export type GatewayConfigToExamine = ReturnType<typeof parseGatewayConfigToExamine>;

function oddHoursOf(written: string, timeZone: string): QuietHours | null {
  const [from, to] = written.split('-');
  return from === undefined || to === undefined ? null : { timeZone, from, to };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
