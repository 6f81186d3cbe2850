import { randomUUID } from 'node:crypto';
import type { AuditAct, AuditEntry } from '@desk/domain';
import type { Transaction } from '../connect-database.ts';

type Named = 'employee' | 'telegram';

/** Whom a reason names besides: what it begins with, and whose id follows. */
const namedByReason: Partial<Record<AuditAct, { readonly prefix: string; readonly kind: Named }>> = {
  'ticket-assigned': { prefix: 'to-', kind: 'employee' },
  'participant-added': { prefix: 'added-', kind: 'employee' },
  'access-refused': { prefix: 'assign-to-', kind: 'employee' },
  'binding-created': { prefix: 'telegram-', kind: 'telegram' },
  'binding-linked': { prefix: 'telegram-', kind: 'telegram' },
};

/**
 * Entries with random ids in place of whom they name. The log can then stay as it is when a person is erased: their
 * row of audit_subjects goes, and nobody can tell any more whose the id was. To be called under the lock of the log.
 */
export async function nameSubjects(
  transaction: Transaction,
  entries: readonly AuditEntry[],
): Promise<readonly AuditEntry[]> {
  const names = [...new Set(entries.flatMap(namesIn))];
  if (names.length === 0) return entries;
  // Whoever comes back after they were erased has another id from then on.
  const known = await transaction.$queryRaw<readonly { readonly id: string; readonly names: string }[]>`
    select id, names from audit_subjects where log = 'gateway' and names = any(${names}::text[]) and forget_at is null`;
  const ids = new Map(known.map((subject) => [subject.names, subject.id]));
  const added = names
    .filter((name) => !ids.has(name))
    .map((name) => ({ id: randomUUID(), log: 'gateway', names: name }));
  if (added.length > 0) await transaction.auditSubject.createMany({ data: added });
  for (const subject of added) ids.set(subject.names, subject.id);
  return entries.map((entry) => replaceNames(entry, (name) => ids.get(name) ?? name));
}

function namesIn({ act, actor, on, reason }: AuditEntry): readonly string[] {
  const besides = reasonOf(act, reason);
  return [
    ...(actor.kind === 'person' ? [nameOf('employee', actor.id)] : []),
    ...(on?.kind === 'person' ? [nameOf('employee', on.id)] : []),
    ...(besides ? [besides.name] : []),
  ];
}

function replaceNames(entry: AuditEntry, idOf: (name: string) => string): AuditEntry {
  const { act, actor, on, reason } = entry;
  const besides = reasonOf(act, reason);
  return {
    ...entry,
    actor: actor.kind === 'person' ? { kind: 'person', id: idOf(nameOf('employee', actor.id)) } : actor,
    on: on?.kind === 'person' ? { kind: 'person', id: idOf(nameOf('employee', on.id)) } : on,
    reason: besides ? `${besides.prefix}${idOf(besides.name)}` : reason,
  };
}

function reasonOf(act: AuditAct, reason: string | null) {
  const named = namedByReason[act];
  if (!named || reason === null || !reason.startsWith(named.prefix)) return null;
  return { prefix: named.prefix, name: nameOf(named.kind, reason.slice(named.prefix.length)) };
}

/** As audit_subjects has it. */
export function nameOf(kind: Named, id: string): string {
  return `${kind}:${id}`;
}
