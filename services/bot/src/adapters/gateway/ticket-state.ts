import type { TicketState as WireTicketState } from '@desk/contract';
import type { TicketState } from '../../ports/gateway-desk.ts';

export function readTicketState({ assignee, requester, ...state }: WireTicketState): TicketState {
  return { ...state, requesterEmployeeId: requester, assigneeEmployeeId: assignee };
}
