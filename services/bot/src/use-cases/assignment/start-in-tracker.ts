import type { DeskEffect } from '../../ports/plan.ts';

/** In the tracker it is in progress from now on, in the name of whoever took it. */
export function startInTracker(ticketId: string, byPersonId: string): DeskEffect {
  return { kind: 'move-in-tracker', ticketId, to: 'in-progress', byPersonId, askedAt: null };
}
