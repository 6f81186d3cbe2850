import type { TicketState } from '@desk/contract';
import type { AuditAct, AuditEntry, TicketStatus } from '@desk/domain';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketReader, TicketWriter, TrackerTicket } from '../ports/tracker.ts';
import type { PersonCaller, ServiceCaller } from './caller.ts';
import { deskMayMove, mayMove } from './policy.ts';
import type { PresentTicket } from './present-ticket.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface MoveTicketPorts {
  readonly reader: TicketReader;
  readonly writer: TicketWriter;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly weigh: WeighTicket;
  readonly presentTicket: PresentTicket;
}

export type MoveTicketOutcome =
  | { readonly kind: 'moved'; readonly ticket: TicketState }
  | Refusal<'not-permitted' | 'not-found' | 'overtaken' | 'tracker-down'>;

/** Moves a ticket to another status, for a person with a right to it or the desk itself. Being there already is done. */
export function moveTicket(ports: MoveTicketPorts) {
  return async (caller: PersonCaller | ServiceCaller, number: string, to: TicketStatus): Promise<MoveTicketOutcome> => {
    const { reader, writer, clock } = ports;
    const read = await reader.read(number);
    if (read.kind !== 'read') return refuseTrouble(read);
    const { state, rights } = await ports.weigh(read.ticket, caller.kind === 'person' ? caller : null);
    const permitted = caller.kind === 'person' ? mayMove(caller.profile, rights, to) : deskMayMove(rights, to);
    if (!permitted) {
      await record(ports, caller, number, 'access-refused', 'refused', `move-to-${to}`);
      return refuse('not-permitted');
    }
    if (read.ticket.status === to) return { kind: 'moved', ticket: state };

    const outcome = await writer.move(number, to);
    if (outcome.kind === 'refused' && outcome.reason === 'no-such-transition') {
      return refuse('overtaken', { current: read.ticket.status });
    }
    if (outcome.kind === 'down' || outcome.kind === 'refused') return refuseTrouble(outcome);
    const after = await reader.read(number);
    const ticket = after.kind === 'read' ? after.ticket : { ...read.ticket, status: to, changedAt: clock.now() };
    if (outcome.kind === 'unknown' && !(after.kind === 'read' && after.ticket.status === to))
      return refuseTrouble(outcome);
    await record(ports, caller, number, actOf(read.ticket, to), 'done', `to-${to}`);
    return { kind: 'moved', ticket: await ports.presentTicket(ticket) };
  };
}

function actOf({ status }: TrackerTicket, to: TicketStatus): AuditAct {
  return status === 'new' && to === 'in-progress' ? 'ticket-taken' : 'ticket-moved';
}

async function record(
  { audit, clock }: MoveTicketPorts,
  caller: PersonCaller | ServiceCaller,
  number: string,
  act: AuditAct,
  outcome: 'done' | 'refused',
  reason: string,
): Promise<void> {
  const actor: AuditEntry['actor'] =
    caller.kind === 'person' ? { kind: 'person', id: caller.profile.employeeId } : { kind: 'service' };
  await audit.append([{ act, actor, on: { kind: 'ticket', id: number }, outcome, reason, at: clock.now() }]);
}
