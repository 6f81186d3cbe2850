import type { CommentDesk } from '../../ports/gateway-desk.ts';
import type { FileSender } from '../../ports/messenger.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import type { TicketComments } from '../../ports/ticket-comments.ts';
import type { TicketScreen } from '../../ports/ticket-screen.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import type { ActionOf } from '../routes.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { notice, tell } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

type SendFile = Extract<DeskEffect, { readonly kind: 'send-file' }>;
type WhyNot = Extract<TicketScreen, { readonly kind: 'file-not-sent' }>['why'];

/** *File*: it comes in its turn behind everything else of the chat, so that what is taken back later finds it there. */
export function getFile({ comments }: { readonly comments: TicketComments }) {
  return async (turn: SignedInTurn, { ticketId, commentId, fileId }: ActionOf<'get-file'>): Promise<Plan> => {
    const known = await comments.find(ticketId, commentId);
    const { id: personId, chatId } = turn.person;
    if (known?.state !== 'shown' || !known.readers.includes(personId)) {
      return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    }
    return planOf({ effects: [{ kind: 'send-file', chatId, personId, ticketId, commentId, fileId }] });
  };
}

interface Needs extends FindToken {
  readonly tickets: Tickets;
  readonly comments: TicketComments;
  readonly people: People;
  readonly commentDesk: CommentDesk;
  readonly fileSender: FileSender;
  readonly clock: Clock;
}

interface Sending {
  readonly effect: SendFile;
  readonly number: string;
  readonly reader: Acquaintance;
}

/** A file of a comment, asked for with its reader's own token and passed on to the chat: nothing of it stays here. */
export function sendFile(needs: Needs) {
  return (effect: SendFile, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const sending = await findSending(needs, effect);
      if (sending === null) return planOf();
      const found = await findToken(needs, sending.reader, needs.clock.now());
      switch (found.kind) {
        case 'token':
          return pass(needs, sending, found.token, item);
        case 'session-ended':
          return explain(sending, 'session-ended');
        case 'down':
        case 'unknown':
          return retryLater(found, item);
      }
    });
}

/** Null where the comment was taken back meanwhile. */
async function findSending({ tickets, comments, people }: Needs, effect: SendFile): Promise<Sending | null> {
  const [stored, comment, reader] = await Promise.all([
    tickets.findById(effect.ticketId),
    comments.find(effect.ticketId, effect.commentId),
    people.findById(effect.personId),
  ]);
  const number = stored?.ticket.number ?? null;
  if (number === null || reader === null || comment?.state !== 'shown') return null;
  return { effect, number, reader };
}

async function pass(needs: Needs, sending: Sending, token: string, item: OutboxItem): Promise<Plan | Delivery> {
  const { effect, number } = sending;
  const answer = await needs.commentDesk.readFile(token, number, effect.fileId);
  switch (answer.kind) {
    case 'read':
      return needs.fileSender.send(effect.chatId, answer.file);
    case 'session-ended':
      return explain(sending, 'session-ended');
    case 'refused':
      return explain(sending, answer.reason === 'too-large' ? 'too-large' : 'gone');
    case 'down':
    case 'unknown':
      return retryLater(answer, item);
  }
}

function explain({ reader, number, effect: { ticketId } }: Sending, why: WhyNot): Plan {
  const view = { screen: { kind: 'file-not-sent', number, why }, keyboard: null, about: ticketId } as const;
  return planOf({ effects: tell(reader.person, view) });
}
