import type { SessionAnswer } from '@desk/contract';
import type { Confirmation } from '@desk/domain';
import type { StoredConfirmation } from '../../ports/confirmations.ts';
import type { SpentConfirmation } from '../../ports/session-store.ts';
import type { CountSignIn } from '../count-sign-in.ts';
import type { LetIn } from '../let-in.ts';
import type { Refusal } from '../refusal.ts';
import { refuseSignIn } from '../refuse-sign-in.ts';
import { findPerson, type WaitingPorts } from './find-own-confirmation.ts';

export interface AdmitConfirmedPorts extends WaitingPorts {
  readonly countSignIn: CountSignIn;
  readonly letIn: LetIn;
}

export type Admitted =
  | { readonly kind: 'opened'; readonly answer: SessionAnswer }
  | { readonly kind: 'overtaken' }
  | Refusal<'access-refused' | 'too-many-attempts' | 'directory-down'>;

/** Opens the session that was confirmed, and spends the confirmation with it. */
export async function admitConfirmed(
  ports: AdmitConfirmedPorts,
  stored: StoredConfirmation,
  spent: Confirmation,
): Promise<Admitted> {
  return admit(ports, stored, {
    change: { confirmation: spent, sealedPhone: stored.sealedPhone, expected: stored.version },
    audit: {
      act: 'confirmed',
      actor: { kind: 'person', id: spent.employeeId },
      on: { kind: 'person', id: spent.employeeId },
      outcome: 'done',
      reason: spent.spent?.by ?? null,
      at: ports.clock.now(),
    },
  });
}

/** Once more, for the answer before may have been lost; counted, as any sign-in with the phone alone. */
export async function admitAgain(ports: AdmitConfirmedPorts, stored: StoredConfirmation): Promise<Admitted> {
  const limited = await ports.countSignIn('person', stored.confirmation.employeeId);
  return limited ?? admit(ports, stored, null);
}

async function admit(
  ports: AdmitConfirmedPorts,
  stored: StoredConfirmation,
  confirmation: SpentConfirmation | null,
): Promise<Admitted> {
  const found = await findPerson(ports, stored);
  if (found.kind === 'refused') return found;
  const { employeeId, telegramUserId } = stored.confirmation;
  const { sealedPhone } = stored;
  const opened = await ports.letIn({ entry: found.entry, telegramUserId, sealedPhone, confirmation });
  if (opened.kind !== 'bound-otherwise') return opened;
  return refuseSignIn(ports, { telegramUserId, reason: opened.conflict, employeeId });
}
