import type { ThinEvent } from '@desk/contract';
import { type AuditEntry, confirmationLimits, judgeBySupervisor, mayConfirm } from '@desk/domain';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Confirmations, StoredConfirmation } from '../../ports/confirmations.ts';
import type { Directory } from '../../ports/directory.ts';
import type { SignInDesk, SignInLimit } from '../../ports/sign-in-desk.ts';
import type { Clock } from '../../ports/system.ts';
import type { PersonCaller } from '../caller.ts';
import { type Refusal, refuse } from '../refusal.ts';

export interface JudgeConfirmationPorts {
  readonly confirmations: Confirmations;
  readonly directory: Directory;
  readonly signIns: SignInDesk;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** `comparisonCode`: of the request they were shown. */
export interface SupervisorsWord {
  readonly confirmationId: string;
  readonly verdict: 'confirm' | 'refuse';
  readonly comparisonCode: string;
}

export type JudgeConfirmationOutcome =
  | { readonly kind: 'judged' }
  | Refusal<'not-permitted' | 'confirmation-over' | 'too-many-attempts' | 'directory-down' | 'overloaded'>;

const attemptsMax = 5;
/** As many as somebody gives by hand. Whoever holds their session, and the whole bot, gets no further either. */
const verdicts: SignInLimit = {
  attemptsMax: confirmationLimits.verdictsPerSupervisorPerHourMax,
  windowMs: 60 * 60_000,
};

/** A supervisor's own live session says that it is they; the directory, that the colleague is theirs to confirm. */
export function judgeConfirmation(ports: JudgeConfirmationPorts) {
  return async (caller: PersonCaller, word: SupervisorsWord): Promise<JudgeConfirmationOutcome> => {
    // First of all, for each refusal below is audited.
    const limited = await countVerdict(ports, caller);
    if (limited) return limited;
    if (caller.profile.role !== 'supervisor') return refuseWord(ports, caller, null);
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const stored = await ports.confirmations.find(word.confirmationId);
      if (!stored) return refuse('confirmation-over');
      const outcome = await judgeOnce(ports, caller, stored, word);
      if (outcome.kind !== 'overtaken') return outcome;
    }
    return refuse('overloaded', { retryAfterSeconds: 1 });
  };
}

async function judgeOnce(
  ports: JudgeConfirmationPorts,
  caller: PersonCaller,
  { confirmation, sealedPhone, version: expected }: StoredConfirmation,
  word: SupervisorsWord,
): Promise<JudgeConfirmationOutcome | { readonly kind: 'overtaken' }> {
  const found = await ports.directory.findById(confirmation.employeeId);
  if (found.kind === 'down') return refuse('directory-down', { retryAfterSeconds: 30 });
  if (found.kind === 'none' || !mayConfirm(caller.profile, found.entry)) {
    return refuseWord(ports, caller, confirmation.employeeId);
  }
  const at = ports.clock.now();
  const judged = judgeBySupervisor(confirmation, word, at);
  if (judged.kind === 'not-asked') return refuse('confirmation-over');
  const { id: confirmationId } = confirmation;
  const event: ThinEvent = {
    ...{ kind: 'confirmation-settled', id: `confirmation-settled:${confirmationId}` },
    ...{ confirmationId, verdict: word.verdict, at },
  };
  const change = { confirmation: judged.confirmation, sealedPhone, expected };
  const entry: AuditEntry = {
    act: 'confirmed-by-supervisor',
    actor: { kind: 'person', id: caller.profile.employeeId },
    on: { kind: 'person', id: confirmation.employeeId },
    outcome: word.verdict === 'confirm' ? 'done' : 'refused',
    reason: `sign-in-${confirmationId}`,
    at,
  };
  const saved = await ports.confirmations.save(change, [entry], event);
  return saved.kind === 'overtaken' ? saved : { kind: 'judged' };
}

async function countVerdict(
  { signIns, audit, clock }: JudgeConfirmationPorts,
  { profile: { employeeId: id } }: PersonCaller,
): Promise<Refusal<'too-many-attempts'> | null> {
  const at = clock.now();
  const verdict = await signIns.count('verdict', id, verdicts, at);
  if (verdict.kind === 'within') return null;
  const actor = { kind: 'person', id } as const;
  const reason = 'confirmations';
  if (verdict.first) await audit.append([{ act: 'rate-limited', actor, on: null, outcome: 'refused', reason, at }]);
  return refuse('too-many-attempts', { retryAfterSeconds: Math.ceil(verdict.retryAfterMs / 1000) });
}

async function refuseWord(
  { audit, clock }: JudgeConfirmationPorts,
  { profile }: PersonCaller,
  employeeId: string | null,
): Promise<Refusal<'not-permitted'>> {
  const actor = { kind: 'person', id: profile.employeeId } as const;
  const on = employeeId === null ? null : ({ kind: 'person', id: employeeId } as const);
  const [reason, at] = ['not-permitted', clock.now()];
  await audit.append([{ act: 'confirmed-by-supervisor', actor, on, outcome: 'refused', reason, at }]);
  return refuse('not-permitted');
}
