import type { TicketState as WireTicketState } from '@desk/contract';
import type { TicketState } from '../../ports/gateway-desk.ts';

export function readTicketState({ assignee, ...state }: WireTicketState): TicketState {
  return { ...state, assigneeEmployeeId: assignee };
}
