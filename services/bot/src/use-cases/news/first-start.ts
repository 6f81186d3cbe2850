import type { Cursors } from '../../ports/cursors.ts';
import type { Change } from '../../ports/plan.ts';

/** Since when this desk looks at tickets; what is older is news to nobody. */
const firstStartCursor = 'first-start';

export async function findFirstStart(cursors: Cursors): Promise<number | null> {
  const at = await cursors.find(firstStartCursor);
  return at === null ? null : Number(at);
}

/** Written once, with the first look of all. */
export async function noteFirstStart(cursors: Cursors, startedAt: number): Promise<readonly Change[]> {
  if ((await cursors.find(firstStartCursor)) !== null) return [];
  return [{ kind: 'move-cursor', name: firstStartCursor, value: String(startedAt) }];
}
