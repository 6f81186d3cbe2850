import { gatewayEndpoints } from '@desk/contract';
import { createRequestSigner, createRequestVerifier, type GatewayKeys } from '@desk/crypto';
import { createLogger, type Logger } from '@desk/logging';
import { applyMigrations } from '@desk/migrations';
import type { Secrets } from '@desk/settings';
import type { MutualTls } from '@desk/tls';
import { createBotEvents } from './adapters/bot/bot-events.ts';
import { createClamdScanner } from './adapters/clamd/create-clamd-scanner.ts';
import { normaliseSharedPhone } from './adapters/directory/normalise-phone.ts';
import { createConfirmationCodes } from './adapters/keys/confirmation-codes.ts';
import { createPhones } from './adapters/keys/phones.ts';
import { createSessionTokens } from './adapters/keys/session-tokens.ts';
import { createSmtpMailer } from './adapters/mail/create-smtp-mailer.ts';
import { createAuditLog } from './adapters/postgres/append-audit.ts';
import { createBindingStore } from './adapters/postgres/binding-store.ts';
import { createConfirmations } from './adapters/postgres/confirmations.ts';
import { connectDatabase } from './adapters/postgres/connect-database.ts';
import { createConsultations } from './adapters/postgres/consultations.ts';
import { createDeskComments } from './adapters/postgres/desk-comments.ts';
import { createDeskTickets } from './adapters/postgres/desk-tickets.ts';
import { createFilingGrants } from './adapters/postgres/filing-grants.ts';
import { createGivenAssignments } from './adapters/postgres/given-assignments.ts';
import { isStarved } from './adapters/postgres/is-starved.ts';
import { createOperationClaims } from './adapters/postgres/operation-claims.ts';
import { createPendingEvents } from './adapters/postgres/pending-events.ts';
import { createPersonRecords } from './adapters/postgres/people/person-records.ts';
import { announceProcess } from './adapters/postgres/process-presence.ts';
import { createReplayTable, type StoredReplayTable } from './adapters/postgres/replay-table.ts';
import { createRetention } from './adapters/postgres/retention.ts';
import { createSessionStore } from './adapters/postgres/session-store.ts';
import { createShippedAudit } from './adapters/postgres/shipped-audit.ts';
import { createSignInDesk } from './adapters/postgres/sign-in-desk.ts';
import { createTelegramAccounts } from './adapters/postgres/telegram-accounts.ts';
import { createTicketParticipants } from './adapters/postgres/ticket-participants.ts';
import { createTrackerAccountBook } from './adapters/postgres/tracker-account-book.ts';
import { createUploadSpool } from './adapters/spool/upload-spool.ts';
import { systemClock, systemIds, systemPause } from './adapters/system/system.ts';
import { composeAuditJobs } from './compose/compose-audit.ts';
import { composeDirectory } from './compose/compose-directory.ts';
import { composeOperations, type Operations } from './compose/compose-operations.ts';
import { composeTracker, reportMap, trackerNames } from './compose/compose-tracker.ts';
import { followFiles, warnOfOldKeys } from './compose/follow-files.ts';
import { followMail } from './compose/follow-secrets.ts';
import { migrationsDir } from './compose/migrate-database.ts';
import { openBorder } from './compose/open-border.ts';
import { type GatewayFiles, readFiles } from './compose/read-files.ts';
import { rehearse } from './compose/rehearse.ts';
import type { GatewayConfig } from './config.ts';
import type { OpenedDesk } from './edge/cli/gateway-commands.ts';
import { type ContractServerOptions, createContractServer } from './edge/http/contract-server.ts';
import { gatewayHandlers } from './edge/http/gateway-handlers.ts';
import { createTrackerHookServer } from './edge/http/tracker-hooks.ts';
import { type RepeatedJob, repeat } from './edge/jobs/repeat.ts';
import { createConfirmationMail } from './locales/confirmation-mail.ts';
import { createDialogueTexts } from './locales/dialogue-texts.ts';
import { ticketTexts } from './locales/ticket-texts.ts';
import type { BotEvents } from './ports/bot-events.ts';
import type { Directory } from './ports/directory.ts';
import type { Mailer } from './ports/mailer.ts';
import type { Clock, Ids } from './ports/system.ts';
import { type Gateway, type GatewayServers, runGateway } from './run-gateway.ts';
import { linkBinding } from './use-cases/link-binding.ts';
import { listBindings } from './use-cases/list-bindings.ts';
import { releaseBinding } from './use-cases/release-binding.ts';
import { watchBot } from './use-cases/watch-bot.ts';
import { type GatewayPorts, type GatewayUseCases, wireUseCases } from './wire-use-cases.ts';

