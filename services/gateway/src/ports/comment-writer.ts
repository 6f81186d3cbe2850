import type { CommentVisibility } from './desk-comments.ts';
import type { TrackerFile, TrackerTrouble } from './tracker.ts';

/** A comment as it is written: its marker and its visibility are there from its first moment. */
export interface CommentToWrite {
  readonly message: string;
  /** Complete, the line that names its author included. */
  readonly text: string;
  readonly visibility: CommentVisibility;
}

/**
 * Writing comments. The tracker shows all of them as the service account's; the marker says which are ours. A comment
 * with files takes three steps: each file to a place that the tracker clears by itself, all of them into one comment
 * that colleagues alone see, then the words and the visibility. So nobody meets half of it.
 */
export interface CommentWriter {
  /** Whether one comment can hold this text, and files beside it, as this tracker writes it. */
  fits(text: string): boolean;
  post(
    number: string,
    comment: CommentToWrite,
  ): Promise<{ readonly kind: 'posted'; readonly commentId: string } | TrackerTrouble>;
  /** Nothing of the ticket changes. `temporaryId` is good for one `stage`, for about an hour. */
  upload(file: TrackerFile): Promise<{ readonly kind: 'uploaded'; readonly temporaryId: string } | TrackerTrouble>;
  /** Makes one internal comment of all these files, to be recognised by the message. */
  stage(
    number: string,
    message: string,
    temporaryIds: readonly string[],
  ): Promise<{ readonly kind: 'staged'; readonly commentId: string } | TrackerTrouble>;
  /** Gives a staged comment its words and its visibility. Saying it twice changes nothing. */
  publish(
    number: string,
    commentId: string,
    comment: CommentToWrite,
  ): Promise<{ readonly kind: 'posted' } | TrackerTrouble>;
  /** Other words for a comment of ours; its files, its marker and its visibility stay. */
  edit(number: string, commentId: string, text: string): Promise<{ readonly kind: 'edited' } | TrackerTrouble>;
  /** Its words, if it carries this very marker; whom they are for is the asker's question. */
  readBack(
    number: string,
    commentId: string,
    message: string,
  ): Promise<{ readonly kind: 'read'; readonly text: string } | TrackerTrouble>;
  /** By our marker, read from the ticket itself, where nothing lags. `since`: none older than that is looked at. */
  find(
    number: string,
    message: string,
    since: number,
  ): Promise<
    | { readonly kind: 'found'; readonly comment: { readonly id: string; readonly staged: boolean } | null }
    | TrackerTrouble
  >;
}
