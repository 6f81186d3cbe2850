/** Words that somebody wrote to a ticket, in the order of writing. */
export interface WrittenComment {
  readonly code: string;
  readonly number: string;
  readonly author: string;
}

export interface CommentsVerdict {
  /** Codes. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Those that stand before something their author wrote to the same ticket earlier. */
  readonly outOfOrder: readonly string[];
}

/** Each comment stands once at its ticket, and those of one author in the order of writing. `standing`: codes by ticket. */
export function judgeComments(
  written: readonly WrittenComment[],
  standing: ReadonlyMap<string, readonly string[]>,
): CommentsVerdict {
  const placesOf = ({ number, code }: WrittenComment) =>
    (standing.get(number) ?? []).flatMap((each, at) => (each === code ? [at] : []));
  const last = new Map<string, number>();
  const outOfOrder: string[] = [];
  for (const comment of written) {
    const [place] = placesOf(comment);
    if (place === undefined) continue;
    const line = `${comment.number} ${comment.author}`;
    if (place < (last.get(line) ?? -1)) outOfOrder.push(comment.code);
    last.set(line, Math.max(place, last.get(line) ?? -1));
  }
  return {
    lost: written.flatMap((comment) => (placesOf(comment).length === 0 ? [comment.code] : [])),
    doubled: written.flatMap((comment) => (placesOf(comment).length > 1 ? [comment.code] : [])),
    outOfOrder,
  };
}
