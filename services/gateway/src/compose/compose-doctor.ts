import { Readable } from 'node:stream';
import { createRequestSigner, describeKeys, findUnfinishedRotations, inspectKeys, loadGatewayKeys } from '@desk/crypto';
import {
  type Asked,
  askWhereGiven,
  type FileFacts,
  type Finding,
  isServiceRunning,
  lookAtPorts,
  type PeerFacts,
} from '@desk/doctor';
import { createLogger } from '@desk/logging';
import { inspectDatabase } from '@desk/migrations';
import { describeCertificates, judgeLink, readTlsFolder } from '@desk/tls';
import { inspectBot } from '../adapters/bot/inspect-bot.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { createClamdScanner } from '../adapters/clamd/create-clamd-scanner.ts';
import * as jira from '../adapters/jira/tracker-map.ts';
import { inspectMail } from '../adapters/mail/inspect-mail.ts';
import * as openProject from '../adapters/openproject/tracker-map.ts';
import { inspectSpool } from '../adapters/spool/inspect-spool.ts';
import { systemClock } from '../adapters/system/system.ts';
import {
  type GatewayConfig,
  type GatewayConfigToExamine,
  parseGatewayConfigToExamine,
  type TrackerCommandConfig,
} from '../config.ts';
import type { PortsFacts, ScannerFacts, SurveyedPart, ZoneProbes } from '../ports/zone-probes.ts';
import type { SettingName } from '../settings.ts';
import { examineZone } from '../use-cases/doctor/examine-zone.ts';
import { checkDirectory } from './check-directory.ts';
import { composeTrackerDesk } from './compose-tracker-desk.ts';
import { inspectMapFiles } from './inspect-map-files.ts';
import { migrationsDir } from './migrate-database.ts';
import { openBorder } from './open-border.ts';

const scanWithinMs = 10_000;

/** Looks at the zone of the gateway, by the settings of this process or by those given. */
export function examineGatewayZone(
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  return examineZone(composeProbes(parseGatewayConfigToExamine(environment)));
}

function composeProbes(given: GatewayConfigToExamine): ZoneProbes {
  const asking = askWhereGiven<GatewayConfig, SettingName>(given);
  return {
    settings: () => given,
    keys: () =>
      asking(['KEYS_DIR', 'KEY_AGE_WARNING_DAYS'], ({ keysDir, keyAgeDaysMax }) => lookAtKeys(keysDir, keyAgeDaysMax)),
    border: () => asking(['TLS_DIR', 'BOT_PRIVATE_URL'], lookAtBorder),
    files: () => lookAtFiles(given),
    database: () =>
      asking(['DATABASE_URL', 'DATABASE_CA_FILE'], async ({ databaseUrl }) => ({
        database: await inspectDatabase({ databaseUrl, migrationsDir }),
        isPlain: judgeLink(databaseUrl) === 'plain',
      })),
    bot: async () => {
      const asked = await asking(['BOT_PRIVATE_URL', 'KEYS_DIR', 'TLS_DIR'], lookAtBot);
      return asked.kind === 'asked' ? asked.facts : asked;
    },
    tracker: () => surveyTracker(given),
    directory: () => surveyDirectory(given),
    spool: () =>
      asking(['SPOOL_DIR', 'SPOOL_MAX_MB', 'UPLOAD_MAX_MB'], ({ spool, fileBytesMax }) =>
        inspectSpool({ ...spool, fileBytesMax }),
      ),
    scanner: () => asking(['CLAMD_URL'], ({ clamd }) => tryScanner(clamd)),
    mail: () =>
      asking(['BINDING_CONFIRMATION', 'SMTP_URL', 'SMTP_CA_FILE'], async ({ confirmation }) =>
        confirmation.kind === 'none' ? 'none' : inspectMail(confirmation.smtp),
      ),
    ports: () => asking(['LISTEN_HOST', 'GATEWAY_PORT', 'TRACKER_HOOK_PORT', 'OPS_PORT'], lookAtListeners),
  };
}

async function lookAtKeys(dir: string, ageDaysMax: number) {
  const nowMs = systemClock.now();
  const [problems, keys, unfinished] = await Promise.all([
    inspectKeys({ dir, zone: 'internal' }),
    describeKeys({ dir, nowMs }),
    findUnfinishedRotations({ dir, zone: 'internal', nowMs }),
  ]);
  return { problems, keys, unfinished, ageDaysMax };
}

