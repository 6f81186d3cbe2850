/** What a sign-in that has to be confirmed is held to. */
export const confirmationLimits = {
  /** A confirmed account signs in with the phone alone for so long. */
  lastsMs: 12 * 60 * 60_000,
  /** A sign-in waits so long for its confirmation. */
  waitsMs: 60 * 60_000,
  codeDigits: 8,
  codeMs: 10 * 60_000,
  wrongTriesMax: 5,
  resendAfterMs: 60_000,
  codesPerPersonPerHourMax: 5,
  comparisonDigits: 4,
  verdictsPerSupervisorPerHourMax: 10,
  /** An answer that was lost on its way is given again, to whoever asks the same way within this time. */
  repeatMs: 2 * 60_000,
} as const;

/** A one-time code as it is kept: `hash` is keyed, the digits themselves are nowhere. Instants are epoch milliseconds. */
export interface ConfirmationCode {
  readonly hash: string;
  readonly sentAt: number;
  readonly expiresAt: number;
  readonly wrongTries: number;
  /** False: the mail server did not take it. */
  readonly delivered: boolean;
}

/** A sign-in of one employee from one Telegram account that waits to be confirmed. */
export interface Confirmation {
  readonly id: string;
  readonly employeeId: string;
  readonly telegramUserId: number;
  readonly startedAt: number;
  readonly expiresAt: number;
  /** The latest: one before it is worthless. Null while none was sent. */
  readonly code: ConfirmationCode | null;
  readonly supervisor: 'not-asked' | 'asked' | 'approved' | 'refused';
  /** What the employee reads to their supervisor; null while none was asked. */
  readonly comparisonCode: string | null;
  /** How it opened a session; null while it has not. */
  readonly spent: { readonly by: 'code' | 'supervisor'; readonly at: number } | null;
}

/** Whether a sign-in has to be confirmed. `confirmedAt`: when this account last was; null: never. */
export function isConfirmationDue(confirmedAt: number | null, now: number): boolean {
  return confirmedAt === null || now - confirmedAt > confirmationLimits.lastsMs;
}

export function startConfirmation(
  person: Pick<Confirmation, 'id' | 'employeeId' | 'telegramUserId'>,
  now: number,
): Confirmation {
  const { id, employeeId, telegramUserId } = person;
  const times = { startedAt: now, expiresAt: now + confirmationLimits.waitsMs };
  const nothing = { code: null, supervisor: 'not-asked', comparisonCode: null, spent: null } as const;
  return { id, employeeId, telegramUserId, ...times, ...nothing };
}

/** Nothing can be done with it any more. */
export function isConfirmationOver({ expiresAt, supervisor, spent }: Confirmation, now: number): boolean {
  return now >= expiresAt || supervisor === 'refused' || spent !== null;
}

export function maySendCode(
  confirmation: Confirmation,
  now: number,
): { readonly kind: 'yes' } | { readonly kind: 'over' } | { readonly kind: 'too-soon'; readonly retryAfterMs: number } {
  if (isConfirmationOver(confirmation, now)) return { kind: 'over' };
  const { code } = confirmation;
  // What the mail server did not take may be tried again at once.
  const nextAt = code?.delivered ? code.sentAt + confirmationLimits.resendAfterMs : now;
  return now < nextAt ? { kind: 'too-soon', retryAfterMs: nextAt - now } : { kind: 'yes' };
}

/** A new code takes the place of the one before it. */
export function replaceCode(confirmation: Confirmation, hash: string, now: number): Confirmation {
  const expiresAt = Math.min(now + confirmationLimits.codeMs, confirmation.expiresAt);
  return { ...confirmation, code: { hash, sentAt: now, expiresAt, wrongTries: 0, delivered: false } };
}

export function triesLeft({ code }: Confirmation, now: number): number {
  return code === null || now >= code.expiresAt ? 0 : confirmationLimits.wrongTriesMax - code.wrongTries;
}

type CodeVerdict =
  | { readonly kind: 'right'; readonly confirmation: Confirmation }
  /** It has opened a session a moment ago; the answer may have been lost. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'wrong'; readonly confirmation: Confirmation; readonly triesLeft: number }
  /** Nothing that is typed counts: there is no code, it has expired, or too many tries were wrong. */
  | { readonly kind: 'worthless' }
  | { readonly kind: 'over' };

/** One try. `matches`: whether what was typed is the latest code, compared in constant time. */
export function tryCode(confirmation: Confirmation, matches: boolean, now: number): CodeVerdict {
  const { code, spent } = confirmation;
  if (matches && isRepeated(spent, 'code', now)) return { kind: 'repeated' };
  if (isConfirmationOver(confirmation, now)) return { kind: 'over' };
  const left = triesLeft(confirmation, now);
  if (code === null || left <= 0) return { kind: 'worthless' };
  if (matches) return { kind: 'right', confirmation: { ...confirmation, spent: { by: 'code', at: now } } };
  const tried = { ...code, wrongTries: code.wrongTries + 1 };
  return { kind: 'wrong', confirmation: { ...confirmation, code: tried }, triesLeft: left - 1 };
}

type AskVerdict =
  | { readonly kind: 'asked'; readonly confirmation: Confirmation }
  | { readonly kind: 'asked-already' }
  | { readonly kind: 'over' };

export function askSupervisor(confirmation: Confirmation, comparisonCode: string, now: number): AskVerdict {
  if (isConfirmationOver(confirmation, now)) return { kind: 'over' };
  if (confirmation.supervisor !== 'not-asked') return { kind: 'asked-already' };
  return { kind: 'asked', confirmation: { ...confirmation, supervisor: 'asked', comparisonCode } };
}

/** A supervisor's word. It counts for the request they were shown: `comparisonCode` is the one on it. */
export function judgeBySupervisor(
  confirmation: Confirmation,
  { verdict, comparisonCode }: { readonly verdict: 'confirm' | 'refuse'; readonly comparisonCode: string },
  now: number,
): { readonly kind: 'judged'; readonly confirmation: Confirmation } | { readonly kind: 'not-asked' } {
  const isAsked = confirmation.supervisor === 'asked' && !isConfirmationOver(confirmation, now);
  if (!isAsked || confirmation.comparisonCode !== comparisonCode) return { kind: 'not-asked' };
  const supervisor = verdict === 'confirm' ? 'approved' : 'refused';
  return { kind: 'judged', confirmation: { ...confirmation, supervisor } };
}

type ApprovalVerdict =
  | { readonly kind: 'redeemed'; readonly confirmation: Confirmation }
  | { readonly kind: 'repeated' | 'not-yet' | 'over' };

/** Opens what a supervisor has confirmed. */
export function spendApproval(confirmation: Confirmation, now: number): ApprovalVerdict {
  if (isRepeated(confirmation.spent, 'supervisor', now)) return { kind: 'repeated' };
  if (isConfirmationOver(confirmation, now)) return { kind: 'over' };
  if (confirmation.supervisor !== 'approved') return { kind: 'not-yet' };
  return { kind: 'redeemed', confirmation: { ...confirmation, spent: { by: 'supervisor', at: now } } };
}

function isRepeated(spent: Confirmation['spent'], by: 'code' | 'supervisor', now: number): boolean {
  return spent?.by === by && now - spent.at < confirmationLimits.repeatMs;
}
