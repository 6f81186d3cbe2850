import type { ThinEvent } from '@desk/contract';
import { atMost } from './at-most.ts';
import type { LookAtTicket } from './look-at-ticket.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';

export interface LookAtTicketsPorts {
  readonly lookAt: LookAtTicket;
}

export type LookAtTicketsOutcome = { readonly kind: 'looked'; readonly events: ThinEvent[] } | Refusal<'tracker-down'>;

const looksUnderWayMax = 8;

/** Tickets as they are now. Those that cannot be seen are left out; if the tracker shows none at all, it is down. */
export function lookAtTickets({ lookAt }: LookAtTicketsPorts) {
  return async (numbers: readonly string[]): Promise<LookAtTicketsOutcome> => {
    const outcomes = await atMost(looksUnderWayMax, [...new Set(numbers)], lookAt.look);
    const events = outcomes.flatMap((outcome) => (outcome.kind === 'looked' ? [outcome.event] : []));
    const trouble = outcomes.find((outcome) => outcome.kind === 'down' || outcome.kind === 'unknown');
    if (events.length > 0 || trouble === undefined) return { kind: 'looked', events };
    const { retryAfterSeconds = 10 } = refuseTrouble(trouble);
    return refuse('tracker-down', { retryAfterSeconds });
  };
}
