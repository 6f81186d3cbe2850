import type { Remark } from '../../ports/gateway-desk.ts';
import type { StoredOutgoing } from '../../ports/outgoing-comments.ts';
import type { Change, DeskEffect } from '../../ports/plan.ts';
import { textOf } from './keep-words.ts';

/** The words that go along with a change; null where they are there already, in a comment of their own. */
export function remarkOf(words: StoredOutgoing | null): Remark | null {
  if (words === null || words.comment.content === null || words.comment.state === 'sent') return null;
  const { id: message, visibility, language, content } = words.comment;
  return { message, text: textOf(content), visibility, language };
}

/** Words for whoever has the ticket next. */
export function tellOfNote(words: StoredOutgoing | null, now: number): readonly DeskEffect[] {
  if (words === null) return [];
  const { id: message, ticketId } = words.comment;
  return [{ kind: 'tell-note', ticketId, message, since: now }];
}

/** The change is made, or never will be: either way its words leave. */
export function settledWords(words: StoredOutgoing | null, state: 'sent' | 'refused'): readonly Change[] {
  if (words === null || words.comment.content === null || words.comment.state === 'sent') return [];
  const { comment, version } = words;
  const correction = state === 'sent' ? comment.content?.correction : null;
  const content = correction ? { parts: [], uploaded: [], withoutFile: [], correction } : null;
  return [{ kind: 'save-outgoing', comment: { ...comment, state, content }, expected: version }];
}
