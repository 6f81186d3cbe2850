import type { StoredChatMessage } from '../../ports/consultations.ts';
import type { Turn } from '../turn.ts';
import { openComposition } from '../writing/composition.ts';
import { asLive, type DialogueDesk, type LiveDialogue } from './dialogue-desk.ts';

/** Whom a message is for, where somebody is in a live dialogue. */
export type Addressee =
  | { readonly kind: 'dialogue'; readonly dialogue: LiveDialogue; readonly quoteOf: string | null }
  /** Several dialogues, and nothing says which of them. */
  | { readonly kind: 'unclear'; readonly dialogues: readonly LiveDialogue[] }
  /** It answers something said in a dialogue that is over. */
  | { readonly kind: 'over'; readonly consultationId: string }
  /** For a ticket, a prompt, a draft: not for a dialogue. */
  | { readonly kind: 'elsewhere' };

type Needs = Pick<DialogueDesk, 'consultations' | 'chatMessages' | 'ticketMessages' | 'policy'>;

/** For so long somebody may still be writing to whom they wrote before. */
const typingMs = 30_000;

const elsewhere: Addressee = { kind: 'elsewhere' };

/**
 * What is quoted decides: words of a dialogue are for that dialogue, a message about another ticket is for that ticket.
 * Else an open prompt takes the message, then the only dialogue there is. Of several none is guessed.
 */
export async function findDialogue(needs: Needs, turn: Turn, replyTo: number | null): Promise<Addressee> {
  if (turn.known === null || turn.speaker.chatKind !== 'private') return elsewhere;
  const [stored, quoted] = await Promise.all([
    needs.consultations.listDialoguesOf(turn.known.person.id),
    findQuoted(needs, turn, replyTo),
  ]);
  const dialogues = stored.map(asLive).filter((each) => each !== null);
  return findByQuote(turn, dialogues, quoted) ?? findWithout(needs, turn, dialogues);
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

async function findWithout(needs: Needs, turn: Turn, dialogues: readonly LiveDialogue[]): Promise<Addressee> {
  const [first, ...others] = dialogues;
  if (first === undefined || isPrompted(turn, dialogues)) return elsewhere;
  const isClear = others.length === 0 && !(await hasJustLost(needs, turn));
  return isClear ? { kind: 'dialogue', dialogue: first, quoteOf: null } : { kind: 'unclear', dialogues };
}

/** Where one of several has just ended, what is being written may have been meant for that one. */
async function hasJustLost({ consultations, policy }: Needs, { known, now }: Turn): Promise<boolean> {
  if (policy.consultationLimits.capacity === 1 || known === null) return false;
  return (await consultations.findJustEnded(known.person.id, now - typingMs)) !== null;
}

/** A prompt from before a dialogue was begun has had its day: what is written now is meant for who is on the line. */
function isPrompted(turn: Turn, dialogues: readonly LiveDialogue[]): boolean {
  const composition = openComposition(turn);
  if (composition === null) return false;
  return dialogues.every(({ consultation }) => (consultation.acceptedAt ?? 0) <= composition.startedAt);
}
