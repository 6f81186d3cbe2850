import type { ConfirmationState, ThinEvent } from '@desk/contract';
import { type AuditEntry, askSupervisor as ask, type Confirmation, confirmationLimits } from '@desk/domain';
import type { StoredConfirmation } from '../../ports/confirmations.ts';
import type { ConfirmationCodes } from '../../ports/credentials.ts';
import type { DirectoryEntry } from '../../ports/directory.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { findWaitingPerson, type OwnConfirmation, type WaitingPorts } from './find-own-confirmation.ts';
import { presentConfirmation } from './present-confirmation.ts';

export interface AskSupervisorPorts extends WaitingPorts {
  readonly codes: ConfirmationCodes;
}

export type AskSupervisorOutcome =
  | { readonly kind: 'asked'; readonly confirmation: ConfirmationState }
  | Refusal<'no-supervisor' | 'confirmation-over' | 'access-refused' | 'directory-down' | 'overloaded'>;

const attemptsMax = 5;
const supervisorsToldMax = 20;
/** Whoever has not been here for so long would not see it. */
const hereWithinMs = 30 * 24 * 60 * 60_000;

/** Has the bot tell the supervisors who may confirm; who it is they read with their own sessions. */
export function askSupervisor(ports: AskSupervisorPorts) {
  return async (own: OwnConfirmation): Promise<AskSupervisorOutcome> => {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const waiting = await findWaitingPerson(ports, own);
      if (waiting.kind === 'refused') return waiting;
      const outcome = await askOnce(ports, waiting.stored, waiting.entry);
      if (outcome.kind !== 'overtaken') return outcome;
    }
    return refuse('overloaded', { retryAfterSeconds: 1 });
  };
}

async function askOnce(
  { confirmations, codes, clock }: AskSupervisorPorts,
  { confirmation, sealedPhone, version: expected }: StoredConfirmation,
  entry: DirectoryEntry,
): Promise<AskSupervisorOutcome | { readonly kind: 'overtaken' }> {
  const now = clock.now();
  const asked = (latest: Confirmation) =>
    ({ kind: 'asked', confirmation: presentConfirmation(latest, entry, { now, limitedMs: null }) }) as const;
  const verdict = ask(confirmation, codes.draw(confirmationLimits.comparisonDigits), now);
  if (verdict.kind === 'over') return refuse('confirmation-over');
  if (verdict.kind === 'asked-already') return asked(confirmation);

  const supervisors = await confirmations.listSupervisors(entry, now - hereWithinMs, supervisorsToldMax);
  if (supervisors.length === 0) return refuse('no-supervisor');
  const event: ThinEvent = {
    ...{ kind: 'confirmation-asked', id: `confirmation-asked:${confirmation.id}` },
    ...{ confirmationId: confirmation.id, supervisors: [...supervisors], at: now },
  };
  const change = { confirmation: verdict.confirmation, sealedPhone, expected };
  const saved = await confirmations.save(change, [askedEntry(confirmation, now)], event);
  return saved.kind === 'overtaken' ? saved : asked(verdict.confirmation);
}

function askedEntry({ id, employeeId }: Confirmation, at: number): AuditEntry {
  const actor = { kind: 'person', id: employeeId } as const;
  return { act: 'confirmation-asked', actor, on: { kind: 'sign-in', id }, outcome: 'done', reason: null, at };
}
