import type { WorkMetrics } from '../../ports/metrics.ts';
import type { PartState } from '../../ports/readiness.ts';

type Peer = Parameters<WorkMetrics['called']>[0];

export interface PeerWatch {
  /** To be told of every call, beside the metrics. */
  readonly called: WorkMetrics['called'];
  /** What the last call said of it. */
  stateOf(peer: Peer): PartState;
}

/** Outcomes that say that somebody cannot be worked with now. Any other answer is one of a peer that is there. */
const down: Readonly<Record<Peer, ReadonlySet<string>>> = {
  gateway: new Set(['unreachable', 'misunderstood', 'signature-refused']),
  telegram: new Set(['unreachable', 'telegram-error', 'not-authorised']),
};

/** Whether the others answer, from the answers they give anyway: the desk calls each of them every minute at least. */
export function watchPeers(): PeerWatch {
  const states = new Map<Peer, PartState>();
  return {
    called: (peer, { outcome }) => void states.set(peer, down[peer].has(outcome) ? 'down' : 'up'),
    stateOf: (peer) => states.get(peer) ?? 'unknown',
  };
}
