import { chainHash, chainStart } from './hash-chain.ts';

/** One row of a stored log. `number` is the place it stands at; the bytes say their own. */
export interface LogRow {
  readonly number: number;
  readonly entryBytes: Uint8Array;
  readonly hash: Uint8Array;
}

/** What was once found at a place of the log, kept apart from it and believed. */
export interface Checkpoint {
  readonly number: number;
  readonly hash: Uint8Array;
}

/**
 * `edited`: bytes or hash are not those that were chained here. `missing`: there is no row of this number. `moved`: the
 * bytes are those of another place. `rewritten`: a chain in itself, but not the one whose checkpoint was taken at
 * `upTo`; `number` is the first place that may have changed. `truncated`: the log ends before its last checkpoint.
 */
export type LogFault =
  | { readonly kind: 'edited' | 'missing' | 'moved' | 'truncated'; readonly number: number }
  | { readonly kind: 'rewritten'; readonly number: number; readonly upTo: number };

export interface LogVerifier {
  /** Takes the next row in the order of numbers; the fault it shows, and null as long as all is well. */
  add(row: LogRow): LogFault | null;
  /** To be called after the last row. */
  end(): LogFault | null;
  /** The last row found to be in order. */
  head(): Checkpoint;
}

export interface LogVerifierOptions {
  /** What the first row follows: a checkpoint, or the beginning of the log. */
  readonly start?: Checkpoint;
  /** In the order of their numbers; those before the start are passed over. */
  readonly checkpoints: Iterable<Checkpoint>;
  /** The place that the bytes name; null where they name none. */
  readonly readNumber: (entryBytes: Uint8Array) => number | null;
}

export const logStart: Checkpoint = { number: 0, hash: chainStart };

/** Verifies a log row by row, in one pass and constant memory. After its first fault it says nothing more. */
export function createLogVerifier({ start = logStart, checkpoints, readNumber }: LogVerifierOptions): LogVerifier {
  const ahead = checkpoints[Symbol.iterator]();
  let head = start;
  let passed = start.number;
  let next = nextAfter(ahead, start.number);

  function judge({ number, entryBytes, hash }: LogRow): LogFault | null {
    const expected = head.number + 1;
    if (number > expected) return { kind: 'missing', number: expected };
    const claimed = readNumber(entryBytes);
    if (number < expected || (claimed !== null && claimed !== number)) return { kind: 'moved', number };
    const follows = chainHash(head.hash, entryBytes);
    if (Buffer.compare(follows, hash) !== 0) return { kind: 'edited', number };
    head = { number, hash: follows };
    if (next?.number !== number) return null;
    if (Buffer.compare(next.hash, follows) !== 0) return { kind: 'rewritten', number: passed + 1, upTo: number };
    passed = number;
    next = nextAfter(ahead, number);
    return null;
  }

  return {
    add: judge,
    end: () => (next === null ? null : { kind: 'truncated', number: head.number + 1 }),
    head: () => head,
  };
}

function nextAfter(ahead: Iterator<Checkpoint>, number: number): Checkpoint | null {
  for (let step = ahead.next(); !step.done; step = ahead.next()) {
    if (step.value.number > number) return step.value;
  }
  return null;
}
