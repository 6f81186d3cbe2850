/** A comment proven public, as it stands in the tracker. */
export interface PublicComment {
  readonly id: string;
  readonly createdAt: number;
  /** Equal to `createdAt` until it is edited. */
  readonly editedAt: number;
}

/** All that are public, or, where it is cut, the latest of them. */
export interface CommentReading<Comment extends PublicComment> {
  readonly comments: readonly Comment[];
  readonly cut: boolean;
}

/** A comment the desk knows of. 'withdrawn': it was gone, or not public, when the ticket was read last. */
export interface KnownComment extends PublicComment {
  readonly state: 'shown' | 'withdrawn';
}

export type CommentNews<Comment extends PublicComment> =
  | { readonly kind: 'new'; readonly comment: Comment }
  /** From before the desk looked at this ticket: nobody waits for it. */
  | { readonly kind: 'old'; readonly comment: Comment }
  | { readonly kind: 'edited'; readonly comment: Comment }
  /** Public again after it was not. */
  | { readonly kind: 'back'; readonly comment: Comment }
  | { readonly kind: 'gone'; readonly id: string };

/**
 * What a reading of a ticket tells beyond what is known of it, oldest first. The reading is the truth: applied to what
 * is known it leaves exactly the comments that it names, whatever was missed in between; applied twice it tells nothing
 * the second time. Where it is cut, comments that are older than all it names may well be there: they stay as they are.
 */
export function compareComments<Comment extends PublicComment>(
  known: readonly KnownComment[],
  reading: CommentReading<Comment>,
  { oldBefore }: { readonly oldBefore: number | null },
): readonly CommentNews<Comment>[] {
  const before = new Map(known.map((comment) => [comment.id, comment]));
  const present = new Set(reading.comments.map(({ id }) => id));
  const seenFrom = reading.cut ? Math.min(...reading.comments.map(({ createdAt }) => createdAt)) : null;
  const gone = known.filter(({ id, state, createdAt }) => {
    const isInSight = seenFrom === null || createdAt > seenFrom;
    return state === 'shown' && isInSight && !present.has(id);
  });
  return [
    ...gone.map(({ id }) => ({ kind: 'gone', id }) as const),
    ...reading.comments
      .toSorted((one, another) => one.createdAt - another.createdAt)
      .flatMap((comment) => newsOf(comment, before.get(comment.id), oldBefore)),
  ];
}

function newsOf<Comment extends PublicComment>(
  comment: Comment,
  known: KnownComment | undefined,
  oldBefore: number | null,
): readonly CommentNews<Comment>[] {
  if (known === undefined) {
    const isOld = oldBefore !== null && comment.createdAt < oldBefore;
    return [{ kind: isOld ? 'old' : 'new', comment }];
  }
  if (known.state === 'withdrawn') return [{ kind: 'back', comment }];
  return known.editedAt === comment.editedAt ? [] : [{ kind: 'edited', comment }];
}

/** When a reading was made: the tracker's own instant of the ticket, then that of the reading itself. */
export interface ReadingTime {
  readonly changedAt: number;
  readonly readAt: number;
}

/** Whether a reading is of later than the one taken over last; of two of the same instant the later made is right. */
export function isLaterReading(reading: ReadingTime, taken: ReadingTime): boolean {
  if (reading.changedAt !== taken.changedAt) return reading.changedAt > taken.changedAt;
  return reading.readAt > taken.readAt;
}
