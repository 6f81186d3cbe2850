import { describeKeys, type KeysLook } from '@desk/crypto';
import { type AuditEntry, noteReplaced } from '@desk/domain';
import { type Logger, seldom } from '@desk/logging';
import type { SecretNews, Secrets } from '@desk/settings';
import type { MutualTls } from '@desk/tls';
import type { FollowedSecret } from '../config/followed-secrets.ts';
import type { Ledger } from '../ports/plan.ts';
import type { Clock } from '../ports/system.ts';
import { planOf } from '../use-cases/compose-plan.ts';

export interface FollowedFiles {
  readonly tls: Pick<MutualTls, 'look'> | null;
  readonly keys: { look(): Promise<KeysLook> };
  readonly secrets: Pick<Secrets, 'look'>;
  /** Tells Telegram of the webhook anew; whether it heard. */
  readonly registerWebhook: () => Promise<boolean>;
  readonly ledger: Pick<Ledger, 'commit'>;
  readonly clock: Clock;
  readonly log: Logger;
}

const lookEveryMs = 5_000;
/** Every process of this zone takes a new secret of the webhook before Telegram begins to show it. */
const looksBeforeRegistering = 2;
/** While the database is away; what goes beyond stands in the process's own log alone. */
const unnotedMax = 100;

/**
 * Looks again and again at what operators may replace while the bot runs: certificates, keys, secrets. Notices of changed
 * files get lost on mounts. One look takes far less than the time between two, and looks do not disturb each other.
 */
export function followFiles(needs: FollowedFiles): { look(): Promise<void>; close(): void } {
  const look = lookAtFiles(needs);
  const run = () => look().catch((error: unknown) => needs.log.error('Files could not be looked at', { error }));
  const timer = setInterval(() => void run(), lookEveryMs).unref();
  return { look, close: () => clearInterval(timer) };
}

function lookAtFiles(needs: FollowedFiles): () => Promise<void> {
  const { tls, keys, secrets, registerWebhook, clock, log } = needs;
  const complain = seldom(
    () => clock.now(),
    (what) => log.warn('What was put there cannot be used, so the former one counts', { what }),
  );
  const notes = keepNotes(needs);
  let looksUntilRegistering: number | null = null;

  async function registerInTime(news: readonly SecretNews[]): Promise<void> {
    const secret: FollowedSecret = 'TELEGRAM_WEBHOOK_SECRET';
    if (news.some(({ name, kind }) => name === secret && kind === 'changed')) {
      looksUntilRegistering = looksBeforeRegistering;
    } else if (looksUntilRegistering !== null) {
      looksUntilRegistering = Math.max(0, looksUntilRegistering - 1);
      // Telegram may be away: the former secret counts for an hour.
      if (looksUntilRegistering === 0 && (await registerWebhook())) looksUntilRegistering = null;
    }
  }

  return async () => {
    await tls?.look();
    const looked = await keys.look();
    if (looked.kind === 'refused') for (const { file } of looked.problems) complain(file);
    if (looked.kind === 'adopted') {
      log.info('The keys were read again', { begun: looked.begun });
      notes.add('key-rotated', looked.begun);
    }
    const news = await secrets.look();
    for (const { name, kind } of news) if (kind === 'unusable') complain(`${name}_FILE`);
    const changed = news.flatMap(({ name, kind }) => (kind === 'changed' ? [name] : []));
    if (changed.length > 0) log.info('Secrets were read again from their files', { settings: changed });
    notes.add('configuration-changed', changed);
    await registerInTime(news);
    await notes.store();
  };
}

/** A change is seen once: what cannot be stored waits for one of the next looks. */
function keepNotes({ ledger, clock }: FollowedFiles) {
  let unnoted: readonly AuditEntry[] = [];
  const keep = (...entries: readonly AuditEntry[]) => {
    unnoted = entries.slice(0, unnotedMax);
  };
  return {
    add(act: 'key-rotated' | 'configuration-changed', ids: readonly string[]): void {
      keep(...unnoted, ...noteReplaced(act, ids, clock.now()));
    },
    async store(): Promise<void> {
      if (unnoted.length === 0) return;
      const audit = unnoted;
      // A look that comes meanwhile stores its own alone.
      keep();
      let outcome: string | null = null;
      try {
        outcome = await ledger.commit(planOf({ audit }), { kind: 'job', name: 'look-at-files' });
      } finally {
        if (outcome !== 'committed') keep(...audit, ...unnoted);
      }
    },
  };
}

/** What a key is good for wears out: who had it once may still have it. */
export async function warnOfOldKeys(
  { keysDir, keyAgeDaysMax }: { readonly keysDir: string; readonly keyAgeDaysMax: number },
  { clock, log }: Pick<FollowedFiles, 'clock' | 'log'>,
): Promise<void> {
  for (const { folder, ageDays, isCurrent } of await describeKeys({ dir: keysDir, nowMs: clock.now() })) {
    if (!isCurrent || ageDays === null || ageDays <= keyAgeDaysMax) continue;
    log.warn('A key is in force for too long: `desk keys rotate` makes a new one', { folder, ageDays });
  }
}
