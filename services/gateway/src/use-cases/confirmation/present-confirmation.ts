import type { ConfirmationState } from '@desk/contract';
import { type Confirmation, confirmationLimits, triesLeft } from '@desk/domain';
import type { DirectoryEntry } from '../../ports/directory.ts';

/** A confirmation as whoever waits for it may see it. Until it is right, nothing in it says who that is. */
export function presentConfirmation(
  confirmation: Confirmation,
  entry: Pick<DirectoryEntry, 'email'>,
  { now, limitedMs }: { readonly now: number; readonly limitedMs: number | null },
): ConfirmationState {
  const { id, expiresAt, supervisor, comparisonCode } = confirmation;
  const address = mailboxOf(entry);
  const mail = address && { domain: address.domain, ...presentCode(confirmation, now, limitedMs) };
  return { id, expiresAt, mail, supervisor, comparisonCode };
}

/** The mailbox a code goes to; null where the directory has none that could be one. */
export function mailboxOf({ email }: Pick<DirectoryEntry, 'email'>): { address: string; domain: string } | null {
  const domain = email?.slice(email.lastIndexOf('@') + 1) ?? '';
  return email !== null && /^[^@\s]+@[^@\s]{1,255}$/.test(email) ? { address: email, domain } : null;
}

function presentCode(confirmation: Confirmation, now: number, limitedMs: number | null) {
  const { code } = confirmation;
  const state = limitedMs !== null ? 'too-many' : code?.delivered ? 'sent' : 'failed';
  const pauseMs = code?.delivered ? code.sentAt + confirmationLimits.resendAfterMs - now : 0;
  return {
    state,
    codeExpiresAt: code?.expiresAt ?? now,
    resendAt: now + Math.max(0, limitedMs ?? pauseMs),
    triesLeft: triesLeft(confirmation, now),
  } as const;
}
