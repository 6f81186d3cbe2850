import { join } from 'node:path';
import type { Flavour } from '@desk/jira-simulator';
import {
  jiraServiceAccount,
  jiraServiceDeskId,
  type SampleOrganisation,
  type TrackerName,
} from './sample-organisation.ts';
import type { StackPorts } from './stack-ports.ts';

/** Where one stack keeps and finds its things. */
export interface StackPlace {
  readonly folder: string;
  readonly ports: StackPorts;
  readonly databases: { readonly bot: string; readonly gateway: string };
  readonly redisUrl: string;
  readonly keys: { readonly dmz: string; readonly internal: string };
  /** Where the zones have certificates; left out: they talk without TLS. */
  readonly tls?: { readonly dmz: string; readonly internal: string };
  readonly catalogueFile: string;
  readonly organisation: SampleOrganisation;
  readonly telegramToken: string;
  readonly tracker: TrackerName;
  /** Of Jira. */
  readonly flavour: Flavour;
  /** The service account's proof, in whichever tracker. */
  readonly trackerToken: string;
  readonly webhookSecret: string;
  readonly isDemo: boolean;
  readonly more: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string>>;

const loopback = '127.0.0.1';
const savedRepliesFile = join(import.meta.dirname, '..', 'catalogue', 'saved-replies.yaml');

export function gatewayEnvironment(place: StackPlace): Environment {
  const { ports, organisation } = place;
  return {
    LISTEN_HOST: loopback,
    GATEWAY_PORT: String(ports.gateway),
    TRACKER_HOOK_PORT: String(ports.gatewayHooks),
    OPS_PORT: String(ports.gatewayOps),
    KEYS_DIR: place.keys.internal,
    DATABASE_URL: place.databases.gateway,
    BOT_PRIVATE_URL: `http://${loopback}:${ports.botPrivate}`,
    CATALOGUE_FILE: place.catalogueFile,
    SPOOL_DIR: join(place.folder, 'spool'),
    DIRECTORY: 'file',
    DIRECTORY_FILE: organisation.directoryFile,
    TRACKER_MAP_FILE: organisation.trackerMapFile,
    TRACKER_WEBHOOK_SECRET: place.webhookSecret,
    ...trackerEnvironment(place),
    // Whoever tries things out signs in more often than people at work.
    SIGN_INS_PER_PERSON_PER_HOUR: '1000',
    SIGN_INS_PER_MINUTE: '10000',
    ...(place.tls && { TLS_DIR: place.tls.internal }),
    ...place.more,
  };
}

function trackerEnvironment({ tracker, flavour, ports, trackerToken }: StackPlace): Environment {
  const url = `http://${loopback}:${ports.tracker}`;
  if (tracker === 'openproject') {
    return { TRACKER: 'openproject', OPENPROJECT_URL: url, OPENPROJECT_API_KEY: trackerToken };
  }
  const desk = { JIRA_BASE_URL: url, JIRA_SERVICE_DESK_ID: jiraServiceDeskId };
  return flavour === 'cloud'
    ? { ...desk, TRACKER: 'jira-cloud', JIRA_EMAIL: jiraServiceAccount, JIRA_API_TOKEN: trackerToken }
    : { ...desk, TRACKER: 'jira-data-center', JIRA_PERSONAL_ACCESS_TOKEN: trackerToken };
}

export function botEnvironment(place: StackPlace): Environment {
  const { ports } = place;
  return {
    LISTEN_HOST: loopback,
    PUBLIC_PORT: String(ports.botPublic),
    PRIVATE_PORT: String(ports.botPrivate),
    OPS_PORT: String(ports.botOps),
    KEYS_DIR: place.keys.dmz,
    DATABASE_URL: place.databases.bot,
    REDIS_URL: place.redisUrl,
    TELEGRAM_BOT_TOKEN: place.telegramToken,
    TELEGRAM_API_ROOT: `http://${loopback}:${ports.telegram}`,
    TELEGRAM_DELIVERY: 'webhook',
    TELEGRAM_WEBHOOK_URL: `http://${loopback}:${ports.botPublic}/telegram`,
    TELEGRAM_WEBHOOK_SECRET: 'a-secret-between-the-simulator-and-the-bot',
    GATEWAY_URL: `http://${loopback}:${ports.gateway}`,
    CATALOGUE_FILE: place.catalogueFile,
    SUPPORT_CONTACT: 'help@example.test',
    SAVED_REPLIES_FILE: savedRepliesFile,
    ...(place.tls && { TLS_DIR: place.tls.dmz }),
    ...place.more,
  };
}
