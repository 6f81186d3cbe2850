import type { SessionAnswer } from '@desk/contract';
import { type AuditEntry, type Confirmation, tryCode } from '@desk/domain';
import type { StoredConfirmation } from '../../ports/confirmations.ts';
import type { ConfirmationCodes } from '../../ports/credentials.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type AdmitConfirmedPorts, type Admitted, admitAgain, admitConfirmed } from './admit-confirmed.ts';
import { findOwn, type OwnConfirmation } from './find-own-confirmation.ts';

export interface SubmitCodePorts extends AdmitConfirmedPorts {
  readonly codes: ConfirmationCodes;
}

export type SubmitCodeOutcome =
  | { readonly kind: 'opened'; readonly answer: SessionAnswer }
  | Refusal<
      'code-wrong' | 'confirmation-over' | 'access-refused' | 'too-many-attempts' | 'directory-down' | 'overloaded'
    >;

const attemptsMax = 8;

/**
 * A typed code. A wrong try is stored before it is answered, and a right one spends the code together with the session
 * it opens: tries at one moment run into each other's version and are judged again, so that none goes uncounted.
 */
export function submitCode(ports: SubmitCodePorts) {
  return async (typed: OwnConfirmation & { readonly code: string }): Promise<SubmitCodeOutcome> => {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const stored = await findOwn(ports, typed);
      if (!stored) return refuse('confirmation-over');
      const outcome = await judge(ports, stored, typed.code);
      if (outcome.kind !== 'overtaken') return outcome;
    }
    return refuse('overloaded', { retryAfterSeconds: 1 });
  };
}

async function judge(
  ports: SubmitCodePorts,
  stored: StoredConfirmation,
  typed: string,
): Promise<Admitted | Refusal<'code-wrong' | 'confirmation-over'>> {
  const { confirmation } = stored;
  const matches = confirmation.code !== null && ports.codes.matches(confirmation.code.hash, confirmation.id, typed);
  const verdict = tryCode(confirmation, matches, ports.clock.now());
  switch (verdict.kind) {
    case 'right':
      return admitConfirmed(ports, stored, verdict.confirmation);
    case 'repeated':
      return admitAgain(ports, stored);
    case 'wrong': {
      const { sealedPhone, version: expected } = stored;
      const change = { confirmation: verdict.confirmation, sealedPhone, expected };
      const saved = await ports.confirmations.save(change, [wrongEntry(confirmation, ports.clock.now())]);
      return saved.kind === 'overtaken' ? saved : refuse('code-wrong', { triesLeft: verdict.triesLeft });
    }
    // Not audited: it tells an attacker nothing, and could be repeated for ever.
    case 'worthless':
      return refuse('code-wrong', { triesLeft: 0 });
    case 'over':
      return refuse('confirmation-over');
  }
}

function wrongEntry({ id, employeeId }: Confirmation, at: number): AuditEntry {
  const actor = { kind: 'person', id: employeeId } as const;
  const on = { kind: 'sign-in', id } as const;
  return { act: 'confirmation-failed', actor, on, outcome: 'refused', reason: 'wrong-code', at };
}
