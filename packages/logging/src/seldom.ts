const sameKindEveryMs = 60_000;

/** Tells one of a kind in a minute: what goes on is not told again at each look. There have to be few kinds. */
export function seldom(now: () => number, tell: (kind: string) => void): (kind: string) => void {
  const toldAtMs = new Map<string, number>();
  return (kind) => {
    if (now() - (toldAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < sameKindEveryMs) return;
    toldAtMs.set(kind, now());
    tell(kind);
  };
}
