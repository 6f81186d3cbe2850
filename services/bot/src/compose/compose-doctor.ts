import { createRequestSigner, describeKeys, findUnfinishedRotations, inspectKeys, loadBotKeys } from '@desk/crypto';
import { type Asked, askWhereGiven, type Finding, isServiceRunning, lookAtPorts } from '@desk/doctor';
import { createLogger } from '@desk/logging';
import { inspectDatabase } from '@desk/migrations';
import { describeCertificates, judgeLink, readTlsFolder } from '@desk/tls';
import { inspectFiles } from '../adapters/catalogue/inspect-files.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { inspectGateway } from '../adapters/gateway/inspect-gateway.ts';
import { inspectRedis } from '../adapters/queue/inspect-redis.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { inspectTelegram } from '../adapters/telegram/inspect-telegram.ts';
import { type BotConfig, type BotConfigToExamine, parseBotConfigToExamine } from '../config.ts';
import type { GatewayFacts, PortsFacts, ZoneProbes } from '../ports/zone-probes.ts';
import type { SettingName } from '../settings.ts';
import { examineZone } from '../use-cases/doctor/examine-zone.ts';
import { migrationsDir } from './migrate-database.ts';
import { openBorder } from './open-border.ts';

/** Looks at the zone of the bot, by the settings of this process or by those given. */
export function examineBotZone(
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  return examineZone(composeProbes(parseBotConfigToExamine(environment)));
}

function composeProbes(given: BotConfigToExamine): ZoneProbes {
  const { config, amiss } = given;
  const asking = askWhereGiven<BotConfig, SettingName>(given);
  return {
    settings: () => given,
    keys: () =>
      asking(['KEYS_DIR', 'KEY_AGE_WARNING_DAYS'], ({ keysDir, keyAgeDaysMax }) => lookAtKeys(keysDir, keyAgeDaysMax)),
    border: () => asking(['TLS_DIR', 'GATEWAY_URL'], lookAtBorder),
    database: () =>
      asking(['DATABASE_URL', 'DATABASE_CA_FILE'], async ({ databaseUrl }) => ({
        database: await inspectDatabase({ databaseUrl, migrationsDir }),
        isPlain: judgeLink(databaseUrl) === 'plain',
      })),
    redis: () => asking(['REDIS_URL', 'REDIS_CA_FILE'], ({ redisUrl, redisCa: ca }) => inspectRedis({ redisUrl, ca })),
    gateway: async () => {
      const asked = await asking(['GATEWAY_URL', 'KEYS_DIR', 'TLS_DIR'], (whole) =>
        lookAtGateway(whole, !amiss.has('CATALOGUE_FILE')),
      );
      return asked.kind === 'asked' ? asked.facts : asked;
    },
    telegram: () => asking(telegramSettings, ({ telegram }) => inspectTelegram(telegram)),
    files: async () => {
      const there = <File>(name: SettingName, file: File | undefined) => (amiss.has(name) ? null : (file ?? null));
      return inspectFiles({
        catalogueFile: there('CATALOGUE_FILE', config?.catalogueFile),
        weightsFile: there('INDEX_WEIGHTS_FILE', config?.weightsFile),
        savedRepliesFile: there('SAVED_REPLIES_FILE', config?.savedRepliesFile),
        privacyNoteFile: there('PRIVACY_NOTE_FILE', config?.privacyNoteFile),
      });
    },
    ports: () => asking(['LISTEN_HOST', 'PUBLIC_PORT', 'PRIVATE_PORT', 'OPS_PORT'], lookAtListeners),
  };
}

const telegramSettings = [
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_API_ROOT',
  'EGRESS_PROXY',
  'TELEGRAM_DELIVERY',
  'TELEGRAM_WEBHOOK_URL',
] as const;

async function lookAtKeys(dir: string, ageDaysMax: number) {
  const nowMs = systemClock.now();
  const [problems, keys, unfinished] = await Promise.all([
    inspectKeys({ dir, zone: 'dmz' }),
    describeKeys({ dir, nowMs }),
    findUnfinishedRotations({ dir, zone: 'dmz', nowMs }),
  ]);
  return { problems, keys, unfinished, ageDaysMax };
}

async function lookAtBorder({ tlsDir, gatewayUrl }: BotConfig) {
  const isNear = judgeLink(gatewayUrl) === 'loopback';
  if (tlsDir === null) return { certificates: null, isNear };
  const [read, certificates] = await Promise.all([
    readTlsFolder(tlsDir, 'bot'),
    describeCertificates({ dir: tlsDir, nowMs: systemClock.now() }),
  ]);
  return { certificates: { problems: read.kind === 'refused' ? read.problems : [], certificates }, isNear };
}

/** As the service calls it: signed, and over TLS where that is configured. */
async function lookAtGateway(config: BotConfig, hasCatalogue: boolean): Promise<Asked<GatewayFacts>> {
  const clock = systemClock;
  const loaded = await loadBotKeys(config.keysDir);
  if (loaded.kind === 'refused') return { kind: 'not-asked', settings: ['KEYS_DIR'] };
  const border = await openBorder(config, { clock, log: createLogger({ service: 'bot', level: 'silent' }) });
  if (border.kind === 'refused') return { kind: 'not-asked', settings: ['TLS_DIR'] };
  try {
    const signer = createRequestSigner(loaded.keys.signing);
    const catalogue = hasCatalogue ? await loadCatalogue(config.catalogueFile) : null;
    const facts = await inspectGateway({
      ...{ baseUrl: config.gatewayUrl, signer, clock, fetch: border.tls?.fetch },
      catalogueDigest: catalogue?.kind === 'loaded' ? catalogue.digest : null,
    });
    return { kind: 'asked', facts };
  } finally {
    border.tls?.close();
  }
}

async function lookAtListeners({ listen, telegram, trackerHooks }: BotConfig): Promise<PortsFacts> {
  const { host, publicPort, privatePort, opsPort } = listen;
  const isPublicOpen = telegram.delivery.kind === 'webhook' || trackerHooks;
  const [ports, isRunning] = await Promise.all([
    lookAtPorts(host, {
      ...(isPublicOpen ? { PUBLIC_PORT: publicPort } : {}),
      PRIVATE_PORT: privatePort,
      OPS_PORT: opsPort,
    }),
    isServiceRunning(host, opsPort),
  ]);
  return { ports, isRunning };
}