type Tracker = Pick<GatewayPorts, 'reader' | 'writer' | 'commentWriter' | 'looks' | 'people' | 'hooks'>;

/** For tests and the demo: what stands in for an adapter. */
export interface GatewayOverrides {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly logger?: Logger;
  readonly tracker?: Tracker;
  readonly directory?: Directory;
  readonly bot?: BotEvents;
  readonly mailer?: Mailer;
}

/** `problems`: files that are missing or wrong, each in a line with its place. */
export type ComposedGateway =
  | { readonly kind: 'composed'; readonly gateway: Gateway }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** The whole gateway, from its configuration: the only place that knows every adapter. */
export async function composeGateway(
  config: GatewayConfig,
  overrides: GatewayOverrides = {},
): Promise<ComposedGateway> {
  const logger = overrides.logger ?? createLogger({ service: 'gateway', level: config.logLevel });
  const clock = overrides.clock ?? systemClock;
  const files = await readFiles(config, clock);
  if (files.kind === 'refused') return files;
  await warnOfOldKeys(config, { clock, logger });

  const border = await openBorder(config, { clock, logger });
  if (border.kind === 'refused') return border;

  const operations = await composeOperations(config, clock);
  const { databaseUrl } = config;
  const unusable = await prepareDatabase(databaseUrl);
  if (unusable !== null) return { kind: 'refused', problems: [`DATABASE_URL: ${unusable}`] };
  const connection = connectDatabase(databaseUrl);
  const presence = await announceProcess(databaseUrl);
  const replays = createReplayTable(databaseUrl);
  const people = await composeDirectory(config, files.people, clock, logger);
  const directory = overrides.directory ?? people.directory;
  const tracker = await composeTracker(files.tracker, { ...operations, timeZone: config.timeZone, clock, logger });
  const bot = watchBot(overrides.bot ?? composeBot(config, files.keys, clock, border.tls));
  const uploads = await openSpool(config);
  const ports: GatewayPorts = {
    clock,
    ...{ ids: overrides.ids ?? systemIds, pause: systemPause, isStopping: operations.drain.hasBegun },
    texts: ticketTexts,
    dialogues: createDialogueTexts(config.timeZone),
    directory,
    teams: files.teams,
    ...(overrides.tracker ?? tracker),
    trackerName: trackerNames[files.tracker.kind],
    catalogueDigest: files.catalogueDigest,
    auditRetentionDays: config.audit.retentionDays,
    ...{ bot, uploads },
    ...composeCredentials(config, files, overrides),
    ...createStores(connection.database),
    claims: createOperationClaims(connection.database, presence),
  };
  const useCases = wireUseCases(ports, config);
  const verifier = createRequestVerifier({ publicKeys: files.keys.peers, replays });
  const common = { ...operations, verifier, clock, logger, tls: border.tls };
  const ops = await operations.openServer({ ...connection, directory, bot, spool: uploads, useCases });
  const servers = { ...(await createServers(useCases, common)), ops };
  const following = followFiles({ ...common, ...files.followed, audit: ports.audit });
  const auditing = composeAuditJobs(config, { ...common, ...connection, sealing: files.keys.sealing });
  const jobs = [...jobsOf(useCases, { ...common, replays }), following, ...auditing];
  const start = async () => {
    await people.start();
    await rehearse(ports);
    // In the background: a tracker that is away, or a map with a mistake in it, keeps nobody from starting.
    if (!overrides.tracker) void reportMap(tracker, logger);
  };
  const closing = [async () => border.tls?.close(), people.stop, presence.close, replays.close, connection.close];
  const startJobs = () => jobs.map((job) => repeat(job, logger));
  const gateway = runGateway({ ...common, at: config.listen, servers, start, startJobs, closing });
  return { kind: 'composed', gateway };
}

