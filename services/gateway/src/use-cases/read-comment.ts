import type { AnswerOf, GatewayEndpoints } from '@desk/contract';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketLooks } from '../ports/ticket-looks.ts';
import type { TicketReader } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import { mayRead, takesPart } from './policy.ts';
import type { PresentComments } from './present-comments.ts';
import { recordReading } from './record-reading.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface ReadCommentPorts {
  readonly reader: TicketReader;
  readonly looks: TicketLooks;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly weigh: WeighTicket;
  readonly presentComments: PresentComments;
}

export type ReadCommentOutcome =
  | { readonly kind: 'read'; readonly answer: AnswerOf<GatewayEndpoints['readComment']>['body'] }
  | Refusal<'not-permitted' | 'not-found' | 'tracker-down'>;

/** One comment proven public at this moment, for people who may see its ticket. */
export function readComment(ports: ReadCommentPorts) {
  return async (caller: PersonCaller, number: string, commentId: string): Promise<ReadCommentOutcome> => {
    const { reader, looks, weigh, presentComments } = ports;
    // At once, because news wait for it; nothing of the second leaves before the first has said who may read.
    const [read, found] = await Promise.all([reader.read(number), looks.readComment(number, commentId)]);
    if (read.kind !== 'read') return refuseTrouble(read);
    const { rights } = await weigh(read.ticket, caller);
    const permitted = mayRead(caller.profile, rights);
    if (!takesPart(caller.profile, rights)) await recordReading(ports, caller, number, permitted);
    if (!permitted) return refuse('not-permitted');

    if (found.kind !== 'read') return refuseTrouble(found);
    const [comment] = await presentComments.comments([found.comment]);
    return comment ? { kind: 'read', answer: { comment } } : refuse('not-found');
  };
}
