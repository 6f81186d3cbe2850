import { plain, type Settings, secret } from '@desk/settings';

/** Every environment variable the gateway reads. */
export const gatewaySettings = {
  LISTEN_HOST: plain('Address the three listeners bind to.', '0.0.0.0', '10.20.0.5'),
  GATEWAY_PORT: plain('Port of the contract listener, reached by the bot alone.', '8090', '8090'),
  TRACKER_HOOK_PORT: plain("Port for the tracker's webhooks.", '8091', '8091'),
  OPS_PORT: plain('Port for health and metrics, never on the Internet.', '9091', '9091'),
  LOG_LEVEL: plain('One of debug, info, warn, error, silent.', 'info', 'info'),
  TIME_ZONE: plain('Zone of the times in what the desk writes into tickets (IANA).', 'Europe/Kyiv', 'Europe/Kyiv'),
  KEYS_DIR: plain('Folder with the keys that `pnpm desk keys init` makes.', null, '/etc/desk/keys/internal'),
  TLS_DIR: plain(
    'Folder with the certificate that `pnpm desk pki init` makes; may be left out: then the zones talk without TLS.',
    null,
    '/etc/desk/tls',
  ),
  DATABASE_URL: secret("The gateway's own PostgreSQL database.", 'postgresql://desk@db:5432/desk_gateway'),
  DATABASE_CA_FILE: plain(
    'Certificates (PEM) by which the database has to prove itself; may be left out: then DATABASE_URL decides.',
    null,
    '/etc/desk/tls/database-ca.pem',
  ),
  BOT_PRIVATE_URL: plain(
    "Address of the bot's private listener, https with TLS_DIR.",
    null,
    'https://bot.dmz.example:8082',
  ),
  SESSION_IDLE_MINUTES: plain('A session ends after so long without activity.', '30', '30'),
  SESSION_MAX_HOURS: plain('A session ends after so long in any case.', '12', '12'),
  BINDING_CONFIRMATION: plain('How a first sign-in is confirmed: `none` is what this version has.', 'none', 'none'),
  SIGN_INS_PER_PERSON_PER_HOUR: plain('Attempts to sign in as one person, or with one phone, an hour.', '10', '10'),
  SIGN_INS_PER_MINUTE: plain('Attempts to sign in by everyone together, a minute.', '120', '120'),
  CATALOGUE_FILE: plain('The service catalogue (YAML), the same as the bot has.', null, 'infra/catalogue/it-desk.yaml'),
  SPOOL_DIR: plain('Folder for files on their way to the tracker.', null, '/var/lib/desk/spool'),
  SPOOL_MAX_MB: plain('Bound of that folder.', '2048', '2048'),
  UPLOAD_MAX_MB: plain('Bound of one file, 50 at most.', '20', '20'),
  CLAMD_URL: plain(
    'A ClamAV daemon that looks at every file: tcp://host:port or unix:///path; while it is away no file is taken. May be left out: then nobody looks for viruses.',
    null,
    'tcp://clamav.internal.example:3310',
  ),
  DEFAULT_COUNTRY: plain("Country of the directory's phones that name none (ISO 3166).", 'UA', 'UA'),
  DIRECTORY: plain(
    'Where people come from: `file`, `http`, `ldap`, or several with commas; the first that knows somebody names them, later ones must agree.',
    null,
    'http,ldap',
  ),
  DIRECTORY_MATCH: plain(
    'With several sources: a person is found again by `employee-id` or by `email`.',
    'employee-id',
    'email',
  ),
  DIRECTORY_FILE: plain('With DIRECTORY=file: people in YAML or CSV.', null, '/etc/desk/people.csv'),
  DIRECTORY_URL: plain('With DIRECTORY=http: the endpoint.', null, 'https://hr.company.example/desk/people'),
  DIRECTORY_TOKEN: secret('With DIRECTORY=http: its bearer token.', 'kept-in-a-file'),
  LDAP_URL: plain(
    'With DIRECTORY=ldap: the server, ldaps:// or ldap://; up to five with spaces between them, tried in turn.',
    null,
    'ldaps://dc1.company.example',
  ),
  LDAP_TLS: plain(
    'How an ldap:// address is encrypted: `start-tls`, or `none` where the network itself does it.',
    'start-tls',
    'start-tls',
  ),
  LDAP_CA_FILE: plain(
    'Certificates (PEM) to trust for LDAP_URL; may be left out: then the usual ones are trusted.',
    null,
    '/etc/desk/tls/ldap-ca.pem',
  ),
  LDAP_BIND_DN: plain(
    'With DIRECTORY=ldap: a service account that may read people and groups, and nothing else.',
    null,
    'CN=desk,OU=Services,DC=company,DC=example',
  ),
  LDAP_BIND_PASSWORD: secret('With DIRECTORY=ldap: its password.', 'kept-in-a-file'),
  ROLE_MAP_FILE: plain(
    'With DIRECTORY=ldap: where people stand there, and which groups give which role and teams (YAML).',
    null,
    '/etc/desk/role-map.yaml',
  ),
  TRACKER: plain('The tracker: `jira-cloud`, `jira-data-center` or `openproject`.', null, 'jira-cloud'),
  TRACKER_MAP_FILE: plain(
    'Our request types, fields, priorities and statuses as those of the tracker (YAML).',
    null,
    'map.yaml',
  ),
  TRACKER_WEBHOOK_SECRET: secret(
    'Secret of the webhook; may be left out: then the one in KEYS_DIR counts.',
    'kept-in-a-file',
  ),
  JIRA_BASE_URL: plain('Where people open Jira.', null, 'https://company.atlassian.net'),
  JIRA_SERVICE_DESK_ID: plain('Number of the service desk in Jira.', null, '1'),
  JIRA_EMAIL: plain('With TRACKER=jira-cloud: e-mail of the service account.', null, 'desk@company.example'),
  JIRA_API_TOKEN: secret('With TRACKER=jira-cloud: its API token.', 'kept-in-a-file'),
  JIRA_PERSONAL_ACCESS_TOKEN: secret("With TRACKER=jira-data-center: the service account's token.", 'kept-in-a-file'),
  OPENPROJECT_URL: plain('With TRACKER=openproject: where people open it.', null, 'https://projects.company.example'),
  OPENPROJECT_API_KEY: secret("With TRACKER=openproject: the service account's API key.", 'kept-in-a-file'),
  OPENPROJECT_CLIENT_ID: plain(
    'In place of the API key: an OAuth application with client credentials, acting as the service account.',
    null,
    'kZ1W6YpB7A',
  ),
  OPENPROJECT_CLIENT_SECRET: secret("That application's secret.", 'kept-in-a-file'),
} as const satisfies Settings;

export type SettingName = keyof typeof gatewaySettings;
