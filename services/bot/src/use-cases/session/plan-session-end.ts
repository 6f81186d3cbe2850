import { type AuditActor, endSession, type SessionEndReason, type SessionLimits } from '@desk/domain';
import type { ConsultationNews } from '../../ports/consultation-plan.ts';
import type { DeskSession } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { tellConsultations } from '../consultation/tell-consultations.ts';

export interface SessionEnding {
  readonly now: number;
  readonly limits: SessionLimits;
  /** What it means to their consultations, where that is not the usual; null: nothing. */
  readonly news?: ConsultationNews | null;
}

/**
 * Ends a session here and, unless the gateway itself ended it, there. Empty when it is over already, or when the
 * reason is a limit not yet reached. Duty is not touched: it outlives the session.
 */
export function planSessionEnd(
  session: DeskSession,
  reason: SessionEndReason,
  { now, limits, news = newsOf(reason) }: SessionEnding,
): Plan {
  const outcome = endSession(session, reason, now, limits);
  if (outcome.kind === 'refused') return planOf();
  const { id, personId, startedAt, lastActivityAt, endsAt, endReason } = outcome.session;
  const { gatewaySessionId, tokenExpiresAt } = session;
  return planOf({
    changes: [
      {
        kind: 'save-session',
        session: {
          ...{ id, personId, startedAt, lastActivityAt, endsAt, endReason, state: 'ended' },
          ...{ gatewaySessionId, token: '', tokenExpiresAt },
        },
        expected: session.version,
      },
    ],
    effects: [
      ...effectsOf(endReason, gatewaySessionId),
      ...(news === null ? [] : [tellConsultations({ kind: 'person', id: personId }, news)]),
    ],
    audit: [
      {
        act: endReason === 'signed-out' ? 'signed-out' : 'session-ended',
        actor: actorOf(endReason, personId),
        on: { kind: 'session', id: gatewaySessionId },
        outcome: 'done',
        reason: endReason,
        at: now,
      },
    ],
  });
}

function newsOf(reason: SessionEndReason): ConsultationNews {
  return { kind: 'session-ended', cause: reason === 'signed-out' ? 'signed-out' : 'limit' };
}

function effectsOf(reason: SessionEndReason, gatewaySessionId: string): readonly DeskEffect[] {
  switch (reason) {
    case 'revoked':
      return [];
    case 'idle':
    case 'absolute':
    case 'signed-out':
      return [{ kind: 'end-gateway-session', gatewaySessionId }];
  }
}

function actorOf(reason: SessionEndReason, personId: string): AuditActor {
  return reason === 'signed-out' ? { kind: 'person', id: personId } : { kind: 'service' };
}
