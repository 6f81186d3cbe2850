import { priorities, type Waiter, type WaitLists } from '@desk/domain';
import type { WaitLines } from '../../src/ports/consultation-board.ts';

export interface MemoryWaitLines extends WaitLines {
  /** Redis does not answer, from now on. */
  leave(): void;
  /** It is back, with nothing in it. */
  comeBackEmpty(): void;
}

export function memoryWaitLines(): MemoryWaitLines {
  const teams = new Map<string, Map<string, Waiter>>();
  let isAway = false;

  function change(apply: () => void): 'done' | 'away' {
    if (isAway) return 'away';
    apply();
    return 'done';
  }

  return {
    put: async (team, waiter) =>
      change(() => {
        const line = teams.get(team) ?? new Map<string, Waiter>();
        teams.set(team, line.set(waiter.consultationId, waiter));
      }),
    drop: async (team, consultationId) => change(() => teams.get(team)?.delete(consultationId)),
    read: async (team, maxOfEach) => (isAway ? 'away' : listsOf([...(teams.get(team)?.values() ?? [])], maxOfEach)),
    rebuild: async (lines) =>
      change(() => {
        teams.clear();
        for (const [team, waiters] of lines) {
          teams.set(team, new Map(waiters.map((waiter) => [waiter.consultationId, waiter])));
        }
      }),
    leave() {
      isAway = true;
    },
    comeBackEmpty() {
      isAway = false;
      teams.clear();
    },
  };
}

function listsOf(waiters: readonly Waiter[], maxOfEach: number): WaitLists {
  const sorted = waiters.toSorted((one, another) => {
    return one.queuedAt - another.queuedAt || (one.consultationId < another.consultationId ? -1 : 1);
  });
  const [critical, high, medium, low] = priorities.map((priority) =>
    sorted.filter((waiter) => waiter.priority === priority).slice(0, maxOfEach),
  );
  return { critical: critical ?? [], high: high ?? [], medium: medium ?? [], low: low ?? [] };
}
