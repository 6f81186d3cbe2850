import { z } from 'zod';
import type { Effect } from '../../src/ports/plan.ts';

/** What `dead-letters list --json` writes. */
export const Listed = z.object({
  letters: z.array(z.object({ id: z.string(), what: z.string(), reason: z.string(), about: z.json() })),
  hasMore: z.boolean(),
});

export const laneOf = (effect: Effect) =>
  'chatId' in effect ? `chat:${effect.chatId}` : 'ticketId' in effect ? `ticket:${effect.ticketId}` : '';
