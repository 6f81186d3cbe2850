import type { Priority } from '../ticket/ticket.ts';
import type { Requested } from './consultation.ts';
import { freshSearch } from './search-round.ts';

export interface ConsultationRequest {
  readonly id: string;
  readonly ticketId: string;
  readonly employeeId: string;
  readonly team: string;
  /** The tracker's, which counts in the queue. */
  readonly priority: Priority;
}

/** An employee asks for a specialist: in the queue at once, to be served as soon as somebody is free. */
export function startConsultation(request: ConsultationRequest, now: number): Requested {
  const times = { requestedAt: now, queuedAt: now, acceptedAt: null };
  return { ...request, ...times, state: 'requested', search: freshSearch, participants: [] };
}
