import type { SignInWait } from './sign-in-waits.ts';

/** What is written about somebody who comes, or goes for good. */
export type PersonChange =
  /** The later takes the place of the earlier. */
  | { readonly kind: 'save-sign-in-wait'; readonly wait: SignInWait }
  /** They asked for everything that is held of them, as a file; null: and could not have it. */
  | { readonly kind: 'note-export'; readonly personId: string; readonly at: number | null }
  /** Key and rows, and what stands in their chat; null: it is not theirs any more. Done again it changes nothing. */
  | { readonly kind: 'erase-person'; readonly personId: string; readonly chatId: number | null };
