import { mayConfirm } from '@desk/domain';
import type { Confirmations } from '../../ports/confirmations.ts';
import type { Directory } from '../../ports/directory.ts';
import type { Clock } from '../../ports/system.ts';
import type { PersonCaller } from '../caller.ts';
import { type Refusal, refuse } from '../refusal.ts';

export interface ListConfirmationsPorts {
  readonly confirmations: Confirmations;
  readonly directory: Directory;
  readonly clock: Clock;
}

export interface WaitingColleague {
  readonly id: string;
  readonly displayName: string;
  readonly department: string;
  readonly comparisonCode: string;
  readonly expiresAt: number;
}

export type ListConfirmationsOutcome =
  | { readonly kind: 'listed'; readonly waiting: readonly WaitingColleague[] }
  | Refusal<'not-permitted' | 'directory-down'>;

/** Of everybody; whose they are the directory knows, from its snapshot. */
const rowsMax = 1_000;
const shownMax = 20;

/** Colleagues who have asked for a supervisor's word, as far as it is this supervisor's to give. */
export function listConfirmations({ confirmations, directory, clock }: ListConfirmationsPorts) {
  return async ({ profile }: PersonCaller): Promise<ListConfirmationsOutcome> => {
    if (profile.role !== 'supervisor') return refuse('not-permitted');
    const waiting: WaitingColleague[] = [];
    for (const { confirmation } of await confirmations.listAsked(clock.now(), rowsMax)) {
      const found = await directory.findById(confirmation.employeeId);
      if (found.kind === 'down') return refuse('directory-down', { retryAfterSeconds: 30 });
      const { id, comparisonCode, expiresAt } = confirmation;
      if (found.kind === 'none' || comparisonCode === null || !mayConfirm(profile, found.entry)) continue;
      const { displayName, department } = found.entry;
      waiting.push({ id, displayName, department, comparisonCode, expiresAt });
      if (waiting.length === shownMax) break;
    }
    return { kind: 'listed', waiting };
  };
}
