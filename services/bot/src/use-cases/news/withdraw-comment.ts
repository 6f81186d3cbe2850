import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { People, Person } from '../../ports/people.ts';
import type { DeskEffect, Ledger } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery } from '../deliver-effect.ts';
import { commentCardName, type NumberedTicket } from './comment-card.ts';

type WithdrawComment = Extract<DeskEffect, { readonly kind: 'withdraw-comment' }>;

/** A comment is gone or no longer public: in its turn behind everything that showed it, it is taken back. */
export function withdrawComment({
  tickets,
  people,
  ledger,
}: {
  readonly tickets: Tickets;
  readonly people: People;
  readonly ledger: Ledger;
}) {
  return ({ ticketId, commentId, personId }: WithdrawComment, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(ledger, item, async () => {
      const [stored, reader] = await Promise.all([tickets.findById(ticketId), people.findById(personId)]);
      if (stored === null || stored.ticket.number === null || reader === null) return planOf();
      const { number } = stored.ticket;
      const numbered = { ...stored, ticket: { ...stored.ticket, number } };
      return planOf({ effects: takeBack(reader.person, numbered, commentId) });
    });
}

/** Nothing of it stays where it was shown, whoever the chat belongs to by now. */
export function takeBack(
  { chatId, language }: Person,
  { ticket: { id, number } }: NumberedTicket,
  commentId: string,
): readonly DeskEffect[] {
  const instead = { kind: 'comment-withdrawn', number } as const;
  return [{ kind: 'withdraw-card', chatId, language, card: commentCardName(id, commentId), instead }];
}
