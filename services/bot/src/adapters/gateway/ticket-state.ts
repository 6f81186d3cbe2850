import type {
  ThinEvent,
  CommentMark as WireMark,
  TicketMarks as WireMarks,
  TicketState as WireTicketState,
} from '@desk/contract';
import type { CommentMark, TicketMarks, TicketReading, TicketState } from '../../ports/gateway-desk.ts';

export function readTicketState({ assignee, requester, ...state }: WireTicketState): TicketState {
  return { ...state, requesterEmployeeId: requester, assigneeEmployeeId: assignee };
}

export function readReading({ ticket, marks }: Extract<ThinEvent, { readonly kind: 'ticket-changed' }>): TicketReading {
  return { state: readTicketState(ticket), marks: marks && readMarks(marks) };
}

function readMarks({ comments, ...marks }: WireMarks): TicketMarks {
  return { ...marks, comments: comments.map(readMark) };
}

export function readMark<Mark extends WireMark>({ author, ...mark }: Mark): Omit<Mark, 'author'> & CommentMark {
  return { ...mark, authorEmployeeId: author };
}
