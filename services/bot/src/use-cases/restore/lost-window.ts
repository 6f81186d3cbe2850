import type { Cursors } from '../../ports/cursors.ts';
import type { Change } from '../../ports/plan.ts';

/** What this database does not remember: from the point it was restored to, until the one before it was lost. */
export interface LostWindow {
  readonly point: number;
  readonly until: number;
}

const cursorName = 'restored';

export async function findLostWindow(cursors: Cursors): Promise<LostWindow | null> {
  const [, point, until] = /^(\d{1,16})-(\d{1,16})$/.exec((await cursors.find(cursorName)) ?? '') ?? [];
  return point === undefined || until === undefined ? null : { point: Number(point), until: Number(until) };
}

export function noteLostWindow({ point, until }: LostWindow): Change {
  return { kind: 'move-cursor', name: cursorName, value: `${point}-${until}` };
}

/** A minute of the tracker's more than the window: it has its own clock. */
const clockSlackMs = 60_000;

export function isOfWindow(at: number, window: LostWindow | null): boolean {
  return window !== null && at >= window.point - clockSlackMs && at <= window.until + clockSlackMs;
}
