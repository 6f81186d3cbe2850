import type { Language, Priority, Profile, TicketStatus } from '@desk/domain';
import type { ConfirmationNeeded } from './confirmation.ts';

/** The gateway, in the bot's words. Every call has a deadline and tells a refusal from a lost answer. */
export interface SessionDesk {
  open(request: {
    readonly telegramId: number;
    readonly phone: string;
  }): Promise<OpenedSession | ConfirmationNeeded | AccessRefused | GatewayTrouble>;
  renew(token: string): Promise<OpenedSession | { readonly kind: 'ended' } | GatewayTrouble>;
  end(gatewaySessionId: string): Promise<{ readonly kind: 'ended' } | GatewayTrouble>;
}

export interface OpenedSession {
  readonly kind: 'opened';
  readonly gatewaySessionId: string;
  readonly token: string;
  readonly tokenExpiresAt: number;
  readonly endsAt: number;
  readonly profile: Profile;
  readonly sealedPhone: string;
}
export interface AccessRefused {
  readonly kind: 'access-refused';
  /** A short code to quote to the desk; null when there were simply too many attempts. */
  readonly referenceCode: string | null;
}
/** `down`: nothing happened. `unknown`: it may have happened; the call is safe to repeat under its key. */
export interface GatewayTrouble {
  readonly kind: 'down' | 'unknown';
  readonly retryAfterMs: number | null;
}

export type Authority =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'grant'; readonly id: string }
  | { readonly kind: 'service' };

export interface TicketState {
  readonly number: string;
  readonly reference: string | null;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly requestType: string | null;
  readonly team: string;
  readonly requesterEmployeeId: string | null;
  readonly assigneeEmployeeId: string | null;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly url: string;
}

/** A comment proven public, without its text. */
export interface CommentMark {
  readonly id: string;
  /** Who wrote it, wherever it was written; null where the directory does not know. */
  readonly authorEmployeeId: string | null;
  /** Our marker, if it was written through the desk. */
  readonly message: string | null;
  readonly createdAt: number;
  readonly editedAt: number;
}

/** What is around a ticket, as of `readAt`. */
export interface TicketMarks {
  /** The latest 1,000 that are proven public. */
  readonly comments: readonly CommentMark[];
  /** Older ones were left out. */
  readonly commentsCut: boolean;
  /** When the earliest running promise breaks. */
  readonly slaDueAt: number | null;
  /** Employee ids of colleagues who follow it. */
  readonly participants: readonly string[];
  readonly readAt: number;
}

/** A ticket as the gateway read it; `marks` null: what is around it could not be read just now. */
export interface TicketReading {
  readonly state: TicketState;
  readonly marks: TicketMarks | null;
}

/** A comment as people read it. `files` are those that it shows. */
export interface TicketComment extends CommentMark {
  readonly authorName: string | null;
  readonly text: string;
  readonly files: readonly { readonly id: string; readonly name: string; readonly bytes: number }[];
}

export interface TicketOrder {
  readonly reference: string;
  readonly requestType: string;
  readonly priority: Priority;
  readonly priorityReason: string | null;
  readonly summary: string;
  readonly description: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly UploadedFile[];
  readonly language: Language;
}

