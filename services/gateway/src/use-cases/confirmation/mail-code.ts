import type { ConfirmationState } from '@desk/contract';
import { type AuditEntry, type Confirmation, confirmationLimits, maySendCode, replaceCode } from '@desk/domain';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { ConfirmationMail } from '../../ports/confirmation-mail.ts';
import type { Confirmations, StoredConfirmation } from '../../ports/confirmations.ts';
import type { ConfirmationCodes } from '../../ports/credentials.ts';
import type { DirectoryEntry } from '../../ports/directory.ts';
import type { Mailer } from '../../ports/mailer.ts';
import type { SignInDesk, SignInLimit } from '../../ports/sign-in-desk.ts';
import type { Clock } from '../../ports/system.ts';
import { mailboxOf, presentConfirmation } from './present-confirmation.ts';

export interface MailCodePorts {
  readonly confirmations: Confirmations;
  readonly codes: ConfirmationCodes;
  readonly mailer: Mailer;
  readonly letter: ConfirmationMail;
  readonly signIns: SignInDesk;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** `unsent`: the last one was sent a moment ago, and still counts; `overtaken`: somebody else is at it. */
export type MailCode = (
  stored: StoredConfirmation,
  entry: DirectoryEntry,
) => Promise<
  | { readonly kind: 'tried'; readonly confirmation: ConfirmationState }
  | { readonly kind: 'unsent'; readonly confirmation: ConfirmationState; readonly retryAfterMs: number }
  | { readonly kind: 'over' }
  | { readonly kind: 'overtaken' }
>;

const codesPerPerson: SignInLimit = {
  attemptsMax: confirmationLimits.codesPerPersonPerHourMax,
  windowMs: 60 * 60_000,
};
const markAttemptsMax = 3;

/** A new code to the person's mailbox, stored before it is sent: what arrives counts, and whatever came before does not. */
export function mailCode(ports: MailCodePorts): MailCode {
  return async (stored, entry) => {
    const { codes, clock, confirmations } = ports;
    const now = clock.now();
    const { confirmation } = stored;
    const present = (latest: Confirmation, limitedMs: number | null = null) =>
      presentConfirmation(latest, entry, { now, limitedMs });

    const may = maySendCode(confirmation, now);
    if (may.kind === 'over') return may;
    const mailbox = mailboxOf(entry);
    if (mailbox === null) return { kind: 'tried', confirmation: present(confirmation) };
    if (may.kind === 'too-soon') {
      return { kind: 'unsent', confirmation: present(confirmation), retryAfterMs: may.retryAfterMs };
    }
    const limitedMs = await countCode(ports, confirmation, now);
    if (limitedMs !== null) return { kind: 'tried', confirmation: present(confirmation, limitedMs) };

    const code = codes.draw(confirmationLimits.codeDigits);
    const next = replaceCode(confirmation, codes.hash(confirmation.id, code), now);
    const { sealedPhone, version: expected } = stored;
    const saved = await confirmations.save({ confirmation: next, sealedPhone, expected }, []);
    if (saved.kind === 'overtaken') return saved;
    const outcome = await send(ports, mailbox.address, { code, confirmation: next });
    return { kind: 'tried', confirmation: present(await markDelivered(ports, next, outcome)) };
  };
}

/** For how long no more codes are sent to this person; null: this one may be. Noted once for each window. */
async function countCode(
  { signIns, audit }: MailCodePorts,
  { employeeId }: Confirmation,
  now: number,
): Promise<number | null> {
  const verdict = await signIns.count('code', employeeId, codesPerPerson, now);
  if (verdict.kind === 'within') return null;
  if (verdict.first) {
    const actor = { kind: 'person', id: employeeId } as const;
    await audit.append([{ act: 'rate-limited', actor, on: null, outcome: 'refused', reason: 'codes', at: now }]);
  }
  return verdict.retryAfterMs;
}

async function send(
  { mailer, letter, audit, clock }: MailCodePorts,
  to: string,
  { code, confirmation }: { readonly code: string; readonly confirmation: Confirmation },
): Promise<'sent' | 'failed'> {
  const expiresAt = confirmation.code?.expiresAt ?? confirmation.expiresAt;
  const outcome = await mailer.send({ to, ...letter.write({ code, expiresAt }) });
  await audit.append([sentEntry(confirmation, outcome, clock.now())]);
  return outcome;
}

function sentEntry({ id, employeeId, telegramUserId }: Confirmation, outcome: 'sent' | 'failed', at: number) {
  return {
    act: 'confirmation-sent',
    actor: { kind: 'person', id: employeeId },
    on: { kind: 'sign-in', id },
    outcome: outcome === 'sent' ? 'done' : 'failed',
    reason: outcome === 'sent' ? `telegram-${telegramUserId}` : 'mail-down',
    at,
  } as const satisfies AuditEntry;
}

/** Somebody may have typed a code meanwhile: the mark goes to what is stored by now, if it still is this code. */
async function markDelivered(
  { confirmations }: MailCodePorts,
  sent: Confirmation,
  outcome: 'sent' | 'failed',
): Promise<Confirmation> {
  if (outcome === 'failed') return sent;
  let latest = sent;
  for (let attempt = 0; attempt < markAttemptsMax; attempt += 1) {
    const stored = await confirmations.find(sent.id);
    if (!stored || stored.confirmation.code?.hash !== sent.code?.hash) return stored?.confirmation ?? latest;
    const { code } = stored.confirmation;
    latest = { ...stored.confirmation, code: code && { ...code, delivered: true } };
    const { sealedPhone, version: expected } = stored;
    if ((await confirmations.save({ confirmation: latest, sealedPhone, expected }, [])).kind === 'saved') break;
  }
  return latest;
}
