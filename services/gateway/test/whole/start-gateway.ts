import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContractClient, createContractClient, type GatewayEndpoints, gatewayEndpoints } from '@desk/contract';
import { createRequestSigner, initKeys, loadBotKeys, type RequestSigner } from '@desk/crypto';
import { createLogger } from '@desk/logging';
import { testDatabase } from '@desk/testing/vitest';
import { stringify } from 'yaml';
import { composeGateway, type GatewayOverrides } from '../../src/compose.ts';
import { parseGatewayConfig } from '../../src/config.ts';
import type { DirectoryEntry } from '../../src/ports/directory.ts';
import type { Gateway } from '../../src/run-gateway.ts';
import { everybody } from '../builders/people.ts';
import { createFakeBot, type FakeBot } from '../fakes/bot-events.ts';
import { createFakeMailer, type FakeMailer } from '../fakes/confirmations.ts';
import { createFakeDirectory, type FakeDirectory } from '../fakes/directory.ts';
import { createHeldWriter, type HeldWriter } from '../fakes/held-writer.ts';
import { createSteeredClock, type SteeredClock } from '../fakes/system.ts';
import { createFakeTracker, type FakeTracker } from '../fakes/tracker.ts';
import { aTrackerMap } from '../fixtures/tracker-map.ts';
import { injectTransport } from './inject-transport.ts';

export interface WholeGateway {
  readonly gateway: Gateway;
  readonly client: ContractClient<GatewayEndpoints>;
  readonly signer: RequestSigner;
  readonly clock: SteeredClock;
  readonly directory: FakeDirectory;
  readonly tracker: FakeTracker;
  readonly bot: FakeBot;
  readonly mailer: FakeMailer;
  readonly databaseUrl: string;
  /** The folder with its keys, files and spool. */
  readonly home: string;
  /** Every line it logged, at the most talkative level. */
  readonly lines: readonly string[];
  /** Makes writes to the tracker last. */
  readonly holdWrites: HeldWriter['hold'];
  /** Another process on the same database and spool, as after a restart; the first one goes on until it is closed. */
  restart(): Promise<WholeGateway>;
  /** Signs a person in and gives the token. */
  signIn(person: DirectoryEntry): Promise<string>;
}

export interface WholeGatewayOptions {
  /** In place of the one in memory. */
  readonly tracker?: GatewayOverrides['tracker'];
  readonly people?: readonly DirectoryEntry[];
  /** `email`: the doors ask for codes, which `signIn` takes out of the letters. */
  readonly confirmation?: 'none' | 'email';
}

/** The whole gateway in process on a real database; the tracker, the directory, the bot and the clock stand in. */
export async function startGateway(options: WholeGatewayOptions = {}): Promise<WholeGateway> {
  const home = await mkdtemp(join(tmpdir(), 'desk-gateway-'));
  const { url: databaseUrl } = await testDatabase('gateway');
  const clock = createSteeredClock();
  const internalDir = join(home, 'internal');
  const dmzDir = join(home, 'dmz');
  await initKeys({ internalDir, dmzDir, nowMs: clock.now() });
  await writeFile(join(home, 'map.yaml'), stringify(aTrackerMap()));
  await writeFile(join(home, 'catalogue.yaml'), stringify(catalogue));

  const botKeys = await loadBotKeys(dmzDir);
  if (botKeys.kind === 'refused') throw new Error('The keys just made cannot be read.');
  const signer = createRequestSigner(botKeys.keys.signing);
  const stands = {
    clock,
    directory: createFakeDirectory(options.people ?? everybody, clock.now),
    tracker: createFakeTracker({ now: clock.now }),
    bot: createFakeBot(),
    mailer: createFakeMailer(),
  };
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ service: 'gateway', level: 'debug', destination });
  const { hold: holdWrites, ...held } = createHeldWriter(stands.tracker);

  async function start(): Promise<WholeGateway> {
    const mail = options.confirmation === 'email' ? confirmedByMail : {};
    const config = parseGatewayConfig({ ...gatewayEnvironment({ home, databaseUrl }), ...mail });
    if (config.kind === 'invalid') throw new Error(config.problems.map(({ line }) => line).join('\n'));
    const tracker = options.tracker ?? { ...stands.tracker, ...held };
    const composed = await composeGateway(config.config, { ...stands, tracker, logger });
    if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
    const { gateway } = composed;
    const client = createContractClient(gatewayEndpoints, injectTransport(gateway, signer, clock));
    const signIn = (person: DirectoryEntry) => signInWith(client, stands.mailer, person);
    return { gateway, client, signer, databaseUrl, home, lines, ...stands, holdWrites, restart: start, signIn };
  }
  return start();
}

/** What a process of its own is started with, to be the same gateway. */
export function gatewayEnvironment({ home, databaseUrl }: Pick<WholeGateway, 'home' | 'databaseUrl'>) {
  return {
    LOG_LEVEL: 'silent',
    LISTEN_HOST: '127.0.0.1',
    GATEWAY_PORT: '0',
    TRACKER_HOOK_PORT: '0',
    OPS_PORT: '0',
    KEYS_DIR: join(home, 'internal'),
    DATABASE_URL: databaseUrl,
    BOT_PRIVATE_URL: 'http://127.0.0.1:9',
    CATALOGUE_FILE: join(home, 'catalogue.yaml'),
    SPOOL_DIR: join(home, 'spool'),
    UPLOAD_MAX_MB: '1',
    DIRECTORY: 'file',
    DIRECTORY_FILE: join(home, 'people.csv'),
    TRACKER: 'jira-data-center',
    TRACKER_MAP_FILE: join(home, 'map.yaml'),
    JIRA_BASE_URL: 'http://127.0.0.1:9',
    JIRA_SERVICE_DESK_ID: '10',
    JIRA_PERSONAL_ACCESS_TOKEN: 'fixture-token',
  };
}

const confirmedByMail = {
  BINDING_CONFIRMATION: 'email',
  SMTP_URL: 'smtps://127.0.0.1:9',
  MAIL_FROM: 'Desk <desk@example.test>',
};

async function signInWith(
  client: ContractClient<GatewayEndpoints>,
  mailer: FakeMailer,
  { employeeId, phones }: DirectoryEntry,
): Promise<string> {
  const telegramUserId = 1_000 + Number(employeeId.replace(/\D/g, ''));
  const opened = await client.openSession({ body: { telegramUserId, phone: phones[0] ?? '' } });
  if (opened.kind === 'answered' && opened.status === 201) return opened.body.session.token;
  if (opened.kind === 'answered') {
    const params = { confirmationId: opened.body.confirmation.id };
    const confirmed = await client.submitCode({ params, body: { telegramUserId, code: codeIn(mailer) } });
    if (confirmed.kind === 'answered') return confirmed.body.session.token;
  }
  throw new Error(`${employeeId} was not let in: ${JSON.stringify(opened)}`);
}

/** Of the latest letter. */
export function codeIn({ sent }: FakeMailer): string {
  const [, first = '', last = ''] = /(\d{4}) (\d{4})/.exec(sent.at(-1)?.text ?? '') ?? [];
  return first + last;
}

export const catalogue = {
  defaultTeam: 'network',
  requestTypes: [
    { id: 'internet', team: 'network', fields: [] },
    { id: 'repair', team: 'repair', fields: [] },
    { id: 'other', team: 'network', fields: [] },
  ],
};