export interface UploadedFile {
  readonly uploadId: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Words that go with a change of a ticket. `message` is our marker of them. */
export interface Remark {
  readonly message: string;
  readonly text: string;
  readonly visibility: 'public' | 'internal';
  readonly language: Language;
}

export interface TicketDesk {
  /** Streams a file that a person sent to the chat into the gateway's spool; the same `uploadId` may be sent again. */
  upload(
    authority: Authority,
    file: { readonly uploadId: string; readonly telegramFileId: string; readonly name: string },
  ): Promise<
    | { readonly kind: 'uploaded'; readonly file: UploadedFile }
    | { readonly kind: 'file-refused'; readonly reason: 'too-large' | 'forbidden' | 'gone' }
    | { readonly kind: 'session-ended' }
    | GatewayTrouble
  >;
  file(
    authority: Authority,
    order: TicketOrder,
  ): Promise<
    /** `filesRefused`: uploads that the tracker would not have. */
    | { readonly kind: 'filed'; readonly state: TicketState; readonly filesRefused: readonly string[] }
    | { readonly kind: 'accepted'; readonly grant: { readonly id: string; readonly expiresAt: number } }
    | { readonly kind: 'session-ended' }
    | { readonly kind: 'grant-refused' }
    /** The spool does not have this file (any more): it has to be sent there again. */
    | { readonly kind: 'upload-missing'; readonly uploadId: string | null }
    | { readonly kind: 'refused'; readonly reason: 'invalid' | 'not-permitted' | 'file-forbidden' }
    | GatewayTrouble
  >;
  assign(
    authority: Authority,
    order: {
      readonly key: string;
      readonly number: string;
      readonly assignee: string;
      readonly expected: string | null;
      readonly remark: Remark | null;
    },
  ): Promise<
    | { readonly kind: 'assigned'; readonly state: TicketState }
    | { readonly kind: 'overtaken'; readonly assignee: string | null }
    | { readonly kind: 'session-ended' }
    | { readonly kind: 'refused'; readonly reason: 'not-permitted' | 'not-found' }
    | GatewayTrouble
  >;
  move(
    authority: Authority,
    order: {
      readonly key: string;
      readonly number: string;
      readonly to: TicketStatus;
      readonly remark: Remark | null;
    },
  ): Promise<
    | { readonly kind: 'moved'; readonly state: TicketState }
    | { readonly kind: 'session-ended' }
    | { readonly kind: 'refused'; readonly reason: 'not-permitted' | 'not-found' | 'overtaken' }
    | GatewayTrouble
  >;
  read(
    token: string,
    number: string,
  ): Promise<
    | {
        readonly kind: 'read';
        readonly state: TicketState;
        readonly summary: string;
        readonly description: string;
        readonly assigneeName: string | null;
        readonly files: readonly { readonly name: string; readonly bytes: number }[];
      }
    | { readonly kind: 'session-ended' }
    | { readonly kind: 'refused'; readonly reason: 'not-permitted' | 'not-found' }
    | GatewayTrouble
  >;
}

/** What is said around a ticket, for people who may read it. */
export interface CommentDesk {
  /** A file that the reader may know of; any other is `not-found`. Its content is read to the end, or cancelled. */
  readFile(
    token: string,
    number: string,
    fileId: string,
  ): Promise<
    | {
        readonly kind: 'read';
        readonly file: { readonly name: string; readonly content: ReadableStream<Uint8Array> };
      }
    | { readonly kind: 'session-ended' }
    | { readonly kind: 'refused'; readonly reason: 'not-permitted' | 'not-found' | 'too-large' }
    | GatewayTrouble
  >;
  /** What was written through the desk for colleagues alone, by its marker, for whoever works on the ticket. */
  readNote(
    token: string,
    number: string,
    message: string,
  ): Promise<
    | { readonly kind: 'read'; readonly authorName: string | null; readonly text: string }
    | { readonly kind: 'session-ended' }
    | { readonly kind: 'refused'; readonly reason: 'not-permitted' | 'not-found' }
    | GatewayTrouble
  >;
  /** `not-found` as well for a comment that is not, or no longer, proven public. */
  readComment(
    token: string,
    number: string,
    commentId: string,
  ): Promise<
    | { readonly kind: 'read'; readonly comment: TicketComment }
    | { readonly kind: 'session-ended' }
    | { readonly kind: 'refused'; readonly reason: 'not-permitted' | 'not-found' }
    | GatewayTrouble
  >;
}

/** Feeds that the service reads in its own name: thin, without any text. */
export interface DeskFeeds {
  changesSince(cursor: string | null): Promise<
    | {
        readonly kind: 'changes';
        readonly tickets: readonly TicketReading[];
        readonly revokedSessions: readonly { readonly gatewaySessionId: string; readonly at: number }[];
        readonly cursor: string;
        readonly more: boolean;
      }
    | GatewayTrouble
  >;
  /** Reads tickets themselves, at most 20; those that the tracker does not know are left out. */
  look(
    numbers: readonly string[],
  ): Promise<{ readonly kind: 'looked'; readonly tickets: readonly TicketReading[] } | GatewayTrouble>;
  workload(team: string): Promise<
    | {
        readonly kind: 'workload';
        /** Of those who can be assigned. */
        readonly active: ReadonlyMap<string, number>;
        /** Everybody who works in the team; null where the gateway does not say, as before 1.2. */
        readonly members: ReadonlySet<string> | null;
      }
    | GatewayTrouble
  >;
  shipAudit(
    entries: readonly AuditLine[],
  ): Promise<
    | { readonly kind: 'acknowledged'; readonly upTo: number }
    | { readonly kind: 'gap'; readonly expected: number }
    | { readonly kind: 'rewritten' }
    | GatewayTrouble
  >;
}

export interface AuditLine {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly hash: string;
}
