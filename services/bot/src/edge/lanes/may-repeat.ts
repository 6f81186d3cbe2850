import type { OutboxItem } from '../../ports/outbox.ts';

/**
 * Most answers to one notice that may be lost before it is set aside. A process that is killed between its claim and
 * the request counts as one too, so that a few may pass without anything having left.
 */
const doubtsMax = 4;

/**
 * Whether an effect that may have arrived is sent again. Edits and removals leave a chat as it is, and the gateway
 * knows a repetition by its key: freely. What people say to each other is never sent again by itself: whoever relays it
 * is asked, and answers for its own doubts. A notice is repeated a few times: a rare duplicate is better than a person
 * who never hears.
 */
export function mayRepeat({ effect, standing, doubts }: Pick<OutboxItem, 'effect' | 'standing' | 'doubts'>): boolean {
  if (effect.kind === 'send-file' || effect.kind === 'send-data') return doubts <= doubtsMax;
  if (effect.kind !== 'show') return true;
  const { kind } = effect.placement;
  const edits = kind === 'card-if-standing' || (kind === 'card' && standing !== null);
  return edits || doubts <= doubtsMax;
}
