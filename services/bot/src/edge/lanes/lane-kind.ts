const laneKinds = ['chat', 'ticket', 'session', 'person', 'erasure', 'consultations'] as const;
export type LaneKind = (typeof laneKinds)[number] | 'other';

/** What stands before the colon of a lane's name. */
export function laneKindOf(lane: string): LaneKind {
  const kind = lane.slice(0, lane.indexOf(':'));
  return laneKinds.find((known) => known === kind) ?? 'other';
}
