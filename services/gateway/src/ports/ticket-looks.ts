import type { TrackerAccount, TrackerFileMark, TrackerText, TrackerTicket, TrackerTrouble } from './tracker.ts';

/** A comment proven public, without its words. Instants are epoch milliseconds. */
export interface TrackerCommentMark {
  /** The tracker's own. */
  readonly id: string;
  /** Who wrote it there: the service account where the desk did. */
  readonly author: TrackerAccount | null;
  /** Our marker, if it was written through the desk. */
  readonly message: string | null;
  readonly createdAt: number;
  readonly editedAt: number;
}

/** A comment proven public, with its words and the files it shows. */
export interface TrackerComment extends TrackerCommentMark {
  readonly authorName: string | null;
  readonly text: string;
  readonly files: readonly TrackerFileMark[];
}

/** What is around a ticket, without any text. */
export interface TrackerSurroundings {
  /** Those proven public among the latest 1,000 comments, oldest first. */
  readonly comments: readonly TrackerCommentMark[];
  /** True where there are older ones that were not looked at. */
  readonly commentsCut: boolean;
  /** When the earliest running promise breaks; null: none, paused, or the tracker keeps none. */
  readonly slaDueAt: number | null;
  /** Who follows it beside its reporter, 50 at most. */
  readonly participants: readonly TrackerAccount[];
}

export interface TrackerDownload {
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
  /** Fails its reader where the tracker breaks off. Whoever opened it reads it to its end, or cancels it. */
  readonly content: ReadableStream<Uint8Array>;
}

/**
 * Looking at one ticket itself, where nothing lags. Whatever the tracker does not prove public is not there: no comment
 * that is internal, restricted, or of unknown visibility leaves this port.
 */
export interface TicketLooks {
  look(
    number: string,
  ): Promise<
    { readonly kind: 'looked'; readonly ticket: TrackerTicket; readonly around: TrackerSurroundings } | TrackerTrouble
  >;
  /** `not-found` as well for one that is not, or no longer, proven public. */
  readComment(
    number: string,
    commentId: string,
  ): Promise<{ readonly kind: 'read'; readonly comment: TrackerComment } | TrackerTrouble>;
  /**
   * A ticket with its text, the latest ten comments proven public, oldest first, and the ids of every file that the customer may know of: with
   * the filing itself, or of a comment proven public.
   */
  readShown(number: string): Promise<
    | {
        readonly kind: 'read';
        readonly ticket: TrackerTicket;
        readonly text: TrackerText;
        readonly comments: readonly TrackerComment[];
        readonly fileIds: ReadonlySet<string>;
      }
    | TrackerTrouble
  >;
  listParticipants(
    number: string,
  ): Promise<{ readonly kind: 'listed'; readonly accounts: readonly TrackerAccount[] } | TrackerTrouble>;
  /** A file of this ticket, public or not: who may have it is the asker's question. `too-large`: beyond 20 MB. */
  openFile(
    number: string,
    fileId: string,
  ): Promise<{ readonly kind: 'opened'; readonly file: TrackerDownload } | TrackerTrouble>;
}
