import type { Priority, TicketStatus } from '@desk/domain';
import type { CommonActionInput } from '@desk/tracker-simulator';

/** What a tracker calls the desk's words. */
export interface TrackerWords {
  readonly statuses: Readonly<Record<TicketStatus, string>>;
  readonly priorities: Readonly<Record<Priority, string>>;
}

interface OnTicket {
  /** Account of who does it. */
  readonly by: string;
  readonly number: string;
}

/** What somebody does to a ticket that is there; statuses and priorities in the desk's own words. */
export type TicketChange =
  | (OnTicket & { readonly kind: 'comment'; readonly text: string; readonly public: boolean })
  | (OnTicket & { readonly kind: 'edit-comment'; readonly commentId: string; readonly text: string })
  | (OnTicket & { readonly kind: 'remove-comment'; readonly commentId: string })
  | (OnTicket & { readonly kind: 'turn-comment'; readonly commentId: string; readonly public: boolean })
  | (OnTicket & { readonly kind: 'move'; readonly status: TicketStatus })
  | (OnTicket & { readonly kind: 'assign'; readonly account: string | null })
  | (OnTicket & { readonly kind: 'prioritise'; readonly priority: Priority });

/** A ticket born in the tracker. */
export interface TicketBirth {
  readonly kind: 'create';
  readonly by: string;
  readonly summary: string;
  /** Account. */
  readonly requester: string;
  readonly priority: Priority;
}

/** The change as the simulators take it. */
export function actionOf(change: TicketChange, words: TrackerWords): CommonActionInput {
  const onTicket = { actorId: change.by, key: change.number };
  switch (change.kind) {
    case 'comment':
      return { kind: 'comment', ...onTicket, text: change.text, public: change.public };
    case 'edit-comment':
      return { kind: 'edit-comment', ...onTicket, commentId: change.commentId, text: change.text };
    case 'remove-comment':
      return { kind: 'delete-comment', ...onTicket, commentId: change.commentId };
    case 'turn-comment':
      return { kind: 'set-comment-visibility', ...onTicket, commentId: change.commentId, public: change.public };
    case 'move':
      return { kind: 'transition', ...onTicket, status: words.statuses[change.status] };
    case 'assign':
      return { kind: 'assign', ...onTicket, personId: change.account };
    case 'prioritise':
      return { kind: 'set-priority', ...onTicket, priority: words.priorities[change.priority] };
  }
}

/** Of ours, by the name that the tracker has for it. */
export function ourWord<Word extends string>(names: Readonly<Record<Word, string>>, name: string): Word {
  for (const word in names) if (names[word] === name) return word;
  throw new Error(`The desk has no word for "${name}".`);
}
