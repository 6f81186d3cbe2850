import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { QueueFeed, QueueName } from '../../ports/job-queue.ts';
import { type Heartbeats, watchHeartbeats } from './watch-heartbeats.ts';

let redis: 'there' | 'away';
let working: Set<QueueName>;
let sent: QueueName[];
let renewed: QueueName[];
let heartbeats: Heartbeats;

beforeEach(() => {
  vi.useFakeTimers();
  redis = 'there';
  working = new Set(['assign', 'timers']);
  sent = [];
  renewed = [];
  const queue: QueueFeed = {
    add: async () => 'queued',
    addUpkeep: async () => 'queued',
    async addHeartbeat(name) {
      if (redis === 'away') return 'dropped';
      sent.push(name);
      return 'queued';
    },
    async findHeartbeat(name) {
      if (redis === 'away') return 'unknown';
      return working.has(name) ? 'worked' : 'waiting';
    },
    onReady: () => undefined,
  };
  heartbeats = watchHeartbeats({ queue, queueNames: ['assign', 'timers'], renew: (name) => renewed.push(name) });
});
afterEach(() => {
  vi.useRealTimers();
});

async function passSeconds(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    vi.advanceTimersByTime(1_000);
    await heartbeats.beat();
  }
}

it('a queue whose heartbeats are worked moves', async () => {
  await passSeconds(30);
  expect(heartbeats.health()).toMatchObject({ assign: 'moving', timers: 'moving' });
  expect(renewed).toEqual([]);
  expect(sent.filter((name) => name === 'assign')).toHaveLength(15);
});

it('a queue that takes heartbeats and works none is stuck, and gets new workers', async () => {
  await passSeconds(10);
  working.delete('timers');
  await passSeconds(12);
  expect(heartbeats.health()).toMatchObject({ assign: 'moving', timers: 'stuck' });
  expect(renewed).toEqual(['timers']);
});

it('without Redis nothing moves, and no workers are to blame', async () => {
  await passSeconds(10);
  redis = 'away';
  await passSeconds(60);
  expect(heartbeats.health()).toMatchObject({ assign: 'stuck', timers: 'stuck' });
  expect(renewed).toEqual([]);
});

it('nothing is known to move before the first heartbeat came through', () => {
  expect(heartbeats.health()).toMatchObject({ assign: 'stuck' });
});
