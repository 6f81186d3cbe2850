import type { QueueFeed, QueueName } from '../../ports/job-queue.ts';

export interface Heartbeats {
  /** Sends a heartbeat through each queue, and replaces the workers of one whose heartbeats nobody works. */
  beat(): Promise<void>;
  health(): Readonly<Record<QueueName, 'moving' | 'stuck'>>;
  /** Of each queue, how long ago a heartbeat last came through; since the start, where none ever did. */
  agesSeconds(): Readonly<Record<QueueName, number>>;
}

export interface HeartbeatOptions {
  readonly queue: QueueFeed;
  readonly queueNames: readonly QueueName[];
  readonly renew: (queue: QueueName) => void;
}

interface Pulse {
  /** The heartbeat under way; null when there is none. */
  beat: number | null;
  sentAt: number;
  movedAt: number | null;
}

const beatEveryMs = 2_000;
/** Redis took a heartbeat so long ago, and nobody has worked it. */
const stuckAfterMs = 6_000;

/** By the monotonic clock of the process: a wall clock that is set makes no queue look stuck. */
export function watchHeartbeats({ queue, queueNames, renew }: HeartbeatOptions): Heartbeats {
  const pulses = new Map<QueueName, Pulse>(queueNames.map((name) => [name, { beat: null, sentAt: 0, movedAt: null }]));
  const startedAt = performance.now();
  let count = 0;
  let nextAt = 0;

  async function follow(name: QueueName, pulse: Pulse): Promise<void> {
    if (pulse.beat !== null) await look(name, pulse, pulse.beat);
    if (pulse.beat === null) await send(name, pulse);
  }

  async function look(name: QueueName, pulse: Pulse, beat: number): Promise<void> {
    const found = await queue.findHeartbeat(name, beat);
    const now = performance.now();
    if (found === 'worked') pulse.movedAt = now;
    if (found !== 'waiting') pulse.beat = null;
    if (found === 'waiting' && now - pulse.sentAt > stuckAfterMs) {
      pulse.sentAt = now;
      renew(name);
    }
  }

  async function send(name: QueueName, pulse: Pulse): Promise<void> {
    const added = await queue.addHeartbeat(name, count);
    pulse.beat = added === 'queued' ? count : null;
    pulse.sentAt = performance.now();
  }

  function stateOf(name: QueueName): 'moving' | 'stuck' {
    const movedAt = pulses.get(name)?.movedAt ?? null;
    return movedAt !== null && performance.now() - movedAt <= beatEveryMs + stuckAfterMs ? 'moving' : 'stuck';
  }

  function ageOf(name: QueueName): number {
    return (performance.now() - (pulses.get(name)?.movedAt ?? startedAt)) / 1000;
  }

  return {
    async beat() {
      if (performance.now() < nextAt) return;
      nextAt = performance.now() + beatEveryMs;
      count += 1;
      await Promise.all([...pulses].map(([name, pulse]) => follow(name, pulse)));
    },
    health: () => ({
      assign: stateOf('assign'),
      consult: stateOf('consult'),
      timers: stateOf('timers'),
      upkeep: stateOf('upkeep'),
    }),
    agesSeconds: () => ({
      assign: ageOf('assign'),
      consult: ageOf('consult'),
      timers: ageOf('timers'),
      upkeep: ageOf('upkeep'),
    }),
  };
}
