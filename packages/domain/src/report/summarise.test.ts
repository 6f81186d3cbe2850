import { describe, expect, it } from 'vitest';
import { summarise } from './summarise.ts';
import type { TicketFact } from './ticket-fact.ts';

const minuteMs = 60_000;
const from = Date.parse('2026-11-23T00:00:00Z');
const to = from + 24 * 60 * minuteMs;

let made = 0;
function fact(change: Partial<TicketFact>): TicketFact {
  made += 1;
  return {
    ticketId: `t-${made}`,
    requestType: 'internet-problem',
    team: 'infrastructure',
    priority: 'medium',
    createdAt: from,
    assignedAt: null,
    firstReactionAt: null,
    resolvedAt: null,
    reopenedCount: 0,
    ...change,
  };
}

describe('a report', () => {
  it('of nothing is all zero, and has no first reaction', () => {
    expect(summarise([], { from, to })).toEqual({
      from,
      to,
      filed: 0,
      resolved: 0,
      open: 0,
      unassigned: 0,
      reopened: 0,
      byType: [],
      firstReaction: null,
    });
  });

  it.each([
    { name: 'filed at the start', change: { createdAt: from }, filed: 1, resolved: 0, open: 1 },
    { name: 'filed at the end', change: { createdAt: to }, filed: 0, resolved: 0, open: 0 },
    { name: 'filed before, still open', change: { createdAt: from - 1 }, filed: 0, resolved: 0, open: 1 },
    {
      name: 'filed before, resolved within',
      change: { createdAt: from - 1, resolvedAt: from },
      filed: 0,
      resolved: 1,
      open: 0,
    },
    {
      name: 'filed before, resolved before',
      change: { createdAt: from - 2, resolvedAt: from - 1 },
      filed: 0,
      resolved: 0,
      open: 0,
    },
    { name: 'filed within, resolved after', change: { resolvedAt: to }, filed: 1, resolved: 0, open: 1 },
  ])('counts a ticket $name', ({ change, filed, resolved, open }) => {
    expect(summarise([fact(change)], { from, to })).toMatchObject({ filed, resolved, open });
  });

  it('counts by type, the most filed first, then by id', () => {
    const facts = [
      fact({ requestType: 'toner' }),
      fact({ requestType: 'vpn' }),
      fact({ requestType: 'password', resolvedAt: from + 1 }),
      fact({ requestType: 'password' }),
      fact({ requestType: 'phone', createdAt: from - 1, resolvedAt: from + 1 }),
    ];
    expect(summarise(facts, { from, to }).byType).toEqual([
      { requestType: 'password', filed: 2, resolved: 1 },
      { requestType: 'toner', filed: 1, resolved: 0 },
      { requestType: 'vpn', filed: 1, resolved: 0 },
      { requestType: 'phone', filed: 0, resolved: 1 },
    ]);
  });

  it('of the first reactions within gives median and nine in ten', () => {
    const facts = [50, 10, 20, 40, 30, 60, 100, 80, 70, 90].map((minutes) =>
      fact({ firstReactionAt: from + minutes * minuteMs }),
    );
    const tooLate = fact({ firstReactionAt: to });
    expect(summarise([...facts, tooLate, fact({})], { from, to }).firstReaction).toEqual({
      count: 10,
      medianMs: 50 * minuteMs,
      p90Ms: 90 * minuteMs,
    });
  });

  it('tells apart what waits for a specialist and what came back', () => {
    const facts = [
      fact({ assignedAt: from + 1 }),
      fact({ assignedAt: to }),
      fact({}),
      fact({ resolvedAt: from + 1, reopenedCount: 2 }),
      fact({ resolvedAt: from + 1 }),
    ];
    expect(summarise(facts, { from, to })).toMatchObject({ open: 3, unassigned: 2, resolved: 2, reopened: 1 });
  });
});
