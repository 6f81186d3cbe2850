import type { Inbox } from '../../ports/inbox.ts';
import { laneOf } from './lane-of.ts';

interface Update {
  readonly update_id: number;
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
  readonly wait: (ms: number) => Promise<void>;
}

export interface Polling {
  /** Resolves once the last batch is stored; it is confirmed by the next start. */
  stop(): Promise<void>;
}

const failedStoreRetryMs = 1000;

/**
 * Long polling, for a bot that Telegram cannot reach. A batch is stored before the next request confirms it, so a kill
 * between the two brings it again and the inbox knows it.
 */
export function pollUpdates({ source, inbox, wait }: PollingNeeds): Polling {
  let stopped = false;

  const run = async () => {
    let offset = 0;
    while (!stopped) {
      const fetched = await source.fetch(offset);
      if (fetched.kind === 'retry') {
        if (!stopped) await wait(fetched.afterMs);
        continue;
      }
      const stored = await storeAll(inbox, fetched.updates).catch(() => false);
      if (stored) offset = Math.max(offset, ...fetched.updates.map(({ update_id }) => update_id + 1));
      else if (!stopped) await wait(failedStoreRetryMs);
    }
  };
  const running = run();

  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** One after another within a lane: were the first to fail and the second to be stored, they would change places. */
async function storeAll(inbox: Inbox, updates: readonly Update[]): Promise<boolean> {
  const lanes = Map.groupBy(updates, laneOf);
  await Promise.all([...lanes].map(([lane, ofLane]) => storeLane(inbox, lane, ofLane)));
  return true;
}

async function storeLane(inbox: Inbox, lane: string, updates: readonly Update[]): Promise<void> {
  for (const update of updates) {
    const payload = new TextEncoder().encode(JSON.stringify(update));
    await inbox.append({ source: 'telegram', sourceId: String(update.update_id), lane, payload });
  }
}