function jobsOf(
  { jobs }: GatewayUseCases,
  {
    replays,
    clock,
    metrics,
  }: { readonly replays: StoredReplayTable; readonly clock: Clock } & Pick<Operations, 'metrics'>,
): readonly RepeatedJob[] {
  return [
    { name: 'sweep-replays', pauseMs: 15_000, run: () => replays.sweep(clock.now()) },
    { name: 'deliver-pending-events', pauseMs: 2_000, run: jobs.deliverPendingEvents },
    {
      name: 'remove-expired',
      pauseMs: 60_000,
      async run() {
        const { rows } = await jobs.removeExpired();
        for (const [name, removed] of rows) metrics.removed(name, removed);
      },
    },
  ];
}

async function createServers(
  useCases: GatewayUseCases,
  common: Pick<ContractServerOptions, 'verifier' | 'clock' | 'logger' | 'tls' | 'metrics' | 'drain'> &
    Pick<Operations, 'metrics'>,
): Promise<Omit<GatewayServers, 'ops'>> {
  const { metrics, drain, logger } = common;
  return {
    contract: await createContractServer({
      endpoints: gatewayEndpoints,
      handlers: gatewayHandlers(useCases.contract),
      ...useCases,
      ...common,
      isStarved,
    }),
    hooks: await createTrackerHookServer({
      forward: useCases.forwardHook,
      ...{ metrics, drain, logger, isStarved },
    }),
  };
}

function createStores(database: ReturnType<typeof connectDatabase>['database']) {
  return {
    sessions: createSessionStore(database),
    signIns: createSignInDesk(database),
    tickets: createDeskTickets(database),
    grants: createFilingGrants(database),
    given: createGivenAssignments(database),
    comments: createDeskComments(database),
    participants: createTicketParticipants(database),
    confirmations: createConfirmations(database),
    consultations: createConsultations(database),
    accounts: createTrackerAccountBook(database),
    telegramAccounts: createTelegramAccounts(database),
    audit: createAuditLog(database),
    shipped: createShippedAudit(database),
    pending: createPendingEvents(database),
    retention: createRetention(database),
    records: createPersonRecords(database),
  };
}

/** What says who somebody is: by keys and secrets as they are at each use. */
function composeCredentials(
  config: GatewayConfig,
  { keys, followed }: GatewayFiles,
  { mailer }: GatewayOverrides,
): Pick<GatewayPorts, 'tokens' | 'phones' | 'codes' | 'letter' | 'mailer'> {
  return {
    tokens: createSessionTokens(keys.tokens),
    phones: createPhones({ ring: keys.phones, normalise: normaliseSharedPhone }),
    codes: createConfirmationCodes(keys.phones),
    letter: createConfirmationMail(config.timeZone),
    mailer: mailer ?? composeMailer(config, followed.secrets),
  };
}

/** Without a mail server nothing is ever asked of it. */
function composeMailer({ confirmation }: GatewayConfig, secrets: Secrets): Mailer {
  if (confirmation.kind !== 'email') return { send: async () => 'failed' };
  return createSmtpMailer(followMail(confirmation.smtp, secrets));
}

function openSpool({ spool, clamd }: GatewayConfig) {
  return createUploadSpool({ ...spool, scanner: clamd && createClamdScanner(clamd) });
}

/** Null once it is up to date; else why it cannot be, without the address. */
async function prepareDatabase(databaseUrl: string): Promise<string | null> {
  try {
    await applyMigrations({ databaseUrl, migrationsDir });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'the database cannot be used';
  }
}

function composeBot(
  { botUrl: baseUrl }: GatewayConfig,
  { signing }: GatewayKeys,
  clock: Clock,
  tls: MutualTls | null,
): BotEvents {
  return createBotEvents({ baseUrl, signer: createRequestSigner(signing), clock, fetch: tls?.fetch });
}

/** What an operator's commands need: everything but a listener. */
export async function composeOperatorDesk(config: GatewayConfig): Promise<OpenedDesk> {
  const files = await readFiles(config, systemClock);
  if (files.kind === 'refused') return { kind: 'refused', lines: files.problems };
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  const people = await composeDirectory(config, files.people, systemClock, logger);
  const connection = connectDatabase(config.databaseUrl);
  await people.start();
  const bindings = createBindingStore(connection.database);
  const signIns = createSignInDesk(connection.database);
  const desk = {
    list: listBindings({ bindings }),
    release: releaseBinding({ bindings, clock: systemClock }),
    link: linkBinding({ bindings, directory: people.directory, clock: systemClock }),
    findRefusal: signIns.findRefusal,
    async close() {
      await people.stop();
      await connection.close();
    },
  };
  return { kind: 'opened', desk };
}
