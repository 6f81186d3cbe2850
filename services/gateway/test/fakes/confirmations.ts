import type { ThinEvent } from '@desk/contract';
import { mayConfirm } from '@desk/domain';
import type { ConfirmationMail } from '../../src/ports/confirmation-mail.ts';
import type { ConfirmationChange, Confirmations, StoredConfirmation } from '../../src/ports/confirmations.ts';
import type { ConfirmationCodes } from '../../src/ports/credentials.ts';
import type { Mail, Mailer } from '../../src/ports/mailer.ts';
import type { StoredSession } from '../../src/ports/session-store.ts';
import type { FakeAuditLog } from './audit-log.ts';

export interface FakeConfirmations extends Confirmations {
  /** False: somebody else wrote it since it was read. */
  write(change: ConfirmationChange): boolean;
}

export function createFakeConfirmations(needs: {
  readonly audit: FakeAuditLog;
  readonly sessions: ReadonlyMap<string, StoredSession>;
  readonly events: ThinEvent[];
}): FakeConfirmations {
  const rows = new Map<string, StoredConfirmation>();
  const keyOf = (employeeId: string, telegramUserId: number) => `${employeeId} ${telegramUserId}`;

  function write({ confirmation, sealedPhone, expected }: ConfirmationChange): boolean {
    const key = keyOf(confirmation.employeeId, confirmation.telegramUserId);
    if ((rows.get(key)?.version ?? 0) !== expected) return false;
    rows.set(key, { confirmation, sealedPhone, version: expected + 1 });
    return true;
  }

  return {
    write,
    async find(id) {
      return [...rows.values()].find(({ confirmation }) => confirmation.id === id) ?? null;
    },
    async findOf(employeeId, telegramUserId) {
      return rows.get(keyOf(employeeId, telegramUserId)) ?? null;
    },
    async save(change, audit, event) {
      if (!write(change)) return { kind: 'overtaken' };
      await needs.audit.append(audit);
      if (event) needs.events.push(event);
      return { kind: 'saved', version: change.expected + 1 };
    },
    async listAsked(now, rowsMax) {
      const asked = [...rows.values()].filter(
        ({ confirmation: { supervisor, spent, expiresAt } }) => supervisor === 'asked' && !spent && expiresAt > now,
      );
      return asked
        .toSorted((one, other) => one.confirmation.startedAt - other.confirmation.startedAt)
        .slice(0, rowsMax);
    },
    async listSupervisors(of, since, rowsMax) {
      const here = [...needs.sessions.values()].filter(({ session }) => session.startedAt > since);
      const may = here.filter(({ person }) => mayConfirm(person, of)).map(({ person }) => person.employeeId);
      return [...new Set(may)].toSorted().slice(0, rowsMax);
    },
  };
}

/** Codes that count up, and hashes that say in clear what they are of. */
export function createFakeCodes(): ConfirmationCodes {
  let count = 0;
  const hash = (confirmationId: string, code: string) => `${confirmationId}:${code}`;
  return {
    draw(digits) {
      count += 1;
      return String(count).padStart(digits, '0');
    },
    hash,
    matches: (stored, confirmationId, code) => stored === hash(confirmationId, code),
  };
}

export interface FakeMailer extends Mailer {
  readonly sent: readonly Mail[];
  setDown(down: boolean): void;
}

export function createFakeMailer(): FakeMailer {
  const sent: Mail[] = [];
  let isDown = false;
  return {
    sent,
    setDown(down) {
      isDown = down;
    },
    async send(mail) {
      if (isDown) return 'failed';
      sent.push(mail);
      return 'sent';
    },
  };
}

/** The code and nothing else. */
export const bareLetter: ConfirmationMail = { write: ({ code }) => ({ subject: 'code', text: code }) };
