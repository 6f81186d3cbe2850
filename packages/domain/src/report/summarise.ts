import type { Report, TicketFact, TypeFigures } from './ticket-fact.ts';

/** The figures of a time span. Facts that do not concern it may be among them; they count for nothing. */
export function summarise(facts: readonly TicketFact[], span: { readonly from: number; readonly to: number }): Report {
  const { from, to } = span;
  const within = (at: number | null): at is number => at !== null && at >= from && at < to;
  const filed = facts.filter((fact) => within(fact.createdAt));
  const resolved = facts.filter((fact) => within(fact.resolvedAt));
  const open = facts.filter((fact) => fact.createdAt < to && (fact.resolvedAt === null || fact.resolvedAt >= to));
  const reactionsMs = facts.flatMap(({ createdAt, firstReactionAt }) =>
    within(firstReactionAt) ? [Math.max(0, firstReactionAt - createdAt)] : [],
  );
  return {
    from,
    to,
    filed: filed.length,
    resolved: resolved.length,
    open: open.length,
    unassigned: open.filter(({ assignedAt }) => assignedAt === null || assignedAt >= to).length,
    reopened: resolved.filter(({ reopenedCount }) => reopenedCount > 0).length,
    byType: countByType(filed, resolved),
    firstReaction: summariseReactions(reactionsMs),
  };
}

function countByType(filed: readonly TicketFact[], resolved: readonly TicketFact[]): readonly TypeFigures[] {
  const figures = new Map<string, { filed: number; resolved: number }>();
  const figuresOf = (requestType: string) => {
    const known = figures.get(requestType);
    if (known) return known;
    const fresh = { filed: 0, resolved: 0 };
    figures.set(requestType, fresh);
    return fresh;
  };
  for (const { requestType } of filed) figuresOf(requestType).filed += 1;
  for (const { requestType } of resolved) figuresOf(requestType).resolved += 1;
  return [...figures]
    .map(([requestType, counts]) => ({ requestType, ...counts }))
    .sort((one, another) => another.filed - one.filed || (one.requestType < another.requestType ? -1 : 1));
}

function summariseReactions(reactionsMs: readonly number[]): Report['firstReaction'] {
  const ascending = reactionsMs.toSorted((one, another) => one - another);
  const medianMs = nearestRank(ascending, 0.5);
  const p90Ms = nearestRank(ascending, 0.9);
  return medianMs === null || p90Ms === null ? null : { count: ascending.length, medianMs, p90Ms };
}

/** The smallest value that at least this share of all values does not exceed. */
export function nearestRank(ascending: readonly number[], share: number): number | null {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? null;
}
