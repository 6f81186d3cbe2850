import { setTimeout as pause } from 'node:timers/promises';
import type { Draws } from '../../stack/seeded-draws.ts';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';
import { holdUp } from '../hold-up.ts';
import type { MortalRedis } from '../open-mortal-redis.ts';
import type { Hang } from '../plan-strikes.ts';

/** A kill -9. `hangs`: of a request that is under way at that moment, before it took effect or after. */
export interface DialogueStrike {
  readonly victim: 'bot' | 'gateway' | 'redis';
  readonly hangs: Hang | null;
  readonly afterMs: number;
}

const kinds: readonly Omit<DialogueStrike, 'afterMs'>[] = [
  { victim: 'bot', hangs: null },
  { victim: 'bot', hangs: null },
  { victim: 'bot', hangs: { request: 'copy', when: 'before' } },
  { victim: 'bot', hangs: { request: 'copy', when: 'after' } },
  { victim: 'bot', hangs: { request: 'message', when: 'after' } },
  { victim: 'gateway', hangs: null },
  { victim: 'gateway', hangs: { request: 'comment', when: 'before' } },
  { victim: 'gateway', hangs: { request: 'comment', when: 'after' } },
  { victim: 'redis', hangs: null },
  { victim: 'redis', hangs: null },
];
const afterMsMax = 400;
const hangWithinMs = 5_000;
const redisAwayMs = { from: 500, to: 3_000 } as const;

/** Each kind again and again, in an order of its own. */
export function planDialogueStrikes(count: number, draws: Draws): DialogueStrike[] {
  const strikes: DialogueStrike[] = [];
  while (strikes.length < count) {
    for (const kind of draws.shuffle(kinds)) strikes.push({ ...kind, afterMs: draws.whole(0, afterMsMax) });
  }
  return strikes.slice(0, count);
}

/** Kills, and starts again what was killed; Redis comes back empty. */
export async function strikeDialogues(
  { victim, hangs, afterMs }: DialogueStrike,
  { stack }: StaffedDesk,
  redis: MortalRedis,
  draws: Draws,
): Promise<void> {
  if (hangs !== null) await holdUp(stack, hangs, hangWithinMs);
  await pause(afterMs);
  if (victim === 'redis') {
    await redis.die();
    await pause(draws.whole(redisAwayMs.from, redisAwayMs.to));
    await redis.comeBack();
    return;
  }
  await stack.service(victim).kill();
  await stack.restart(victim);
}
