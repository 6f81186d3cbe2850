import type { TicketState } from '@desk/contract';
import type { Consultations } from '../ports/consultations.ts';
import type { TicketLooks } from '../ports/ticket-looks.ts';
import type { TicketParticipants } from '../ports/ticket-participants.ts';
import type { TrackerTicket } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import type { FindHolder } from './find-holder.ts';
import type { LookAtTicket } from './look-at-ticket.ts';
import { isStaff, type TicketRights, takesPart } from './policy.ts';
import type { PresentTicket } from './present-ticket.ts';
import { employeeBehind, type RecogniseAccount } from './recognise-account.ts';

export interface WeighTicketPorts {
  readonly presentTicket: PresentTicket;
  readonly participants: TicketParticipants;
  readonly consultations: Consultations;
  readonly looks: TicketLooks;
  readonly recognise: RecogniseAccount;
  readonly findHolder: FindHolder;
  readonly lookAt: Pick<LookAtTicket, 'recall'>;
}

export interface WeighedTicket {
  readonly state: TicketState;
  readonly rights: TicketRights;
}

/**
 * What a ticket's own data say about rights. A caller's own account is theirs, whatever the directory says of it. Whom
 * the tracker lists as followers is asked only for a caller who has nothing else to do with the ticket.
 */
export function weighTicket(ports: WeighTicketPorts) {
  const { presentTicket, participants, consultations, looks, recognise, findHolder, lookAt } = ports;
  return async (ticket: TrackerTicket, caller: PersonCaller | null): Promise<WeighedTicket> => {
    const [state, letIn, consultedIds] = await Promise.all([
      presentTicket(ticket),
      participants.list(ticket.number),
      caller === null ? [] : consultations.listConsulted(ticket.number),
    ]);
    const isCallers = caller !== null && ticket.reporter !== null && ticket.reporter === caller.trackerAccount;
    const rights = {
      requesterId: state.requester ?? (isCallers ? caller.profile.employeeId : null),
      participantIds: letIn,
      consultedIds,
      assigneeId: state.assignee,
      assigned: ticket.assignee !== null && (await findHolder(ticket.assignee)).kind !== 'left',
      team: state.team,
      status: ticket.status,
      priority: ticket.priority,
    };
    if (caller === null || takesPart(caller.profile, rights) || isStaff(caller.profile, rights)) {
      return { state, rights };
    }
    return { state, rights: { ...rights, participantIds: [...letIn, ...(await listFollowers(ticket.number))] } };
  };

  /** A tracker that does not answer just now is believed what it said last. */
  async function listFollowers(number: string): Promise<readonly string[]> {
    const listed = await looks.listParticipants(number);
    if (listed.kind !== 'listed') return lookAt.recall(number)?.marks?.participants ?? [];
    const followers = await Promise.all(listed.accounts.map((account) => employeeBehind(recognise, account)));
    return followers.filter((follower) => follower !== null);
  }
}

export type WeighTicket = ReturnType<typeof weighTicket>;
