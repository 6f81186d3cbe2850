import type { AuditEntry } from '@desk/domain';

export type CommentVisibility = 'public' | 'internal';

/** How far a comment has come. Each step is stored before the tracker is asked for the next. */
export type CommentStep =
  /** The tracker has not been asked. */
  | { readonly kind: 'intended' }
  /** The tracker was asked and may have answered: look before asking again. */
  | {
      readonly kind: 'posting';
      readonly attemptedAt: number;
      readonly lookups: number;
      /** Upload ids that the tracker will not have. */
      readonly filesRefused: readonly string[];
    }
  /** Its files are there, seen by colleagues alone; the words and the visibility are yet to be written. */
  | { readonly kind: 'staged'; readonly commentId: string; readonly filesRefused: readonly string[] }
  | { readonly kind: 'posted'; readonly commentId: string; readonly filesRefused: readonly string[] };

/** A comment written through the desk: by whom, and where its posting stands. It holds no text. */
export interface DeskComment {
  /** Our id of what was said, and the comment's marker in the tracker. */
  readonly message: string;
  readonly number: string;
  readonly employeeId: string;
  /** Set where it holds what was said in a consultation: then it is nobody's own. */
  readonly consultation: string | null;
  readonly visibility: CommentVisibility;
  readonly bodyDigest: string;
  readonly step: CommentStep;
}

export type CommentIntent = Omit<DeskComment, 'step'> & { readonly at: number };

export type BeginCommentOutcome =
  | { readonly kind: 'begun'; readonly comment: DeskComment }
  | { readonly kind: 'another-person' }
  /** The tracker was asked for something else under this message. */
  | { readonly kind: 'another-body' };

export interface DeskComments {
  /** A new row, or the one that exists; a body that never reached the tracker is replaced. */
  begin(intent: CommentIntent): Promise<BeginCommentOutcome>;
  find(message: string): Promise<DeskComment | null>;
  saveStep(message: string, step: CommentStep): Promise<void>;
  /** Posted, for good: the step and the entry in one step of ours, once. */
  finish(message: string, posted: Extract<CommentStep, { kind: 'posted' }>, audit: AuditEntry): Promise<void>;
  /** Employee ids by message; what never came through the desk, or is nobody's own, is absent. At most 500 at a time. */
  findAuthors(messages: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
