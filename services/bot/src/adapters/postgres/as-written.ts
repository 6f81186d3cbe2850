/**
 * Takes a stored value at the type it was written with. Only for what this service alone writes: sealed envelopes,
 * which nobody else can make, and columns of its own tables, whose words a check constraint holds to their set. A
 * shape that changes between versions needs a migration, as any column does.
 */
export function asWritten<Value>(stored: unknown): Value {
  return stored as Value;
}

/** Epoch milliseconds of a stored instant. */
export function instant(stored: Date): number {
  return stored.getTime();
}

export function instantOrNull(stored: Date | null): number | null {
  return stored === null ? null : stored.getTime();
}

export function dateOrNull(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
