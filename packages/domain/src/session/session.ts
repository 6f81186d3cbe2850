export type SessionEndReason = 'idle' | 'absolute' | 'signed-out' | 'revoked';

interface SessionFacts {
  readonly id: string;
  readonly personId: string;
  readonly startedAt: number;
  readonly lastActivityAt: number;
  /** Live: when it ends unless there is activity. Ended: when it ended. */
  readonly endsAt: number;
}

export interface LiveSession extends SessionFacts {
  readonly state: 'live';
  readonly endReason: null;
}

export interface EndedSession extends SessionFacts {
  readonly state: 'ended';
  readonly endReason: SessionEndReason;
}

/** One signed-in stretch of one person. Instants are epoch milliseconds. */
export type Session = LiveSession | EndedSession;

/** Both limits are set by the gateway; the documented defaults are 30 min and 12 h. */
export interface SessionLimits {
  readonly idleLimitMs: number;
  readonly absoluteLimitMs: number;
}

export type TouchOutcome =
  | { readonly kind: 'moved'; readonly session: LiveSession }
  | { readonly kind: 'refused'; readonly reason: SessionEndReason };

export type EndOutcome =
  | { readonly kind: 'moved'; readonly session: EndedSession }
  | { readonly kind: 'refused'; readonly reason: 'already-ended' | 'not-due' };

export type SessionVerdict =
  | { readonly kind: 'live'; readonly endsAt: number }
  | { readonly kind: 'ended'; readonly reason: SessionEndReason };
