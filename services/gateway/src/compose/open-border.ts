import type { Logger } from '@desk/logging';
import { judgeLink, type MutualTls, openMutualTls } from '@desk/tls';
import type { GatewayConfig } from '../config.ts';
import type { Clock } from '../ports/system.ts';

/** `tls`: null where none is configured, which is said. */
export type OpenedBorder =
  | { readonly kind: 'opened'; readonly tls: MutualTls | null }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** The border towards the bot, and what of the ways inside this zone can be heard by others. */
export async function openBorder(
  { tlsDir, databaseUrl }: Pick<GatewayConfig, 'tlsDir' | 'databaseUrl'>,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Promise<OpenedBorder> {
  if (judgeLink(databaseUrl) === 'plain') {
    logger.warn('Others on the network can hear what is said to a server.', { setting: 'DATABASE_URL' });
  }
  if (tlsDir === null) {
    logger.warn('TLS_DIR is not set: what passes between the zones is signed, but not encrypted.');
    return { kind: 'opened', tls: null };
  }
  const opened = await openMutualTls({ dir: tlsDir, self: 'gateway', now: () => clock.now(), log: logger });
  if (opened.kind === 'opened') return opened;
  const problems = opened.problems.map(({ file, problem, remedy }) => `TLS_DIR: ${file} ${problem}. ${remedy}`);
  return { kind: 'refused', problems };
}
