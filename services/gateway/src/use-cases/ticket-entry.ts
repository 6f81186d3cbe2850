import type { AuditAct, AuditEntry } from '@desk/domain';
import type { PersonCaller, ServiceCaller } from './caller.ts';

export interface TicketAct {
  readonly caller: PersonCaller | ServiceCaller;
  readonly number: string;
  readonly act: AuditAct;
  /** A code. */
  readonly reason: string | null;
}

/** What somebody did to a ticket, for the audit. */
export function ticketEntry({ caller, number, act, reason }: TicketAct, at: number): AuditEntry {
  return { act, actor: actorOf(caller), on: { kind: 'ticket', id: number }, outcome: 'done', reason, at };
}

/** What somebody had no right to do. */
export function refusedEntry(act: Omit<TicketAct, 'act'>, at: number): AuditEntry {
  return { ...ticketEntry({ ...act, act: 'access-refused' }, at), outcome: 'refused' };
}

function actorOf(caller: TicketAct['caller']): AuditEntry['actor'] {
  return caller.kind === 'person' ? { kind: 'person', id: caller.profile.employeeId } : { kind: 'service' };
}
