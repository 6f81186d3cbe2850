import type { ChangeItem, CommentRecord, IssueRecord } from './records.ts';

interface Happened {
  readonly issue: IssueRecord;
  readonly actorId: string;
  readonly at: number;
}

/** What happened on the site. `issue-touched` is a change Jira sends no webhook for (participants, properties). */
export type SiteChange =
  | (Happened & { readonly kind: 'issue-created' | 'issue-deleted' | 'issue-touched' })
  | (Happened & { readonly kind: 'issue-updated'; readonly historyId: string; readonly items: readonly ChangeItem[] })
  | (Happened & {
      readonly kind: 'comment-created' | 'comment-updated' | 'comment-deleted';
      readonly comment: CommentRecord;
    });

export interface ChangeFeed {
  publish(change: SiteChange): void;
  /** Listeners run at once, in order of subscription, before the operation returns. */
  subscribe(listener: (change: SiteChange) => void): () => void;
}

export function openChangeFeed(): ChangeFeed {
  const listeners = new Set<(change: SiteChange) => void>();
  return {
    publish(change) {
      for (const listener of [...listeners]) listener(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
