import { createRequestSigner, type SigningKey } from '@desk/crypto';
import type { KeyDesk, OpenedKeyDesk, PeerVerdict } from '@desk/key-commands';
import { createLogger } from '@desk/logging';
import { openMutualTls } from '@desk/tls';
import { inspectGateway } from '../adapters/gateway/inspect-gateway.ts';
import { lookAtDatabase, openDatabase } from '../adapters/postgres/open-database.ts';
import { countSealed } from '../adapters/postgres/sealed-rows.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { FollowedSecret } from '../config/followed-secrets.ts';
import { type KeysConfig, parseKeysConfig } from '../config.ts';

/** The keys of the DMZ, for the commands about them, by the settings of this process or by those given. */
export async function openBotKeyDesk(
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<OpenedKeyDesk> {
  const config = parseKeysConfig(environment);
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return { kind: 'opened', desk: openKeyDeskOf(config.config) };
}

export function openKeyDeskOf(config: KeysConfig): KeyDesk {
  const secret: FollowedSecret = 'TELEGRAM_WEBHOOK_SECRET';
  return {
    dir: config.keysDir,
    countSealed: () => countIn(config.databaseUrl),
    tryAtPeer: (key) => tryAtGateway(config, key),
    webhookSecretFile: config.secretFiles[secret] ?? null,
    close: async () => undefined,
  };
}

async function countIn(databaseUrl: string | null): ReturnType<KeyDesk['countSealed']> {
  if (databaseUrl === null) return null;
  const { pool, close } = openDatabase({ databaseUrl, onIdleError: () => undefined });
  try {
    if ((await lookAtDatabase(pool)) !== 'ready') return null;
    const counted = await countSealed(pool);
    return counted.map(({ kind, kid, rows }) => ({
      folder: kind === 'phones' ? ('phones' as const) : ('sealing' as const),
      ...{ kid, rows, what: kind },
    }));
  } finally {
    await close();
  }
}

/** As the service calls it, with this key in the place of the one in force. */
async function tryAtGateway({ gatewayUrl, tlsDir }: KeysConfig, key: SigningKey): Promise<PeerVerdict> {
  if (gatewayUrl === null) return 'not-asked';
  const log = createLogger({ service: 'bot', level: 'silent' });
  const opened = tlsDir === null ? null : await openMutualTls({ dir: tlsDir, self: 'bot', now: systemClock.now, log });
  if (opened?.kind === 'refused') return 'away';
  const tls = opened?.tls;
  try {
    const { peer } = await inspectGateway({
      ...{ baseUrl: gatewayUrl, signer: createRequestSigner(key), clock: systemClock, fetch: tls?.fetch },
      catalogueDigest: null,
    });
    return peer.kind === 'accepted' ? 'accepted' : peer.kind === 'signature-refused' ? 'refused' : 'away';
  } finally {
    tls?.close();
  }
}
