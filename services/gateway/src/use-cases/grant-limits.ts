/** What a consultation's grant is good for: its own ticket, so much of it, so long, and nothing else. */
export const grantLimits = {
  lifetimeMs: 72 * 60 * 60_000,
  /** For what the closing comment still has to learn, such as a rating. */
  lifetimeAfterClosingMs: 2 * 60 * 60_000,
  /** Everything that is said and sent in it. */
  most: { messages: 2_000, bytes: 500_000_000 },
} as const;
