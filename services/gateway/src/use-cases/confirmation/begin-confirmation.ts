import type { ConfirmationState } from '@desk/contract';
import { isConfirmationDue, isConfirmationOver, startConfirmation } from '@desk/domain';
import type { Confirmations, StoredConfirmation } from '../../ports/confirmations.ts';
import type { BindingConflict, SessionStore } from '../../ports/session-store.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { Arrival } from '../let-in.ts';
import type { MailCode } from './mail-code.ts';

export interface BeginConfirmationPorts {
  readonly sessions: SessionStore;
  readonly confirmations: Confirmations;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly mailCode: MailCode;
}

export type BeginConfirmation = (
  arrival: Omit<Arrival, 'confirmation'>,
) => Promise<
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'needed'; readonly confirmation: ConfirmationState }
  | { readonly kind: 'bound-otherwise'; readonly conflict: BindingConflict }
>;

const attemptsMax = 5;

/** A first sign-in, and one more than 12 h after the last that was confirmed, waits for a code or a supervisor. */
export function beginConfirmation(ports: BeginConfirmationPorts): BeginConfirmation {
  return async (arrival) => {
    const { entry, telegramUserId } = arrival;
    const binding = await ports.sessions.findBinding(entry.employeeId, telegramUserId);
    if (binding.kind === 'bound-otherwise') return binding;
    const confirmedAt = binding.kind === 'bound' ? binding.confirmedAt : null;
    if (!isConfirmationDue(confirmedAt, ports.clock.now())) return { kind: 'not-needed' };

    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const waiting = await findWaiting(ports, arrival);
      const mailed = waiting && (await ports.mailCode(waiting, entry));
      if (mailed?.kind === 'tried' || mailed?.kind === 'unsent') {
        return { kind: 'needed', confirmation: mailed.confirmation };
      }
    }
    throw new Error(`A confirmation was changed by others ${attemptsMax} times while it was begun.`);
  };
}

/** The one that waits already, or a new one; null: somebody else has just begun one. */
async function findWaiting(
  { confirmations, ids, clock }: BeginConfirmationPorts,
  { entry: { employeeId }, telegramUserId, sealedPhone }: Parameters<BeginConfirmation>[0],
): Promise<StoredConfirmation | null> {
  const now = clock.now();
  const last = await confirmations.findOf(employeeId, telegramUserId);
  if (last && !isConfirmationOver(last.confirmation, now)) return last;
  const confirmation = startConfirmation({ id: ids.uuid(), employeeId, telegramUserId }, now);
  const saved = await confirmations.save({ confirmation, sealedPhone, expected: last?.version ?? 0 }, []);
  return saved.kind === 'saved' ? { confirmation, sealedPhone, version: saved.version } : null;
}
