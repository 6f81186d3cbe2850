import type { StoredChatMessage } from '../../ports/consultations.ts';
import { overtakenMs } from '../see-speaker.ts';
import type { Turn } from '../turn.ts';
import { openComposition } from '../writing/composition.ts';
import { cardsAnnouncing } from './dialogue-card.ts';
import { asLive, type DialogueDesk, type LiveDialogue } from './dialogue-desk.ts';

/** Whom a message is for, where somebody is in a live dialogue. */
export type Addressee =
  | { readonly kind: 'dialogue'; readonly dialogue: LiveDialogue; readonly quoteOf: string | null }
  /** Several dialogues, and nothing says which of them. */
  | { readonly kind: 'unclear'; readonly dialogues: readonly LiveDialogue[] }
  /** It answers something said in a dialogue that is over, or was itself written in one. */
  | { readonly kind: 'over'; readonly consultationId: string }
  /** For a ticket, a prompt, a draft: not for a dialogue. */
  | { readonly kind: 'elsewhere' };

type Needs = Pick<DialogueDesk, 'chatMessages' | 'ticketMessages' | 'cards' | 'policy'>;

/** Where a message stands in its chat, null for what is passed on to nobody, and what it answers there. */
export interface PlaceInChat {
  readonly messageId: number | null;
  readonly replyTo: number | null;
}

/** For so long somebody may still be writing to whom they wrote before. */
const typingMs = 30_000;

const elsewhere: Addressee = { kind: 'elsewhere' };

/**
 * What is quoted decides: words of a dialogue are for that dialogue, a message about another ticket is for that ticket.
 * Else an open prompt takes the message, then the only dialogue there is. Of several none is guessed.
 */
export async function findDialogue(needs: Needs, turn: Turn, place: PlaceInChat): Promise<Addressee> {
  if (turn.known === null || turn.speaker.chatKind !== 'private') return elsewhere;
  const quoted = await findQuoted(needs, turn, place.replyTo);
  const dialogues = turn.talk.dialogues.map(asLive).filter((each) => each !== null);
  return findByQuote(turn, dialogues, quoted) ?? findWithout(needs, turn, dialogues, place.messageId);
}

interface Quoted {
  readonly said: StoredChatMessage | null;
  readonly ticketId: string | null;
}

async function findQuoted(
  { chatMessages, ticketMessages }: Needs,
  turn: Turn,
  replyTo: number | null,
): Promise<Quoted> {
  if (replyTo === null) return { said: null, ticketId: null };
  const { chatId } = turn.speaker;
  const [said, about] = await Promise.all([
    chatMessages.findAt({ chatId, messageId: replyTo }),
    ticketMessages.find(chatId, replyTo),
  ]);
  return { said, ticketId: about?.ticketId ?? null };
}

/** Null where what is quoted says nothing of whom it is for. */
function findByQuote(turn: Turn, dialogues: readonly LiveDialogue[], { said, ticketId }: Quoted): Addressee | null {
  if (said !== null) {
    const dialogue = dialogues.find(({ consultation }) => consultation.id === said.consultationId);
    return dialogue
      ? { kind: 'dialogue', dialogue, quoteOf: said.id }
      : { kind: 'over', consultationId: said.consultationId };
  }
  if (ticketId === null) return null;
  if (openComposition(turn)?.ticketId === ticketId) return elsewhere;
  const dialogue = dialogues.find(({ consultation }) => consultation.ticketId === ticketId);
  return dialogue ? { kind: 'dialogue', dialogue, quoteOf: null } : elsewhere;
}

async function findWithout(
  needs: Needs,
  turn: Turn,
  dialogues: readonly LiveDialogue[],
  messageId: number | null,
): Promise<Addressee> {
  const [first, ...others] = dialogues;
  if (first === undefined || isPrompted(turn, dialogues)) return elsewhere;
  const left = messageId === null ? null : await findLeft(needs, turn, dialogues, messageId);
  if (left !== null) return { kind: 'over', consultationId: left };
  const isClear = others.length === 0 && !hasJustLost(needs, turn);
  return isClear ? { kind: 'dialogue', dialogue: first, quoteOf: null } : { kind: 'unclear', dialogues };
}

/**
 * The dialogue that words were written in, where it has ended and another begun before they came: they stand above
 * whatever first told their author of the one that is live. Null where they were written to that one.
 */
async function findLeft(
  { cards }: Needs,
  { talk: { justEnded }, speaker: { chatId }, now }: Turn,
  dialogues: readonly LiveDialogue[],
  messageId: number,
): Promise<string | null> {
  if (justEnded === null || !dialogues.every(({ consultation }) => hasJustBegun(consultation, now))) return null;
  const announced = await Promise.all(
    dialogues.map(({ consultation }) => cards.findFirst(chatId, cardsAnnouncing(consultation.id))),
  );
  const isOlder = announced.every((card) => card === null || messageId < card.messageId);
  return isOlder ? justEnded.id : null;
}

/** When it was handed over is not known: it may be new to whoever has it now. */
function hasJustBegun({ acceptedAt, participants }: LiveDialogue['consultation'], now: number): boolean {
  return participants.length > 1 || now - (acceptedAt ?? now) < overtakenMs;
}

/** Where one of several has just ended, what is being written may have been meant for that one. */
function hasJustLost({ policy }: Needs, { talk: { justEnded }, now }: Turn): boolean {
  return policy.consultationLimits.capacity > 1 && justEnded !== null && justEnded.endedAt >= now - typingMs;
}

/** A prompt from before a dialogue was begun has had its day: what is written now is meant for who is on the line. */
function isPrompted(turn: Turn, dialogues: readonly LiveDialogue[]): boolean {
  const composition = openComposition(turn);
  if (composition === null) return false;
  return dialogues.every(({ consultation }) => (consultation.acceptedAt ?? 0) <= composition.startedAt);
}
