import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '../stack/start-stack.ts';
import { holdUp } from './hold-up.ts';
import type { Strike } from './plan-strikes.ts';
import type { StepWatch } from './watch-steps.ts';

const stepWithinMs = 4_000;

/**
 * Waits until a filing comes to the step, kills the service and starts it again. A step that nobody comes to in time
 * is struck anyway, so that a campaign ends. Answers whether someone was there.
 */
export async function carryOut(strike: Strike, stack: Stack, steps: StepWatch): Promise<boolean> {
  const hit = await reach(strike, stack, steps);
  await pause(strike.afterMs);
  await stack.service(strike.victim).kill();
  await stack.restart(strike.victim);
  return hit;
}

function reach({ step, hangs }: Strike, stack: Stack, steps: StepWatch): Promise<boolean> {
  if (hangs !== null) return holdUp(stack, hangs, stepWithinMs);
  return step === 'any' ? Promise.resolve(true) : steps.next(step, stepWithinMs);
}
