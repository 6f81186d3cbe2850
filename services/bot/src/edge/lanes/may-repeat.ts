import type { OutboxItem } from '../../ports/outbox.ts';

/**
 * Whether an effect that may have arrived is sent again. Edits and removals leave a chat as it is, and the gateway
 * knows a repetition by its key: freely. A new message is repeated once: a rare duplicate is better than a person
 * left without an answer, and two are not better than one.
 */
export function mayRepeat({ effect, standing, doubts }: Pick<OutboxItem, 'effect' | 'standing' | 'doubts'>): boolean {
  if (effect.kind !== 'show') return true;
  const edits = effect.placement.kind === 'card' && standing !== null;
  return edits || doubts <= 1;
}
