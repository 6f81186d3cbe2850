import { createRequestSigner, type SigningKey } from '@desk/crypto';
import type { KeyDesk, OpenedKeyDesk, PeerVerdict } from '@desk/key-commands';
import { createLogger } from '@desk/logging';
import { openMutualTls } from '@desk/tls';
import { inspectBot } from '../adapters/bot/inspect-bot.ts';
import { connectDatabase } from '../adapters/postgres/connect-database.ts';
import { countSealed } from '../adapters/postgres/count-sealed.ts';
import { systemClock } from '../adapters/system/system.ts';
import { type KeysConfig, parseKeysConfig } from '../config.ts';

/** The keys of the inside, for the commands about them, by the settings of this process or by those given. */
export async function openGatewayKeyDesk(
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<OpenedKeyDesk> {
  const config = parseKeysConfig(environment);
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return { kind: 'opened', desk: openKeyDeskOf(config.config) };
}

export function openKeyDeskOf(config: KeysConfig): KeyDesk {
  return {
    dir: config.keysDir,
    countSealed: () => countIn(config.databaseUrl),
    tryAtPeer: (key) => tryAtBot(config, key),
    webhookSecretFile: config.webhookSecretFile,
    close: async () => undefined,
  };
}

async function countIn(databaseUrl: string | null): ReturnType<KeyDesk['countSealed']> {
  if (databaseUrl === null) return null;
  const { database, ping, close } = connectDatabase(databaseUrl);
  try {
    return (await ping()) ? await countSealed(database) : null;
  } finally {
    await close();
  }
}

/** As the service calls it, with this key in the place of the one in force. */
async function tryAtBot({ botUrl, tlsDir }: KeysConfig, key: SigningKey): Promise<PeerVerdict> {
  if (botUrl === null) return 'not-asked';
  const log = createLogger({ service: 'gateway', level: 'silent' });
  const now = () => systemClock.now();
  const opened = tlsDir === null ? null : await openMutualTls({ dir: tlsDir, self: 'gateway', now, log });
  if (opened?.kind === 'refused') return 'away';
  const tls = opened?.tls;
  try {
    const signer = createRequestSigner(key);
    const peer = await inspectBot({ baseUrl: botUrl, signer, clock: systemClock, fetch: tls?.fetch });
    return peer.kind === 'accepted' ? 'accepted' : peer.kind === 'signature-refused' ? 'refused' : 'away';
  } finally {
    tls?.close();
  }
}
