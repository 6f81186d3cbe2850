import type { Logger } from '@desk/logging';
import { judgeLink, type MutualTls, openMutualTls } from '@desk/tls';
import type { BotConfig } from '../config.ts';
import type { Clock } from '../ports/system.ts';

/** `tls`: null where none is configured, which is said. */
export type OpenedBorder =
  | { readonly kind: 'opened'; readonly tls: MutualTls | null }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** The border towards the gateway, and what of the ways inside this zone can be heard by others. */
export async function openBorder(
  { tlsDir, databaseUrl, redisUrl }: Pick<BotConfig, 'tlsDir' | 'databaseUrl' | 'redisUrl'>,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): Promise<OpenedBorder> {
  warnOfPlainLinks({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl }, log);
  if (tlsDir === null) {
    log.warn('TLS_DIR is not set: what passes between the zones is signed, but not encrypted');
    return { kind: 'opened', tls: null };
  }
  const opened = await openMutualTls({ dir: tlsDir, self: 'bot', now: () => clock.now(), log });
  if (opened.kind === 'opened') return opened;
  const problems = opened.problems.map(({ file, problem, remedy }) => `TLS_DIR: ${file} ${problem}. ${remedy}`);
  return { kind: 'refused', problems };
}

function warnOfPlainLinks(addresses: Readonly<Record<string, string>>, log: Logger): void {
  for (const [setting, address] of Object.entries(addresses)) {
    if (judgeLink(address) === 'plain')
      log.warn('Others on the network can hear what is said to a server', { setting });
  }
}
