import type { Placement } from '../../ports/plan.ts';
import { lineCardName } from '../consultation/line-card.ts';
import { offerCardName } from '../consultation/offer-card.ts';

/** Who is on the line, with what can be done: one for each dialogue and side, in view for as long as it lasts. */
export function dialogueCard(consultationId: string): Placement {
  return { kind: 'card-below', card: dialogueCardName(consultationId), pinned: true };
}

export function dialogueCardName(consultationId: string): string {
  return `dialogue:${consultationId}`;
}

/** What first tells somebody of a dialogue: the offer, the place in line, or who is on the line. */
export function cardsAnnouncing(consultationId: string): readonly string[] {
  return [offerCardName(consultationId), lineCardName(consultationId), dialogueCardName(consultationId)];
}

/** The warning that somebody is silent. */
export function silenceCardName(consultationId: string): string {
  return `silence:${consultationId}`;
}

/** The stars, and what came of them. */
export function ratingCard(consultationId: string, where: 'in-place' | 'below'): Placement {
  return { kind: where === 'below' ? 'card-below' : 'card', card: `rating:${consultationId}` };
}

/** A message that may not have arrived. */
export function doubtCard(messageId: string): string {
  return `doubt:${messageId}`;
}

/** Whose words are these: one for each chat. */
export const addressCardName = 'to-whom';
