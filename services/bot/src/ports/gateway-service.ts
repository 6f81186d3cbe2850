/** The gateway as a whole. */
export interface GatewayService {
  /** Asks which version of the contract it speaks. */
  meet(): Promise<Meeting>;
}

/** `earlier`, `later`: by a whole version, so that the two do not understand each other. Versions are for the log. */
export type Meeting =
  | { readonly kind: 'agreed' | 'earlier' | 'later'; readonly ours: string; readonly theirs: string }
  /** It does not answer, or not in a way that tells. */
  | { readonly kind: 'away' };
