import { setTimeout as pause } from 'node:timers/promises';
import type { JiraSimulator } from '@desk/jira-simulator';
import type { Stack } from '../stack/start-stack.ts';
import type { Hang, Strike } from './plan-strikes.ts';
import type { StepWatch } from './watch-steps.ts';

/** Where a request is when it hangs. */
const paths: Readonly<Record<Hang['path'], RegExp>> = {
  file: /\/attachTemporaryFile$/,
  create: /^\/rest\/servicedeskapi\/request$/,
  assign: /\/assignee$/,
};

const stepWithinMs = 4_000;
const hangMs = 2_000;
const lookEveryMs = 2;

/**
 * Waits until a filing comes to the step, kills the service and starts it again. A step that nobody comes to in time
 * is struck anyway, so that a campaign ends. Answers whether someone was there.
 */
export async function carryOut(strike: Strike, stack: Stack, steps: StepWatch): Promise<boolean> {
  const hit = strike.hangs ? await holdUp(stack.jira, strike.hangs) : await reach(strike, steps);
  await pause(strike.afterMs);
  await stack.service(strike.victim).kill();
  await stack.restart(strike.victim);
  return hit;
}

function reach({ step }: Strike, steps: StepWatch): Promise<boolean> {
  return step === 'any' ? Promise.resolve(true) : steps.next(step, stepWithinMs);
}

/** Whether such a request came and hangs now. */
async function holdUp({ faults }: JiraSimulator, { method, path, when }: Hang): Promise<boolean> {
  const kind = when === 'before' ? 'timeout-before-commit' : 'timeout-after-commit';
  const fault = { kind, method, path: paths[path], times: 1, hangMs } as const;
  faults.add(fault);
  const deadline = performance.now() + stepWithinMs;
  while (faults.list().includes(fault)) {
    if (performance.now() > deadline) {
      faults.clear();
      return false;
    }
    await pause(lookEveryMs);
  }
  return true;
}
