/** How long the gateway keeps the audit logs; it says so with what it says of itself. */
export interface RetentionTerm {
  /** Null until the gateway has said it. */
  days(): number | null;
  learn(days: number | undefined): void;
}

export function createRetentionTerm(): RetentionTerm {
  let known: number | null = null;
  return {
    days: () => known,
    learn(days) {
      known = days ?? known;
    },
  };
}
