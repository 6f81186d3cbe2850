import type { Priority } from '@desk/domain';
import type { TicketTexts } from '../ports/ticket-texts.ts';
import type { TicketWriter } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import type { ChangeTicket, ChangeTicketOutcome, Order } from './change-ticket.ts';
import { isRaised, mayPrioritise } from './policy.ts';

export interface PrioritiseTicketPorts {
  readonly writer: TicketWriter;
  readonly texts: TicketTexts;
  readonly change: ChangeTicket;
}

/** Sets a ticket's priority. A remark with a higher one is why it is urgent, and says so. */
export function prioritiseTicket({ writer, texts, change }: PrioritiseTicketPorts) {
  return (order: Order & { readonly caller: PersonCaller }, to: Priority): Promise<ChangeTicketOutcome> => {
    const { caller, number } = order;
    const reasoned = order.remark !== null;
    return change(order, {
      act: () => 'ticket-prioritised',
      what: `to-${to}`,
      isPermitted: (rights) => mayPrioritise(caller.profile, rights, { to, reasoned }),
      isDone: ({ priority }) => priority === to,
      write: () => writer.prioritise(number, to),
      word: (remark, { priority }) =>
        remark.text.trim() !== '' && isRaised(priority, to)
          ? { ...remark, text: texts.priorityReason(remark.language, remark.text) }
          : remark,
      assume: (before) => ({ ...before, priority: to }),
    });
  };
}
