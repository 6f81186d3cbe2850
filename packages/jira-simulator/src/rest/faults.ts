import type * as tracker from '@desk/tracker-simulator';

/** What goes wrong with requests; with webhooks on their way it is what goes wrong on any tracker. */
export type RequestFaultKind = '429' | '503' | 'timeout-before-commit' | 'timeout-after-commit';

export type Fault = tracker.Fault<RequestFaultKind>;
export type Faults = tracker.Faults<RequestFaultKind>;
export type FaultBox = tracker.FaultBox<RequestFaultKind>;
