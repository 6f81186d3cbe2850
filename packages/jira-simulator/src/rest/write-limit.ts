import type { Site } from '../site/site.ts';

/** Cloud's limit on writes to one issue. */
export interface WriteLimit {
  /** `undefined` when the write may go on, else the seconds to wait. */
  spend(issueId: string): number | undefined;
  readonly writesMax: number;
}

const issuesTrackedMax = 10_000;

export function openWriteLimit({ config, now }: Pick<Site, 'config' | 'now'>): WriteLimit {
  const { writesMax, windowMs } = config.writeLimit ?? { writesMax: 20, windowMs: 2_000 };
  const writes = new Map<string, number[]>();
  return {
    writesMax,
    spend(issueId) {
      const at = now();
      const recent = (writes.get(issueId) ?? []).filter((time) => time > at - windowMs);
      writes.delete(issueId);
      writes.set(issueId, recent);
      const [oldest] = writes.keys();
      if (writes.size > issuesTrackedMax && oldest !== undefined) writes.delete(oldest);
      const [first] = recent;
      if (recent.length >= writesMax && first !== undefined)
        return Math.max(1, Math.ceil((first + windowMs - at) / 1000));
      recent.push(at);
      return undefined;
    },
  };
}
