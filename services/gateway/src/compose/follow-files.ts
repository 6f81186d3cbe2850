import { describeKeys, type KeysLook } from '@desk/crypto';
import { type AuditEntry, noteReplaced } from '@desk/domain';
import { type Logger, seldom } from '@desk/logging';
import type { Secrets } from '@desk/settings';
import type { MutualTls } from '@desk/tls';
import type { RepeatedJob } from '../edge/jobs/repeat.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/system.ts';

interface FollowedFiles {
  readonly tls: Pick<MutualTls, 'look'> | null;
  readonly keys: { look(): Promise<KeysLook> };
  readonly secrets: Pick<Secrets, 'look'>;
  /** After each look at the secrets. */
  readonly refresh: () => void;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly logger: Logger;
}

const lookEveryMs = 5_000;
/** While the database is away; what goes beyond stands in the process's own log alone. */
const unnotedMax = 100;

/** What operators may replace while the gateway runs: certificates, keys, secrets. Notices of changed files get lost on mounts. */
export function followFiles(needs: FollowedFiles): RepeatedJob {
  const { tls, keys, secrets, refresh, clock, logger } = needs;
  const complain = seldom(
    () => clock.now(),
    (what) => logger.warn('What was put there cannot be used, so the former one counts.', { what }),
  );
  const notes = keepNotes(needs);
  return {
    name: 'look-at-files',
    pauseMs: lookEveryMs,
    async run() {
      await tls?.look();
      const looked = await keys.look();
      if (looked.kind === 'refused') for (const { file } of looked.problems) complain(file);
      if (looked.kind === 'adopted') {
        logger.info('The keys were read again.', { begun: looked.begun });
        notes.add('key-rotated', looked.begun);
      }
      const news = await secrets.look();
      refresh();
      for (const { name, kind } of news) if (kind === 'unusable') complain(`${name}_FILE`);
      const changed = news.flatMap(({ name, kind }) => (kind === 'changed' ? [name] : []));
      if (changed.length > 0) logger.info('Secrets were read again from their files.', { settings: changed });
      notes.add('configuration-changed', changed);
      await notes.store();
    },
  };
}

/** A change is seen once: what cannot be stored waits for one of the next looks. */
function keepNotes({ audit, clock }: FollowedFiles) {
  let unnoted: readonly AuditEntry[] = [];
  return {
    add(act: 'key-rotated' | 'configuration-changed', ids: readonly string[]): void {
      unnoted = [...unnoted, ...noteReplaced(act, ids, clock.now())].slice(0, unnotedMax);
    },
    async store(): Promise<void> {
      if (unnoted.length === 0) return;
      await audit.append(unnoted);
      unnoted = [];
    },
  };
}

/** What a key is good for wears out: who had it once may still have it. */
export async function warnOfOldKeys(
  { keysDir, keyAgeDaysMax }: { readonly keysDir: string; readonly keyAgeDaysMax: number },
  { clock, logger }: Pick<FollowedFiles, 'clock' | 'logger'>,
): Promise<void> {
  for (const { folder, ageDays, isCurrent } of await describeKeys({ dir: keysDir, nowMs: clock.now() })) {
    if (!isCurrent || ageDays === null || ageDays <= keyAgeDaysMax) continue;
    logger.warn('A key is in force for too long: `desk keys rotate` makes a new one.', { folder, ageDays });
  }
}
