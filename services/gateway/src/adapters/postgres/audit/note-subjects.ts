import type { Transaction } from '../connect-database.ts';
import type { AuditColumns } from './audit-columns.ts';
import { nameOf } from './name-subjects.ts';

/**
 * The bot names people by ids of its own. Whose such an id is the gateway sees from a sign-in, which names the session
 * that the gateway itself opened for an employee. What was seen first counts: no later entry gives an id another owner.
 */
export async function noteSubjects(transaction: Transaction, entries: readonly Partial<AuditColumns>[]): Promise<void> {
  const subjects = new Map<string, string>();
  for (const { act, actor, on, outcome } of entries) {
    const [subject, session] = [idOf('person', actor), idOf('session', on)];
    if (act === 'signed-in' && outcome === 'done' && subject && session) subjects.set(session, subject);
  }
  if (subjects.size === 0) return;
  const sessions = await transaction.session.findMany({
    where: { id: { in: [...subjects.keys()] } },
    select: { id: true, employeeId: true },
  });
  await transaction.auditSubject.createMany({
    data: sessions.flatMap(({ id: session, employeeId }) => {
      const id = subjects.get(session);
      return id === undefined ? [] : [{ id, log: 'bot', names: nameOf('employee', employeeId) }];
    }),
    skipDuplicates: true,
  });
}

function idOf(kind: string, text: string | null | undefined): string | null {
  const [prefix, id] = text?.split(':') ?? [];
  return prefix === kind && id !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
