import type { AnswerOf, GatewayEndpoints } from '@desk/contract';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Directory } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketReader } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import { mayRead, owns } from './policy.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface ReadTicketPorts {
  readonly reader: TicketReader;
  readonly directory: Directory;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly weigh: WeighTicket;
}

export type ReadTicketOutcome =
  | { readonly kind: 'read'; readonly answer: AnswerOf<GatewayEndpoints['readTicket']>['body'] }
  | Refusal<'not-permitted' | 'not-found' | 'tracker-down'>;

/** A ticket with its text, for people who may see it. Reading somebody else's, and trying to, is audited. */
export function readTicket({ reader, directory, audit, clock, weigh }: ReadTicketPorts) {
  return async (caller: PersonCaller, number: string): Promise<ReadTicketOutcome> => {
    const read = await reader.read(number);
    if (read.kind !== 'read') return refuseTrouble(read);
    const { state, rights } = await weigh(read.ticket, caller);
    const permitted = mayRead(caller.profile, rights);
    if (!owns(caller.profile, rights)) await recordReading(caller, number, permitted);
    if (!permitted) return refuse('not-permitted');

    const { summary, description, files } = read.text;
    const assigneeName = state.assignee === null ? null : await nameOf(state.assignee);
    return { kind: 'read', answer: { ticket: state, summary, description, assigneeName, files: [...files] } };
  };

  async function nameOf(employeeId: string): Promise<string | null> {
    const found = await directory.findById(employeeId);
    return found.kind === 'found' ? found.entry.displayName : null;
  }

  async function recordReading(caller: PersonCaller, number: string, permitted: boolean): Promise<void> {
    await audit.append([
      {
        act: 'ticket-read',
        actor: { kind: 'person', id: caller.profile.employeeId },
        on: { kind: 'ticket', id: number },
        outcome: permitted ? 'done' : 'refused',
        reason: permitted ? null : 'not-permitted',
        at: clock.now(),
      },
    ]);
  }
}
