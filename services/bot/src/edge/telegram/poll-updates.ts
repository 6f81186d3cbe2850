import type { Inbox } from '../../ports/inbox.ts';
import { laneOf } from './lane-of.ts';

interface Update {
  readonly update_id: number;
}

/** Which process does something that one alone does, lane by lane. */
export interface Leadership {
  /** Null when another process has the lane. */
  hold(lane: string): Promise<number | null>;
  /** The lane stays with this process while the work goes on. */
  during<Result>(lane: string, work: () => Promise<Result>): Promise<Result>;
  giveUp(lane: string): Promise<void>;
  close(): Promise<void>;
}

export interface PollingNeeds {
  readonly source: {
    fetch(
      offset: number,
    ): Promise<
      | { readonly kind: 'fetched'; readonly updates: readonly Update[] }
      | { readonly kind: 'retry'; readonly afterMs: number }
    >;
  };
  readonly inbox: Inbox;
  /** Of the bot's processes one polls: the one that holds `pollingLane`. Closed by `stop`. */
  readonly leases: Leadership;
  readonly wait: (ms: number) => Promise<void>;
}

export interface Polling {
  /** Resolves once the last batch is stored and another process may poll; the batch is confirmed by its first request. */
  stop(): Promise<void>;
}

/** Nothing ever arrives in it: its lease says who polls. */
export const pollingLane = 'telegram-updates';

const failedRetryMs = 1_000;
/** A lease lasts 5 s: whoever stands by polls 6 s after the leader died or hung. */
const standbyLookMs = 1_000;
/** After so many failures in a row another process may have the better way out. */
const failuresMax = 3;
/** Long enough for those who stand by to look, and no longer: there may be nobody. */
const stepBackMs = 3_000;

/**
 * Long polling, for a bot that Telegram cannot reach. A batch is stored before the next request confirms it, so a kill
 * between the two brings it again and the inbox knows it. The same holds where two processes poll for a moment, because
 * one was taken for dead: each begins with the oldest update that is not confirmed, and confirms what it has stored.
 */
export function pollUpdates({ source, inbox, leases, wait }: PollingNeeds): Polling {
  let stopped = false;
  let offset = 0;
  let failures = 0;

  /** How long to wait before the next turn, in milliseconds. */
  async function pollOnce(): Promise<number> {
    if ((await leases.hold(pollingLane)) === null) {
      offset = 0;
      return standbyLookMs;
    }
    const fetched = await source.fetch(offset);
    if (fetched.kind === 'retry') return noteFailure(fetched.afterMs);
    failures = 0;
    await storeAll(inbox, fetched.updates);
    offset = Math.max(offset, ...fetched.updates.map(({ update_id }) => update_id + 1));
    return 0;
  }

  async function noteFailure(retryAfterMs: number): Promise<number> {
    failures += 1;
    if (failures < failuresMax) return retryAfterMs;
    [failures, offset] = [0, 0];
    await leases.giveUp(pollingLane);
    return Math.max(retryAfterMs, stepBackMs);
  }

  const run = async () => {
    while (!stopped) {
      const waitMs = await leases.during(pollingLane, pollOnce).catch(() => failedRetryMs);
      if (waitMs > 0 && !stopped) await wait(waitMs);
    }
  };
  const running = run();

  return {
    async stop() {
      stopped = true;
      await running;
      await leases.close();
    },
  };
}

/** One after another within a lane: were the first to fail and the second to be stored, they would change places. */
async function storeAll(inbox: Inbox, updates: readonly Update[]): Promise<void> {
  const lanes = Map.groupBy(updates, laneOf);
  await Promise.all([...lanes].map(([lane, ofLane]) => storeLane(inbox, lane, ofLane)));
}

async function storeLane(inbox: Inbox, lane: string, updates: readonly Update[]): Promise<void> {
  for (const update of updates) {
    const payload = new TextEncoder().encode(JSON.stringify(update));
    await inbox.append({ source: 'telegram', sourceId: String(update.update_id), lane, payload });
  }
}
