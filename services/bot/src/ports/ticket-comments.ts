import type { KnownComment } from '@desk/domain';

/** What the desk remembers of a comment proven public; never its text. */
export interface StoredComment extends KnownComment {
  /** Our marker, if it was written here. */
  readonly message: string | null;
  /** Null for somebody who has never been here. */
  readonly authorId: string | null;
  /** Who was told of it: they learn of its edits and of its end as well. */
  readonly readers: readonly string[];
}

export interface TicketComments {
  /** Of one ticket, oldest first. */
  listOf(ticketId: string): Promise<readonly StoredComment[]>;
  find(ticketId: string, commentId: string): Promise<StoredComment | null>;
}
