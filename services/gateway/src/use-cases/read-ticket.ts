import type { AnswerOf, GatewayEndpoints } from '@desk/contract';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Directory } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketLooks } from '../ports/ticket-looks.ts';
import type { PersonCaller } from './caller.ts';
import { isStaff, mayRead, owns } from './policy.ts';
import type { PresentComments } from './present-comments.ts';
import { recordReading } from './record-reading.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface ReadTicketPorts {
  readonly looks: TicketLooks;
  readonly directory: Directory;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly weigh: WeighTicket;
  readonly presentComments: PresentComments;
}

export type ReadTicketOutcome =
  | { readonly kind: 'read'; readonly answer: AnswerOf<GatewayEndpoints['readTicket']>['body'] }
  | Refusal<'not-permitted' | 'not-found' | 'tracker-down'>;

/**
 * A ticket with its text and its latest public comments, for people who may see it. Whoever asked for it, or follows
 * it, learns of no file that colleagues keep among themselves, not even its name.
 */
export function readTicket(ports: ReadTicketPorts) {
  return async (caller: PersonCaller, number: string): Promise<ReadTicketOutcome> => {
    const { looks, weigh, presentComments } = ports;
    const shown = await looks.readShown(number);
    if (shown.kind !== 'read') return refuseTrouble(shown);
    const { state, rights } = await weigh(shown.ticket, caller);
    const permitted = mayRead(caller.profile, rights);
    if (!owns(caller.profile, rights)) await recordReading(ports, caller, number, permitted);
    if (!permitted) return refuse('not-permitted');

    const { summary, description, files } = shown.text;
    const everyFile = isStaff(caller.profile, rights);
    const answer = {
      ...{ ticket: state, summary, description },
      assigneeName: state.assignee === null ? null : await nameOf(state.assignee),
      files: files.filter(({ id }) => everyFile || shown.fileIds.has(id)),
      comments: await presentComments.comments(shown.comments),
    };
    return { kind: 'read', answer };
  };

  async function nameOf(employeeId: string): Promise<string | null> {
    const found = await ports.directory.findById(employeeId);
    return found.kind === 'found' ? found.entry.displayName : null;
  }
}
