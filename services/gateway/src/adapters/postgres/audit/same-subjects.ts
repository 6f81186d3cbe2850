import type { Transaction } from '../connect-database.ts';

/** From an id of either log to one id for each employee, so that what somebody does counts in both. */
export async function sameSubjects(
  transaction: Transaction,
  rows: readonly { readonly actor: string }[],
): Promise<(id: string) => string> {
  const ids = new Set(rows.flatMap(({ actor }) => (actor.startsWith('person:') ? [actor.slice(7)] : [])));
  const subjects = await transaction.auditSubject.findMany({
    where: { id: { in: [...ids].filter((id) => /^[0-9a-f-]{36}$/.test(id)) } },
  });
  const owners = await transaction.auditSubject.findMany({
    where: { log: 'gateway', names: { in: subjects.map(({ names }) => names) } },
  });
  const idOf = new Map(owners.map(({ names, id }) => [names, id]));
  const same = new Map(subjects.map(({ id, names }) => [id, idOf.get(names) ?? id]));
  return (id) => same.get(id) ?? id;
}
