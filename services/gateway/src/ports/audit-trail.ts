export const auditLogNames = ['gateway', 'bot'] as const;
/** Whose log: the gateway's own, or the bot's as it was shipped. */
export type AuditLogName = (typeof auditLogNames)[number];

/** An entry as it is found: people by the random ids of their log, an object as `kind:id`. */
export interface TrailEntry {
  readonly log: AuditLogName;
  readonly number: number;
  readonly at: number;
  readonly act: string;
  readonly actor: string;
  readonly on: string | null;
  readonly outcome: string;
  readonly reason: string | null;
}

/** All that is given must hold. Instants are epoch milliseconds; `before` is not included. */
export interface TrailFilter {
  /** Done by, done to, or named besides: ids as the logs have them. */
  readonly subjects?: readonly string[];
  readonly objects?: readonly string[];
  readonly acts?: readonly string[];
  readonly outcome?: string;
  readonly from?: number;
  readonly before?: number;
}

/** Both logs, for reviewers. */
export interface AuditTrail {
  /** The newest that match, oldest first. */
  find(filter: TrailFilter, rowsMax: number): Promise<readonly TrailEntry[]>;
  /** The ids under which the logs know an employee. */
  subjectsOf(employeeId: string): Promise<readonly string[]>;
  /** Whom ids stand for: `employee:<id>` or `telegram:<id>`. Those that stand for nobody any more are left out. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What the logs call a ticket and its consultations, as `kind:id`. */
  objectsOfTicket(number: string): Promise<readonly string[]>;
}

/** A place of a log, and the hash that stands there. */
export interface Place {
  readonly number: number;
  readonly hash: Uint8Array;
}

/** A row as it is stored, for verification. `saysTheSame`: its columns are what its bytes say. */
export interface StoredRow extends Place {
  readonly entryBytes: Uint8Array;
  readonly saysTheSame: boolean;
}

/** What was found at a place of a log. `proven`: by someone who holds the gateway's keys, not the database alone. */
export interface StoredCheckpoint extends Place {
  readonly at: number;
  readonly proven: boolean;
}

/** The stored rows of the logs, for whoever verifies them. */
export interface AuditRows {
  /** In the order of numbers. */
  read(log: AuditLogName, after: number, rowsMax: number): Promise<readonly StoredRow[]>;
  /** How many there are, about: for telling how far one has come. */
  estimate(log: AuditLogName): Promise<number>;
}

/**
 * `edited`: bytes or hash are not those that were chained here. `missing`: there is no row of this number. `moved`: the
 * bytes are those of another place. `rewritten`: a chain in itself, but not the one whose checkpoint was taken at
 * `upTo`; `number` is the first place that may have changed. `truncated`: the log ends before its last checkpoint.
 */
export type ChainFault =
  | { readonly kind: 'edited' | 'missing' | 'moved' | 'truncated'; readonly number: number }
  | { readonly kind: 'rewritten'; readonly number: number; readonly upTo: number };

/** Goes through a chain row by row, in the order of numbers. After its first fault it is over. */
export interface ChainCheck {
  add(row: Omit<StoredRow, 'saysTheSame'>): ChainFault | null;
  /** To be called after the last row. */
  end(): ChainFault | null;
  /** The last row found to be in order. */
  head(): Place;
}

/** From a checkpoint on, or, with null, from where logs begin. Checkpoints come in the order of their numbers. */
export type BeginCheck = (start: Place | null, checkpoints: Iterable<Place>) => ChainCheck;

/** What the logs were found to be, from minute to minute. */
export interface AuditCheckpoints {
  /** The last row; null where the log is empty. */
  head(log: AuditLogName): Promise<Place | null>;
  /** In the order of numbers. */
  list(log: AuditLogName): Promise<readonly StoredCheckpoint[]>;
  /** False where there is one of this place already. */
  add(log: AuditLogName, checkpoint: Place, now: number): Promise<boolean>;
  /** Leaves one for each hour of those taken before; never the first of a log that was shortened, nor its last. */
  thin(before: number): Promise<number>;
}

/** Takes a log's oldest part away. */
export interface AuditShortening {
  /**
   * Removes whole segments, at most so many rows: all that is older than `before`, up to a checkpoint, which stays and
   * is what the rest follows. The place it has come to; null where nothing was due.
   */
  shorten(log: AuditLogName, before: number, rowsMax: number, now: number): Promise<number | null>;
}
