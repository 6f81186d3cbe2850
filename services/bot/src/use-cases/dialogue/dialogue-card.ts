import type { Placement } from '../../ports/plan.ts';

/** Who is on the line, with what can be done: one for each dialogue and side, in view for as long as it lasts. */
export function dialogueCard(consultationId: string): Placement {
  return { kind: 'card-below', card: dialogueCardName(consultationId), pinned: true };
}

export function dialogueCardName(consultationId: string): string {
  return `dialogue:${consultationId}`;
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
