/**
 * From when a key seals or signs, epoch milliseconds: ids begin as `20261122t074417z-`, in UTC. Before that it only opens
 * and verifies, so that every process of a zone has it by then. Null: the id begins with no time.
 */
export function beginsAt(kid: string): number | null {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)z-/.exec(kid) ?? [];
  const [year, month, day, hour, minute, second] = parts.map(Number);
  if (year === undefined || month === undefined) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How an id begins whose key seals or signs from then on. */
export function timeInId(beginsAtMs: number): string {
  return new Date(beginsAtMs)
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')
    .toLowerCase();
}

/** The one that seals or signs: the newest that has begun; where none has, the first. `kids`: oldest first. */
export function keyInForce(kids: readonly string[], nowMs: number): string | undefined {
  return kids.findLast((kid) => (beginsAt(kid) ?? 0) <= nowMs) ?? kids[0];
}
