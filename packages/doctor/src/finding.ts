/** `warning`: the zone works, and somebody should think about it. `broken`: something does not work, or is not safe. */
export type FindingState = 'ok' | 'warning' | 'broken';

/** One thing that was looked at. Nothing in it is secret, and nothing is about a person. */
export interface Finding {
  /** What it belongs to: `settings`, `keys`, `database` … */
  readonly area: string;
  /** Without a full stop. */
  readonly what: string;
  readonly state: FindingState;
  /** A sentence that says what to do, or, of what is well, what could be done; null where there is nothing. */
  readonly remedy: string | null;
}

/** A finding before its area is known; one that belongs to another area than the look that made it says so. */
export type Judgement = Omit<Finding, 'area'> & { readonly area?: string };

export function ok(what: string): Judgement {
  return { what, state: 'ok', remedy: null };
}

export function warning(what: string, remedy: string): Judgement {
  return { what, state: 'warning', remedy };
}

export function broken(what: string, remedy: string): Judgement {
  return { what, state: 'broken', remedy };
}
