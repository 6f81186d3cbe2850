import { isOpen } from '@desk/domain';
import type { CommentDesk } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { OutgoingComments } from '../../ports/outgoing-comments.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { buttons, press, tell, type View } from '../show-screen.ts';

type TellNote = Extract<DeskEffect, { readonly kind: 'tell-note' }>;

interface Needs extends FindToken {
  readonly tickets: Tickets;
  readonly outgoing: OutgoingComments;
  readonly people: People;
  readonly commentDesk: CommentDesk;
  readonly clock: Clock;
}

interface Telling {
  readonly effect: TellNote;
  readonly number: string;
  readonly reader: Acquaintance;
}

const lookEveryMs = 15_000;
/** As long as a team may take to find somebody. */
const waitMs = 12 * 3_600_000;

/**
 * Shows whoever is handed a ticket what the one before has to say about it. The words are read with the reader's own
 * token, at that moment; one who is signed out learns that there is a note, and no more. A team's note waits until
 * somebody of the team has the ticket.
 */
export function tellNote(needs: Needs) {
  return (effect: TellNote, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      const stored = await needs.tickets.findById(effect.ticketId);
      const number = stored?.ticket.number ?? null;
      if (stored === null || number === null || !isOpen(stored.ticket.status)) return planOf();
      const { assigneeId } = stored.ticket;
      if (assigneeId === null) return waitForSomebody(effect, now);
      const reader = await needs.people.findById(assigneeId);
      const note = await needs.outgoing.findById(effect.message);
      if (reader === null || note?.comment.authorId === assigneeId) return planOf();
      return tellReader(needs, { effect, number, reader }, item, now);
    });
}

function waitForSomebody(effect: TellNote, now: number): Plan {
  if (now - effect.since >= waitMs) return planOf();
  return planOf({ effects: [{ kind: 'delayed', dueAt: now + lookEveryMs, effect }] });
}

async function tellReader(
  needs: Needs,
  { effect, number, reader }: Telling,
  item: OutboxItem,
  now: number,
): Promise<Plan | Delivery> {
  const { ticketId, message } = effect;
  const found = await findToken(needs, reader, now);
  const answer = found.kind === 'token' ? await needs.commentDesk.readNote(found.token, number, message) : found;
  switch (answer.kind) {
    case 'read': {
      const { authorName, text } = answer;
      const keyboard = buttons([press({ kind: 'open-ticket', ticketId, below: true })]);
      return show(effect, reader, { screen: { kind: 'note', number, authorName, text }, keyboard });
    }
    case 'session-ended': {
      const keyboard = buttons([press({ kind: 'open-note', ticketId, message })]);
      return show(effect, reader, { screen: { kind: 'note-waiting', number }, keyboard });
    }
    case 'refused':
      return planOf();
    case 'down':
    case 'unknown':
      return retryLater(answer, item);
  }
}

/** About no ticket, as far as replies go: an answer to it would be read by the requester. */
function show({ ticketId, message }: TellNote, { person }: Acquaintance, view: View): Plan {
  return planOf({ effects: tell(person, view, { kind: 'card', card: `note:${ticketId}:${message}` }) });
}
