import { ThinEvent } from '@desk/contract';
import type { TicketReading } from '../../ports/gateway-desk.ts';
import type { HandleArrival } from '../../ports/inbox.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import { planOf } from '../../use-cases/compose-plan.ts';

type Committed = Promise<'committed' | 'overtaken' | 'fenced'>;

/** An event out of the inbox that the gateway told of; one that the contract does not know is only marked done. */
export function handleTrackerArrival({
  applyState,
  endRevoked,
  tellAlarm,
  tellSupervisors,
  tellVerdict,
  followErasure,
  noteHook,
  ledger,
}: {
  readonly applyState: (reading: TicketReading, cause: Cause) => Committed;
  readonly endRevoked: (gatewaySessionId: string, cause: Cause) => Committed;
  readonly tellAlarm: (alarm: { readonly alarm: string; readonly count: number }, cause: Cause) => Committed;
  readonly tellSupervisors: (employeeIds: readonly string[], cause: Cause) => Committed;
  readonly tellVerdict: (
    word: { readonly confirmationId: string; readonly verdict: 'confirm' | 'refuse' },
    cause: Cause,
  ) => Committed;
  readonly followErasure: (employeeId: string, cause: Cause) => Committed;
  /** A webhook has told something. */
  readonly noteHook: () => Promise<void>;
  readonly ledger: Ledger;
}): HandleArrival {
  return async ({ source, sourceId, lane, epoch, payload }) => {
    const cause: Cause = { kind: 'inbox', source, sourceId, lane, epoch };
    const event = ThinEvent.safeParse(payload);
    if (!event.success) return ledger.commit(planOf(), cause);
    switch (event.data.kind) {
      case 'ticket-changed':
        await noteHook();
        return applyState(readingOf(event.data), cause);
      case 'session-revoked':
        return endRevoked(event.data.sessionId, cause);
      case 'security-alarm':
        return tellAlarm(event.data, cause);
      case 'confirmation-asked':
        return tellSupervisors(event.data.supervisors, cause);
      case 'confirmation-settled':
        return tellVerdict(event.data, cause);
      case 'person-erased':
        return followErasure(event.data.employeeId, cause);
    }
  };
}

function readingOf({ ticket, marks }: Extract<ThinEvent, { readonly kind: 'ticket-changed' }>): TicketReading {
  const { assignee, requester, ...state } = ticket;
  const comments = marks?.comments.map(({ author, ...mark }) => ({ ...mark, authorEmployeeId: author })) ?? [];
  return {
    state: { ...state, requesterEmployeeId: requester, assigneeEmployeeId: assignee },
    marks: marks && { ...marks, comments },
  };
}
