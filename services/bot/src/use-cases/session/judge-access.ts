import { judgeSession, type SessionEndReason, type SessionLimits } from '@desk/domain';
import type { LiveDeskSession, SignedInTurn, Turn } from '../turn.ts';

export type NoAccessReason = SessionEndReason | 'first-time';

export type Access =
  | { readonly kind: 'live'; readonly turn: SignedInTurn }
  /** `overdue`: a session past its limits that no job has ended yet. */
  | { readonly kind: 'none'; readonly reason: NoAccessReason; readonly overdue: LiveDeskSession | null };

/** Whether whoever speaks is signed in at this very moment. Jobs end sessions on time; this does not rely on them. */
export function judgeAccess(turn: Turn, limits: SessionLimits): Access {
  if (turn.known === null) return { kind: 'none', reason: 'first-time', overdue: null };
  const { person, session, duty } = turn.known;
  if (session === null) return { kind: 'none', reason: 'signed-out', overdue: null };
  if (session.state === 'ended') return { kind: 'none', reason: session.endReason, overdue: null };
  const verdict = judgeSession(session, turn.now, limits);
  switch (verdict.kind) {
    case 'live':
      return { kind: 'live', turn: { ...turn, person, session, duty } };
    case 'ended':
      return { kind: 'none', reason: verdict.reason, overdue: session };
  }
}
