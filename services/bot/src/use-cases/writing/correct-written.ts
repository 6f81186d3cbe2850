import type { OutgoingComments, StoredOutgoing, TicketMessages } from '../../ports/outgoing-comments.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import type { IntentOf } from '../routes.ts';
import { reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

interface Needs {
  readonly ticketMessages: TicketMessages;
  readonly outgoing: OutgoingComments;
  readonly tickets: Tickets;
  /** What went into a draft is corrected there. */
  readonly correct: (turn: SignedInTurn, said: IntentOf<'message-edited'>) => Promise<Plan>;
}

/** The person corrected a message in the chat: the comment that it became says what the chat says. */
export function correctWritten(needs: Needs) {
  return async (turn: SignedInTurn, said: IntentOf<'message-edited'>): Promise<Plan> => {
    const noted = await needs.ticketMessages.find(turn.speaker.chatId, said.messageId);
    const stored = noted === null || noted.message === null ? null : await needs.outgoing.findById(noted.message);
    if (stored === null || stored.comment.authorId !== turn.person.id) return needs.correct(turn, said);
    return correctPart(stored, said) ?? correctPosted(stored, said) ?? (await refuse(needs, turn, stored));
  };
}

/** The rest of its album is still waited for: nobody has read it yet. */
function correctPart(
  { comment, version }: StoredOutgoing,
  { messageId, text }: IntentOf<'message-edited'>,
): Plan | null {
  if (comment.state !== 'collecting' || comment.content === null) return null;
  const said = text === null || text.trim() === '' ? null : text;
  const parts = comment.content.parts.map((part) => (part.messageId === messageId ? { ...part, text: said } : part));
  const wordedIn = parts.flatMap((part) => (part.text === null ? [] : [part.messageId]));
  const corrected = { ...comment, wordedIn, content: { ...comment.content, parts } };
  return planOf({ changes: [{ kind: 'save-outgoing', comment: corrected, expected: version }] });
}

/** The words of several messages are one comment: which of them were whose is known no more once they have left. */
function correctPosted(
  { comment, version }: StoredOutgoing,
  { messageId, text }: IntentOf<'message-edited'>,
): Plan | null {
  const isAllOfIt = comment.wordedIn.every((other) => other === messageId);
  if (comment.state === 'refused' || text === null || text.trim() === '' || !isAllOfIt) return null;
  const before = comment.content ?? { parts: [], uploaded: [], withoutFile: [] };
  const corrected = { ...comment, wordedIn: [messageId], content: { ...before, correction: text } };
  const { id, ticketId } = comment;
  return planOf({
    changes: [{ kind: 'save-outgoing', comment: corrected, expected: version }],
    effects: [{ kind: 'edit-comment', ticketId, messageId: id, askedAt: null }],
  });
}

async function refuse({ tickets }: Needs, turn: SignedInTurn, { comment }: StoredOutgoing): Promise<Plan> {
  const stored = await tickets.findById(comment.ticketId);
  const screen = { kind: 'comment-not-corrected', number: stored?.ticket.number ?? '' } as const;
  return planOf({ effects: [reply(turn, { screen, keyboard: null, about: comment.ticketId })] });
}
