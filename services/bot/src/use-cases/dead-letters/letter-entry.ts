import type { AuditAct, AuditEntry } from '@desk/domain';

type LetterAct = Extract<AuditAct, `dead-letter-${string}`>;

/** What an operator did with a letter. */
export function letterEntry(act: LetterAct, id: string, operator: string, at: number): AuditEntry {
  const actor = { kind: 'operator', name: operator } as const;
  return { act, actor, on: { kind: 'update', id }, outcome: 'done', reason: null, at };
}
