import type { GatewayTrouble, UploadedFile } from '../../ports/gateway-desk.ts';
import type { Change, Plan } from '../../ports/plan.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';
import type { Filing } from './filing.ts';
import { ticketCard } from './ticket-card.ts';

export interface Delay {
  readonly uploaded: readonly UploadedFile[];
  readonly grant: StoredTicket['grant'];
  /** Null: the gateway has it and the tracker is away. */
  readonly trouble: GatewayTrouble | null;
  readonly now: number;
}

/** The person is told once that the number follows later; null when nothing is new. */
export function planDelay(filing: Filing, delay: Delay): Plan | null {
  const { ticket, draft, state, requester } = filing;
  const changes: Change[] = [];
  if (delay.grant?.id !== ticket.grant?.id) {
    const { version, ...kept } = ticket;
    changes.push({ kind: 'save-ticket', ...kept, grant: delay.grant, expected: version });
  }
  if (!state.delayTold || delay.uploaded.length !== state.uploaded.length) {
    const next = { ...state, uploaded: delay.uploaded, delayTold: true };
    changes.push({ kind: 'save-draft', draft: draft.draft, state: next, expected: draft.version });
  }
  if (changes.length === 0) return null;
  if (state.delayTold) return planOf({ changes });

  const { id } = ticket.ticket;
  return planOf({
    changes,
    effects: tell(
      requester.person,
      { screen: { kind: 'accepted-later' }, keyboard: null },
      ticketCard({ id }, 'in-place'),
    ),
    audit: [
      {
        act: 'integration-failed',
        actor: { kind: 'service' },
        on: { kind: 'ticket', id },
        outcome: 'failed',
        reason: delay.trouble === null ? 'tracker-down' : `gateway-${delay.trouble.kind}`,
        at: delay.now,
      },
    ],
  });
}
