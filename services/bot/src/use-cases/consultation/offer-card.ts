import type { Placement } from '../../ports/plan.ts';

/** The card of one offer in the chat of the specialist who is asked. */
export function offerCard(consultationId: string, where: 'in-place' | 'below'): Placement {
  return { kind: where === 'below' ? 'card-below' : 'card', card: offerCardName(consultationId) };
}

export function offerCardName(consultationId: string): string {
  return `offer:${consultationId}`;
}
