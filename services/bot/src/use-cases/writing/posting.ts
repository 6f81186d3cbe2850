import type { OutgoingContent, StoredOutgoing } from '../../ports/outgoing-comments.ts';
import type { Acquaintance } from '../../ports/people.ts';
import type { DeskEffect } from '../../ports/plan.ts';

export type PostComment = Extract<DeskEffect, { readonly kind: 'post-comment' }>;

/** A comment on its way to the tracker, with everything it is made of. */
export interface Posting {
  readonly effect: PostComment;
  readonly stored: StoredOutgoing;
  readonly content: OutgoingContent;
  readonly author: Acquaintance;
  /** Null: the ticket could not be filed, so that there is nothing to add to. */
  readonly number: string | null;
}
