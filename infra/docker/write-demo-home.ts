import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { initKeys } from '@desk/crypto';
import {
  alwaysAtWork,
  jiraServiceAccount,
  jiraServiceDeskId,
  type OrganisationName,
  readOrganisation,
  simulatedJira,
} from '../stack/sample-organisation.ts';

const run = promisify(execFile);

export interface DemoHomeOptions {
  readonly home: string;
  readonly organisation: OrganisationName;
  /** First half of the numbered networks' addresses. */
  readonly subnet: string;
  /** As a published port begins: `127.0.0.1:` takes any free one, for every port. Null: the usual ones. */
  readonly portsAt: string | null;
}

export const jiraToken = 'demo-token-of-the-simulator';
export const telegramToken = '4242424242:demo-token-of-the-simulator';
export const jiraPort = 8060;

/**
 * A DESK_HOME for the profile `demo`, as prepare-zone.sh makes one for a zone: keys, passwords, settings, and what the
 * simulators are told. Answers the file for `--env-file`. Everything in it is for show, so that every user may read it.
 */
export async function writeDemoHome({ home, organisation, subnet, portsAt }: DemoHomeOptions): Promise<string> {
  await mkdir(home, { recursive: true });
  const keys = { dmzDir: join(home, 'keys', 'dmz'), internalDir: join(home, 'keys', 'internal') };
  await initKeys({ ...keys, nowMs: Date.now() });
  const sample = await readOrganisation(organisation);
  const hookSecret = await readFile(join(keys.internalDir, 'secrets', 'tracker-webhook.secret'), 'utf8');
  const jira = await simulatedJira(sample, {
    port: jiraPort,
    stateFile: '/tmp/jira.json',
    apiToken: jiraToken,
    webhook: { url: 'http://internal-gate:8091/hooks/tracker', secret: hookSecret.trim() },
  });
  const hostFile = 'host.env';
  await writeAll(home, {
    ...secretFiles(),
    'config/catalogue.yaml': alwaysAtWork(sample.catalogueYaml),
    'simulators/jira.json': JSON.stringify({ ...jira, host: '0.0.0.0' }),
    'bot.env': asLines(botSettings),
    'gateway.env': asLines(gatewaySettings),
    [hostFile]: asLines(hostSettings(home, subnet, portsAt)),
  });
  await cp(sample.directoryFile, join(home, 'config', 'people.yaml'));
  await cp(sample.trackerMapFile, join(home, 'config', 'tracker-map.yaml'));
  await certify(join(home, 'tls'));
  await openToRead(home);
  return join(home, hostFile);
}

function secretFiles(): Record<string, string> {
  const password = 'for-the-demo-alone';
  return {
    'secrets/bot/database-url': `postgresql://desk_bot:${password}@dmz-postgres:5432/desk_bot`,
    'secrets/bot/telegram-bot-token': telegramToken,
    'secrets/bot/telegram-webhook-secret': 'a-secret-between-the-simulator-and-the-bot',
    'secrets/dmz-postgres/postgres-password': password,
    'secrets/gateway/database-url': `postgresql://desk_gateway:${password}@internal-postgres:5432/desk_gateway`,
    'secrets/gateway/jira-token': jiraToken,
    'secrets/internal-postgres/postgres-password': password,
  };
}

/** As Telegram would have it: TLS, on one of its ports. */
const publicName = 'dmz-gate';

const botSettings = {
  TELEGRAM_API_ROOT: 'http://telegram-simulator:8070',
  TELEGRAM_BOT_TOKEN_FILE: '/run/secrets/telegram-bot-token',
  TELEGRAM_DELIVERY: 'webhook',
  TELEGRAM_WEBHOOK_URL: `https://${publicName}:8443/telegram`,
  TELEGRAM_WEBHOOK_SECRET_FILE: '/run/secrets/telegram-webhook-secret',
  CATALOGUE_FILE: '/etc/desk/config/catalogue.yaml',
  SUPPORT_CONTACT: 'help@example.test',
};

const gatewaySettings = {
  CATALOGUE_FILE: '/etc/desk/config/catalogue.yaml',
  DIRECTORY: 'file',
  DIRECTORY_FILE: '/etc/desk/config/people.yaml',
  TRACKER: 'jira-cloud',
  TRACKER_MAP_FILE: '/etc/desk/config/tracker-map.yaml',
  JIRA_BASE_URL: `http://jira-simulator:${jiraPort}`,
  JIRA_SERVICE_DESK_ID: jiraServiceDeskId,
  JIRA_EMAIL: jiraServiceAccount,
  JIRA_API_TOKEN_FILE: '/run/secrets/jira-token',
};

const publishedPorts = [
  'BOT_PUBLIC_AT',
  'BOT_PUBLIC_TLS_AT',
  'BOT_PRIVATE_AT',
  'BOT_OPS_AT',
  'GATEWAY_AT',
  'TRACKER_HOOK_AT',
  'GATEWAY_OPS_AT',
  'TELEGRAM_SIMULATOR_AT',
  'JIRA_SIMULATOR_AT',
];

function hostSettings(home: string, subnet: string, portsAt: string | null): Record<string, string> {
  return {
    DESK_HOME: home,
    DESK_BOT_ENV: join(home, 'bot.env'),
    DESK_GATEWAY_ENV: join(home, 'gateway.env'),
    TELEGRAM_SIMULATOR_TOKEN: telegramToken,
    PUBLIC_TLS_CERTIFICATE: '/etc/desk/tls/public.pem',
    DESK_SUBNET: subnet,
    EGRESS_HOSTS: 'telegram-simulator',
    TRACKER_HOST: 'jira-simulator',
    TRACKER_PORT: String(jiraPort),
    ...(portsAt === null ? {} : Object.fromEntries(publishedPorts.map((name) => [name, portsAt]))),
  };
}

function asLines(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function writeAll(home: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(home, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, text);
  }
}

/** A certificate that only the demo's own Telegram trusts; certificate and key in one file, as HAProxy reads them. */
async function certify(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [key, certificate] = [join(folder, 'public.key'), join(folder, 'public.crt')];
  const subject = ['-subj', `/CN=${publicName}`, '-addext', `subjectAltName=DNS:${publicName}`, '-days', '3650'];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    ...subject,
    '-keyout',
    key,
    '-out',
    certificate,
  ]);
  const both = [await readFile(certificate, 'utf8'), await readFile(key, 'utf8')];
  await writeFile(join(folder, 'public.pem'), both.join(''));
}

/** The containers' users are not the one who makes these files. */
async function openToRead(home: string): Promise<void> {
  await chmod(home, 0o755);
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}
