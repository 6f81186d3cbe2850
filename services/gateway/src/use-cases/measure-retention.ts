import type { RetentionAge } from '../ports/retention.ts';
import { isRetentionClass, retentionClasses } from '../ports/retention-classes.table.ts';
import { cutoffs, dayMs, type RemoveExpiredPorts } from './remove-expired.ts';

/** How old the oldest of each class is. Reads tables that are swept, and is not for every moment. */
export function measureRetention({ retention, clock, limits }: Omit<RemoveExpiredPorts, 'uploads'>) {
  return async (): Promise<readonly RetentionAge[]> => {
    const oldest = await retention.findOldest();
    const before = cutoffs(clock.now(), limits);
    return Object.keys(retentionClasses)
      .filter(isRetentionClass)
      .map((name) => {
        const termMs = retentionClasses[name].keptDays * dayMs;
        const instant = oldest.get(name);
        // What lies at the cutoff is as old as the term allows, whatever its instant stands for.
        const ageMs = instant === undefined ? 0 : termMs + before[name] - instant;
        return { name, oldestAgeSeconds: Math.max(0, ageMs) / 1_000, termSeconds: termMs / 1_000 };
      });
  };
}
