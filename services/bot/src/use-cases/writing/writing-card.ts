import type { Placement } from '../../ports/plan.ts';

/** The prompt and what came of it: one for each chat. `below` follows a tap elsewhere in the chat. */
export function writingCard(where: 'in-place' | 'below'): Placement {
  return { kind: where === 'below' ? 'card-below' : 'card', card: writingCardName };
}

export const writingCardName = 'writing';
