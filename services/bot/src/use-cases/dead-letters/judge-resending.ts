import type { DeadLetter } from '../../ports/dead-letters.ts';

/**
 * Why an operator has to say that they mean it. `may-have-arrived`: what somebody wrote may be there already.
 * `long-ago`: nobody expects it any more, or nobody remembers whether it was done. `deadly`: it took processes down.
 */
export type ResendDoubt = 'may-have-arrived' | 'long-ago' | 'deadly';

export type ResendVerdict =
  | { readonly kind: 'free' }
  | { readonly kind: 'doubtful'; readonly doubt: ResendDoubt }
  /** It would do harm, or nothing at all. */
  | { readonly kind: 'pointless'; readonly why: 'outdated' | 'blocked' };

const hourMs = 3_600_000;
/** As long as an update is kept for its sender to sign in. */
const updateExpectedMs = 24 * hourMs;
/** The gateway knows a repeated request by its key for 8 days. */
const gatewayRemembersMs = 7 * 24 * hourMs;

/** Effects that bring a person's words somewhere. */
const words: ReadonlySet<string> = new Set(['relay-message', 'send-file']);
/** Effects that the gateway recognises when they come again. */
const keyed: ReadonlySet<string> = new Set([
  'file-ticket',
  'post-comment',
  'edit-comment',
  'change-in-tracker',
  'assign-in-tracker',
  'move-in-tracker',
  'mirror-chat',
  'close-chat',
]);

/** What stands in the way of sending a letter again. A notice of the desk may come twice: that is accepted. */
export function judgeResending(letter: DeadLetter, now: number): ResendVerdict {
  if (letter.isOutdated) return { kind: 'pointless', why: 'outdated' };
  if (letter.isBlocked) return { kind: 'pointless', why: 'blocked' };
  const doubt = findDoubt(letter, now);
  return doubt === null ? { kind: 'free' } : { kind: 'doubtful', doubt };
}

function findDoubt({ what, reason, doubts, cameAt }: DeadLetter, now: number): ResendDoubt | null {
  if (reason === 'deadly') return 'deadly';
  if (reason === 'restored') return 'may-have-arrived';
  if (words.has(what) && doubts > 0) return 'may-have-arrived';
  if (what === 'telegram' && now - cameAt > updateExpectedMs) return 'long-ago';
  if (keyed.has(what) && now - cameAt > gatewayRemembersMs) return 'long-ago';
  return null;
}
