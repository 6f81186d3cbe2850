import type { Cursors } from '../../ports/cursors.ts';
import type { Ledger } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';

const firstHookCursor = 'first-hook';

/** Whether any webhook of the tracker has ever come: without them, what the poll finds is no gap. */
export async function haveHooksCome(cursors: Cursors): Promise<boolean> {
  return (await cursors.find(firstHookCursor)) !== null;
}

/** Once for each process at most; written once and for all. */
export function noteFirstHook({
  cursors,
  ledger,
  clock,
}: {
  readonly cursors: Cursors;
  readonly ledger: Ledger;
  readonly clock: Clock;
}) {
  let isNoted = false;
  return async (): Promise<void> => {
    if (isNoted) return;
    if (!(await haveHooksCome(cursors))) {
      const noted = { kind: 'move-cursor', name: firstHookCursor, value: String(clock.now()) } as const;
      await ledger.commit(planOf({ changes: [noted] }), { kind: 'job', name: 'first-hook' });
    }
    isNoted = true;
  };
}
