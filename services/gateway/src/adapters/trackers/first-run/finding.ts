/** Something an operator should know of: `wrong` keeps tickets from being filed or followed, a `note` does not. */
export interface Finding {
  readonly weight: 'wrong' | 'note';
  /** Without a full stop. */
  readonly what: string;
  /** A sentence. */
  readonly remedy: string;
}

export function wrong(what: string, remedy: string): Finding {
  return { weight: 'wrong', what, remedy };
}

export function note(what: string, remedy: string): Finding {
  return { weight: 'note', what, remedy };
}

/** One part of a check: what was found to be so, and what was found to be amiss. */
export interface Inspection {
  readonly name: string;
  readonly facts: readonly string[];
  readonly findings: readonly Finding[];
}
