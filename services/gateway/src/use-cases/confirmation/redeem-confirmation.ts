import type { ConfirmationState, SessionAnswer } from '@desk/contract';
import { spendApproval } from '@desk/domain';
import type { StoredConfirmation } from '../../ports/confirmations.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type AdmitConfirmedPorts, type Admitted, admitAgain, admitConfirmed } from './admit-confirmed.ts';
import { findOwn, findPerson, type OwnConfirmation } from './find-own-confirmation.ts';
import { presentConfirmation } from './present-confirmation.ts';

export type RedeemConfirmationOutcome =
  | { readonly kind: 'opened'; readonly answer: SessionAnswer }
  | { readonly kind: 'not-yet'; readonly confirmation: ConfirmationState }
  | Refusal<'confirmation-over' | 'access-refused' | 'too-many-attempts' | 'directory-down' | 'overloaded'>;

const attemptsMax = 5;

/** Lets in whoever their supervisor has confirmed. */
export function redeemConfirmation(ports: AdmitConfirmedPorts) {
  return async (own: OwnConfirmation): Promise<RedeemConfirmationOutcome> => {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const stored = await findOwn(ports, own);
      if (!stored) return refuse('confirmation-over');
      const outcome = await redeemOnce(ports, stored);
      if (outcome.kind !== 'overtaken') return outcome;
    }
    return refuse('overloaded', { retryAfterSeconds: 1 });
  };
}

async function redeemOnce(
  ports: AdmitConfirmedPorts,
  stored: StoredConfirmation,
): Promise<Admitted | RedeemConfirmationOutcome> {
  const now = ports.clock.now();
  const verdict = spendApproval(stored.confirmation, now);
  switch (verdict.kind) {
    case 'redeemed':
      return admitConfirmed(ports, stored, verdict.confirmation);
    case 'repeated':
      return admitAgain(ports, stored);
    case 'not-yet': {
      const found = await findPerson(ports, stored);
      if (found.kind === 'refused') return found;
      const confirmation = presentConfirmation(stored.confirmation, found.entry, { now, limitedMs: null });
      return { kind: 'not-yet', confirmation };
    }
    case 'over':
      return refuse('confirmation-over');
  }
}
