import type { Priority, TicketStatus } from '@desk/domain';

/** A ticket as the tracker knows it, in our words and without any text. Instants are epoch milliseconds. */
export interface TrackerTicket {
  readonly number: string;
  /** Our marker, if the ticket came from us. */
  readonly reference: string | null;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly requestType: string | null;
  /** Where it was handed over to another team than its request type's. */
  readonly team: string | null;
  readonly reporter: TrackerAccount | null;
  readonly assignee: TrackerAccount | null;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly url: string;
}

export interface TrackerText {
  readonly summary: string;
  readonly description: string;
  /** Every one, also those that customers do not see. */
  readonly files: readonly TrackerFileMark[];
}

/** A file of a ticket. `id` is the tracker's own. */
export interface TrackerFileMark {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

/** `accountId` on Jira Cloud, a username on Data Center: opaque to everyone but the adapter. */
export type TrackerAccount = string;

export interface NewTrackerTicket {
  readonly reference: string;
  readonly requestType: string;
  readonly priority: Priority;
  readonly summary: string;
  readonly description: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Null: raised by the service account, with the employee named in the description. */
  readonly onBehalfOf: TrackerAccount | null;
  readonly employee: {
    readonly displayName: string;
    readonly department: string;
    /** Absent where no account of Telegram is bound to them. */
    readonly telegramUserId?: number;
  };
}

/** Nothing was written, surely. */
export interface TrackerDown {
  readonly kind: 'down';
  readonly retryAfterMs: number | null;
}
/** The request may have been carried out: look before repeating. */
export interface TrackerUnknown {
  readonly kind: 'unknown';
}
/** The tracker understood and will never accept this; `reason` is a code for us, never its text. */
export interface TrackerRefused {
  readonly kind: 'refused';
  readonly reason: 'not-found' | 'not-permitted' | 'invalid' | 'no-such-transition' | 'misconfigured' | 'too-large';
}
export type TrackerTrouble = TrackerDown | TrackerUnknown | TrackerRefused;

/** Writing tickets. Every write is safe to repeat after `unknown` once it has been looked up. */
export interface TicketWriter {
  create(
    ticket: NewTrackerTicket,
  ): Promise<{ readonly kind: 'created'; readonly ticket: TrackerTicket } | TrackerTrouble>;
  attach(number: string, file: TrackerFile): Promise<{ readonly kind: 'attached' } | TrackerTrouble>;
  assign(number: string, account: TrackerAccount | null): Promise<{ readonly kind: 'assigned' } | TrackerTrouble>;
  move(number: string, to: TicketStatus): Promise<{ readonly kind: 'moved' } | TrackerTrouble>;
  /** Says on both tickets that one is the other over again. Saying it twice changes nothing. */
  linkDuplicate(duplicate: string, kept: string): Promise<{ readonly kind: 'linked' } | TrackerTrouble>;
  prioritise(number: string, priority: Priority): Promise<{ readonly kind: 'prioritised' } | TrackerTrouble>;
  /** To a team, and from whoever has it to nobody, in one step. */
  transfer(number: string, team: string): Promise<{ readonly kind: 'transferred' } | TrackerTrouble>;
  /** Lets an account follow the ticket. One that does already stays as it is. */
  addParticipant(number: string, account: TrackerAccount): Promise<{ readonly kind: 'added' } | TrackerTrouble>;
}

export interface TrackerFile {
  readonly name: string;
  readonly bytes: number;
  /** A fresh stream each time, so that an attach can be repeated. */
  open(): ReadableStream<Uint8Array>;
}

/** Reading tickets. */
export interface TicketReader {
  /** By our marker; the oldest where there are several. `searchSettled: false`: the index may lag, ask again. */
  findByReference(
    reference: string,
  ): Promise<
    | { readonly kind: 'found'; readonly tickets: readonly TrackerTicket[]; readonly searchSettled: boolean }
    | TrackerTrouble
  >;
  read(
    number: string,
  ): Promise<{ readonly kind: 'read'; readonly ticket: TrackerTicket; readonly text: TrackerText } | TrackerTrouble>;
  /** Tickets changed at or after `since` (minute precision), oldest change first. */
  listChangedSince(
    since: number,
    page: string | null,
  ): Promise<
    | { readonly kind: 'listed'; readonly tickets: readonly TrackerTicket[]; readonly nextPage: string | null }
    | TrackerTrouble
  >;
  /** Open tickets per assignee; accounts without any are absent. */
  countOpen(
    accounts: readonly TrackerAccount[],
  ): Promise<{ readonly kind: 'counted'; readonly open: ReadonlyMap<TrackerAccount, number> } | TrackerTrouble>;
}

/** People of the tracker, looked up when the directory does not name the account. */
export interface TrackerPeople {
  findAccount(
    email: string,
  ): Promise<{ readonly kind: 'found'; readonly account: TrackerAccount } | { readonly kind: 'none' } | TrackerTrouble>;
  profileUrl(account: TrackerAccount): string;
}

/** A hook of the tracker, verified on its raw bytes and reduced to the ticket it is about. */
export interface TrackerHooks {
  read(hook: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly query: Readonly<Record<string, string | undefined>>;
    readonly body: Uint8Array;
  }):
    | {
        readonly kind: 'ticket';
        readonly number: string;
        readonly deliveryId: string;
        /** Where somebody wrote a comment, and nothing else is said to have changed. */
        readonly commentId: string | null;
      }
    | { readonly kind: 'ignored' }
    | { readonly kind: 'refused' };
}
