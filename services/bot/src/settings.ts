import { plain, type Settings, secret } from '@desk/settings';

/** Every environment variable the bot reads. */
export const botSettings = {
  LISTEN_HOST: plain('Address the three listeners bind to.', '0.0.0.0', '10.10.0.5'),
  PUBLIC_PORT: plain('Port for webhooks from the Internet, behind the TLS proxy.', '8081', '8081'),
  PRIVATE_PORT: plain('Port for the gateway alone.', '8082', '8082'),
  OPS_PORT: plain('Port for health and metrics, never on the Internet.', '9090', '9090'),
  LOG_LEVEL: plain('One of debug, info, warn, error, silent.', 'info', 'info'),
  TIME_ZONE: plain('Time zone in which people are told times.', 'Europe/Kyiv', 'Europe/Kyiv'),
  KEYS_DIR: plain('Folder with the keys that `pnpm desk keys init` makes.', null, '/etc/desk/keys/dmz'),
  KEY_AGE_WARNING_DAYS: plain('A key that is in force for longer is warned of.', '365', '365'),
  TLS_DIR: plain(
    'Folder with the certificate that `pnpm desk pki init` makes; may be left out: then the zones talk without TLS.',
    null,
    '/etc/desk/tls',
  ),
  DATABASE_URL: secret("The bot's own PostgreSQL database.", 'postgresql://desk@db:5432/desk_bot'),
  DATABASE_CA_FILE: plain(
    'Certificates (PEM) by which the database has to prove itself; may be left out: then DATABASE_URL decides.',
    null,
    '/etc/desk/tls/database-ca.pem',
  ),
  REDIS_URL: secret('Redis for the queues; rediss:// with TLS.', 'redis://redis:6379'),
  REDIS_CA_FILE: plain(
    'With rediss://: certificates (PEM) by which Redis has to prove itself; may be left out: then the usual ones are trusted.',
    null,
    '/etc/desk/tls/redis-ca.pem',
  ),
  TELEGRAM_BOT_TOKEN: secret('Token of the bot, from @BotFather.', 'kept-in-a-file'),
  TELEGRAM_API_ROOT: plain(
    'The Bot API: Telegram, or a Bot API server of your own.',
    'https://api.telegram.org',
    'https://api.telegram.org',
  ),
  TELEGRAM_DELIVERY: plain(
    'How updates come: `webhook`, or `polling` where Telegram cannot reach the bot.',
    'polling',
    'webhook',
  ),
  TELEGRAM_WEBHOOK_URL: plain(
    'With TELEGRAM_DELIVERY=webhook: where Telegram posts, https in public.',
    null,
    'https://desk.company.example/telegram',
  ),
  TELEGRAM_WEBHOOK_SECRET: secret(
    'With TELEGRAM_DELIVERY=webhook: 16 to 256 of A-Z a-z 0-9 _ -, made up by you.',
    'kept-in-a-file',
  ),
  TELEGRAM_FILE_LIMIT_MB: plain('Largest file a bot may download; a Bot API server of your own lifts it.', '20', '20'),
  TRACKER_HOOKS: plain(
    'Whether the public listener passes webhooks of a tracker on the Internet (`/hooks/tracker`) to the gateway.',
    'true',
    'true',
  ),
  EGRESS_PROXY: secret(
    'Proxy for what goes to Telegram, where there is no other way out; may be left out.',
    'http://proxy.dmz.example:8888',
  ),
  GATEWAY_URL: plain(
    "Address of the gateway's contract listener, https with TLS_DIR.",
    null,
    'https://gateway.internal.example:8090',
  ),
  CATALOGUE_FILE: plain(
    'The service catalogue (YAML), the same as the gateway has.',
    null,
    'infra/catalogue/it-desk.yaml',
  ),
  DEFAULT_LANGUAGE: plain('For people whose Telegram is in neither language: `uk` or `en`.', 'uk', 'uk'),
  SUPPORT_CONTACT: plain('Where people turn when the bot cannot help.', null, 'help@company.example'),
  ASSIGN_FOREIGN_TICKETS: plain(
    'Whether tickets born in the tracker (portal, phone) appear for who asked and are given to specialists here.',
    'true',
    'true',
  ),
  QUIET_HOURS: plain(
    'When employees are told without a sound, by the clocks of TIME_ZONE; `none`: never.',
    '21:00-08:00',
    '21:00-08:00',
  ),
  SESSION_IDLE_MINUTES: plain('A session ends after so long without activity; the same as at the gateway.', '30', '30'),
  SESSION_MAX_HOURS: plain('A session ends after so long in any case; the same as at the gateway.', '12', '12'),
  ACTIVE_TICKETS_MAX: plain('A specialist with so many open tickets is given no more.', '25', '25'),
  CONSULTATION_CAPACITY: plain('Dialogues a specialist may have at a time, open offers among them.', '1', '1'),
  CONSULTATION_IDLE_MINUTES: plain(
    'A dialogue ends after so long without a message; a warning comes when four fifths of it are over.',
    '10',
    '10',
  ),
  OFFER_SECONDS: plain('How long an offer of a consultation holds.', '60', '60'),
  CONSULTATION_ALERT_MINUTES: plain(
    'Supervisors are told, once, of a request that waits for a consultation longer than this.',
    '10',
    '10',
  ),
  INDEX_WEIGHTS_FILE: plain(
    'Weights of the availability index (YAML); may be left out.',
    null,
    '/etc/desk/weights.yaml',
  ),
  SAVED_REPLIES_FILE: plain(
    'What specialists say again and again (YAML); may be left out.',
    null,
    'infra/catalogue/saved-replies.yaml',
  ),
  PRIVACY_NOTE_FILE: plain(
    'Your own words about privacy (YAML, `uk` and `en`), shown under /privacy; may be left out.',
    null,
    '/etc/desk/privacy-note.yaml',
  ),
  RETENTION_DAYS: plain('Tickets, decisions and audit entries that are over stay so long.', '365', '365'),
} as const satisfies Settings;

export type SettingName = keyof typeof botSettings;
