import type { ChatContent, ChatMessages } from '../../ports/consultations.ts';
import type { StandingCards } from '../../ports/messenger.ts';
import type { People } from '../../ports/people.ts';
import type { RelayTarget } from '../../ports/relay.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { dialogueCardName } from './dialogue-card.ts';
import type { LiveDialogue } from './dialogue-desk.ts';
import { headingFor } from './head-words.ts';
import type { RelayedMessage, Relaying } from './relaying.ts';

export interface TargetNeeds {
  readonly chatMessages: ChatMessages;
  readonly people: People;
  readonly tickets: Tickets;
  readonly cards: StandingCards;
}

/** Longer words leave no room for a heading, in UTF-16 units. */
const headedUnitsMax = { text: 3_900, caption: 900 } as const;

/**
 * Where a message goes, what it answers there, and whose it is said to be. What cannot say that itself stands below
 * the last message of its dialogue, or below the card of it.
 */
export async function findTarget(
  needs: TargetNeeds,
  { effect: { chatId }, parts }: Relaying,
  dialogues: readonly LiveDialogue[],
): Promise<RelayTarget> {
  const [first] = parts;
  if (first === undefined) return { chatId, quote: null, heading: null };
  const [heading, quote] = await Promise.all([headingFor(needs, first, dialogues), findQuote(needs, first, chatId)]);
  const needsAnchor = heading !== null && quote === null && !mayBeHeaded(first.content);
  return { chatId, heading, quote: needsAnchor ? await findAnchor(needs, first.consultationId, chatId) : quote };
}

/** Kinds that take neither text nor caption. */
export function takesWords(content: ChatContent | null): boolean {
  switch (content?.kind) {
    case 'sticker':
    case 'location':
    case 'contact':
    case 'video-note':
      return false;
    default:
      return true;
  }
}

function mayBeHeaded(content: ChatContent | null): boolean {
  const unitsMax = content?.kind === 'text' ? headedUnitsMax.text : headedUnitsMax.caption;
  return takesWords(content) && (content?.text ?? '').length <= unitsMax;
}

/** Where the quoted message stands in the reader's chat: their own, or the copy they got. */
async function findQuote(
  { chatMessages }: TargetNeeds,
  { quoteOf }: RelayedMessage,
  chatId: number,
): Promise<number | null> {
  const quoted = quoteOf === null ? null : await chatMessages.findById(quoteOf);
  if (quoted === null) return null;
  const place = [quoted.from, quoted.to].find((each) => each?.chatId === chatId && each.messageId > 0);
  return place?.messageId ?? null;
}

async function findAnchor(
  { chatMessages, cards }: TargetNeeds,
  consultationId: string,
  chatId: number,
): Promise<number | null> {
  const last = await chatMessages.findLastIn(consultationId, chatId);
  if (last?.to) return last.to.messageId;
  const [card] = await cards.listUnder(chatId, dialogueCardName(consultationId));
  return card?.messageId ?? null;
}
