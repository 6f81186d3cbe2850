import type { QueueFeed, QueueName } from '../../ports/job-queue.ts';
import type { Clock } from '../../ports/system.ts';

export interface Heartbeats {
  /** Sends a heartbeat through each queue, and replaces the workers of one whose heartbeats do not arrive. */
  beat(): Promise<void>;
  /** A heartbeat was worked. */
  note(queue: QueueName): void;
  health(): Readonly<Record<QueueName, 'moving' | 'stuck'>>;
}

export interface HeartbeatOptions {
  readonly queue: QueueFeed;
  readonly queueNames: readonly QueueName[];
  readonly clock: Clock;
  readonly renew: (queue: QueueName) => void;
}

const beatEveryMs = 2_000;
/** Redis took the heartbeats all this time, and none of them was worked. */
const stuckAfterMs = 6_000;

export function watchHeartbeats({ queue, queueNames, clock, renew }: HeartbeatOptions): Heartbeats {
  const workedAt = new Map<QueueName, number>();
  /** Since when heartbeats have been sent without one coming back; unset while they come back or cannot be sent. */
  const waitingSince = new Map<QueueName, number>();
  let count = 0;
  let nextAt = 0;

  async function beatOne(name: QueueName): Promise<void> {
    const added = await queue.addHeartbeat(name, count);
    const now = clock.now();
    if (added === 'dropped') {
      waitingSince.delete(name);
      return;
    }
    const since = waitingSince.get(name);
    if (since === undefined) {
      waitingSince.set(name, now);
    } else if (now - since > stuckAfterMs) {
      waitingSince.set(name, now);
      renew(name);
    }
  }

  return {
    async beat() {
      if (clock.now() < nextAt) return;
      nextAt = clock.now() + beatEveryMs;
      count += 1;
      await Promise.all(queueNames.map(beatOne));
    },
    note(name) {
      workedAt.set(name, clock.now());
      waitingSince.delete(name);
    },
    health() {
      const state = (name: QueueName) =>
        clock.now() - (workedAt.get(name) ?? 0) <= beatEveryMs + stuckAfterMs ? 'moving' : 'stuck';
      return { assign: state('assign'), timers: state('timers'), upkeep: state('upkeep') };
    },
  };
}
