import type { SessionAnswer } from '@desk/contract';
import { type Confirmation, isConfirmationDue } from '@desk/domain';
import type { StoredConfirmation } from '../../ports/confirmations.ts';
import type { SessionStore, SpentConfirmation } from '../../ports/session-store.ts';
import type { CountSignIn } from '../count-sign-in.ts';
import type { LetIn } from '../let-in.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { refuseSignIn } from '../refuse-sign-in.ts';
import { findPerson, type WaitingPorts } from './find-own-confirmation.ts';

export interface AdmitConfirmedPorts extends WaitingPorts {
  readonly sessions: SessionStore;
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

/** Once more, for the answer before may have been lost; counted, and held to what any sign-in with the phone alone is. */
export async function admitAgain(
  ports: AdmitConfirmedPorts,
  stored: StoredConfirmation,
): Promise<Admitted | Refusal<'confirmation-over'>> {
  const { employeeId, telegramUserId } = stored.confirmation;
  const limited = await ports.countSignIn('person', employeeId);
  if (limited) return limited;
  const binding = await ports.sessions.findBinding(employeeId, telegramUserId);
  const isConfirmed = binding.kind === 'bound' && !isConfirmationDue(binding.confirmedAt, ports.clock.now());
  return isConfirmed ? admit(ports, stored, null) : refuse('confirmation-over');
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
