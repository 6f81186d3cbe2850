import {
  isOpen,
  type Ticket,
  type TicketEvent,
  type TicketNews,
  type TicketOutcome,
  type TicketStatus,
} from './ticket.ts';

/**
 * What became of a ticket. Facts of the tracker may arrive twice or again from the poll: what is known already is
 * refused as 'unchanged', so news is told once.
 */
export function changeTicket(ticket: Ticket, event: TicketEvent, now: number): TicketOutcome {
  switch (event.kind) {
    case 'filed':
      return file(ticket, event.number, now);
    case 'filing-refused':
      return refuseFiling(ticket, now);
    case 'sent-again':
      return sendAgain(ticket, now);
    case 'status-changed':
      if (ticket.status === event.status) return refused('unchanged');
      return moved({ ...ticket, status: event.status, changedAt: now }, newsOf(ticket.status, event.status));
    case 'priority-changed':
      if (ticket.priority === event.priority) return refused('unchanged');
      return moved({ ...ticket, priority: event.priority, changedAt: now }, 'changed');
    case 'assigned':
      if (ticket.assigneeId === event.personId) return refused('unchanged');
      return moved({ ...ticket, assigneeId: event.personId, assignedElsewhere: false, changedAt: now }, 'assigned');
    case 'assigned-elsewhere':
      if (ticket.assignedElsewhere) return refused('unchanged');
      return moved({ ...ticket, assigneeId: null, assignedElsewhere: true, changedAt: now }, 'assigned');
    case 'unassigned':
      if (ticket.assigneeId === null && !ticket.assignedElsewhere) return refused('unchanged');
      return moved({ ...ticket, assigneeId: null, assignedElsewhere: false, changedAt: now }, 'unassigned');
  }
}

function file(ticket: Ticket, number: string, now: number): TicketOutcome {
  switch (ticket.filing) {
    case 'accepted':
      return moved({ ...ticket, filing: 'filed', number, changedAt: now }, 'filed');
    case 'filed':
      return refused(ticket.number === number ? 'unchanged' : 'already-filed');
    case 'refused':
      return refused('filing-was-refused');
  }
}

function refuseFiling(ticket: Ticket, now: number): TicketOutcome {
  switch (ticket.filing) {
    case 'accepted':
      return moved({ ...ticket, filing: 'refused', changedAt: now }, 'refused');
    case 'filed':
      return refused('already-filed');
    case 'refused':
      return refused('unchanged');
  }
}

function sendAgain(ticket: Ticket, now: number): TicketOutcome {
  switch (ticket.filing) {
    case 'accepted':
      return refused('unchanged');
    case 'filed':
      return refused('already-filed');
    case 'refused':
      return moved({ ...ticket, filing: 'accepted', changedAt: now }, 'changed');
  }
}

function newsOf(before: TicketStatus, after: TicketStatus): TicketNews {
  if (isOpen(after)) return isOpen(before) ? 'changed' : 'reopened';
  if (after === 'closed') return 'closed';
  return 'resolved';
}

function moved(ticket: Ticket, news: TicketNews): TicketOutcome {
  return { kind: 'moved', ticket, news };
}

function refused(reason: Extract<TicketOutcome, { kind: 'refused' }>['reason']): TicketOutcome {
  return { kind: 'refused', reason };
}