async function lookAtBorder({ tlsDir, botUrl }: GatewayConfig) {
  const isNear = judgeLink(botUrl) === 'loopback';
  if (tlsDir === null) return { certificates: null, isNear };
  const [read, certificates] = await Promise.all([
    readTlsFolder(tlsDir, 'gateway'),
    describeCertificates({ dir: tlsDir, nowMs: systemClock.now() }),
  ]);
  return { certificates: { problems: read.kind === 'refused' ? read.problems : [], certificates }, isNear };
}

async function lookAtFiles({ config, amiss }: GatewayConfigToExamine): Promise<readonly FileFacts[]> {
  if (config === null || amiss.has('CATALOGUE_FILE')) return [];
  const loaded = await loadCatalogue(config.catalogueFile);
  const remedy = 'The samples in infra/catalogue say what may stand there.';
  return [{ setting: 'CATALOGUE_FILE', problems: loaded.kind === 'wrong' ? loaded.problems : [], remedy }];
}

/** As the service calls it: signed, and over TLS where that is configured. */
async function lookAtBot(config: GatewayConfig): Promise<Asked<PeerFacts>> {
  const clock = systemClock;
  const loaded = await loadGatewayKeys(config.keysDir);
  if (loaded.kind === 'refused') return { kind: 'not-asked', settings: ['KEYS_DIR'] };
  const border = await openBorder(config, { clock, logger: createLogger({ service: 'gateway', level: 'silent' }) });
  if (border.kind === 'refused') return { kind: 'not-asked', settings: ['TLS_DIR'] };
  try {
    const signer = createRequestSigner(loaded.keys.signing);
    const facts = await inspectBot({ baseUrl: config.botUrl, signer, clock, fetch: border.tls?.fetch });
    return { kind: 'asked', facts };
  } finally {
    border.tls?.close();
  }
}

async function surveyTracker({ tracker }: GatewayConfigToExamine): Promise<Asked<readonly SurveyedPart[]>> {
  if (tracker.kind === 'invalid') return { kind: 'not-asked', settings: tracker.problems.map(({ name }) => name) };
  const { parts } = await composeTrackerDesk(tracker.config).check();
  // A tracker that is away ends its check before the files are looked at.
  const isWhole = parts.some(({ name }) => name === 'files');
  return { kind: 'asked', facts: isWhole ? parts : [...parts, await inspectMap(tracker.config)] };
}

async function inspectMap({ kind, mapFile, catalogueFile }: TrackerCommandConfig): Promise<SurveyedPart> {
  const files = { mapFile, catalogueFile };
  return kind === 'jira'
    ? inspectMapFiles({ ...files, tracker: 'Jira', read: jira.readTrackerMap })
    : inspectMapFiles({ ...files, tracker: 'OpenProject', read: openProject.readTrackerMap });
}

async function surveyDirectory({ directory }: GatewayConfigToExamine): Promise<Asked<readonly SurveyedPart[]>> {
  if (directory.kind === 'invalid') return { kind: 'not-asked', settings: directory.problems.map(({ name }) => name) };
  const checked = await checkDirectory(directory.config);
  if (checked.kind === 'checked') return { kind: 'asked', facts: checked.sources };
  const remedy = 'docs/directory-ldap.md says what may stand there.';
  const findings = checked.lines.map((what) => ({ weight: 'wrong' as const, what, remedy }));
  return { kind: 'asked', facts: [{ name: 'files', facts: [], findings }] };
}

/** A file that does nobody any harm. */
async function tryScanner(clamd: GatewayConfig['clamd']): Promise<ScannerFacts> {
  if (clamd === null) return 'none';
  const scanner = createClamdScanner(clamd, { silenceMsMax: scanWithinMs, scanMsMax: scanWithinMs });
  return scanner.scan(Readable.from([Buffer.from('harmless')]));
}

async function lookAtListeners({ listen }: GatewayConfig): Promise<PortsFacts> {
  const { host, contractPort, hookPort, opsPort } = listen;
  const [ports, isRunning] = await Promise.all([
    lookAtPorts(host, { GATEWAY_PORT: contractPort, TRACKER_HOOK_PORT: hookPort, OPS_PORT: opsPort }),
    isServiceRunning(host, opsPort),
  ]);
  return { ports, isRunning };
}
