import type pg from 'pg';
import { createBoundedCache } from './bounded-cache.ts';
import { send } from './run-pipeline.ts';

export interface ChatNames {
  readonly consultationIds: readonly string[];
  readonly messageIds: readonly string[];
}

interface EmployeeRow {
  readonly id: string;
  readonly session_id: string;
  readonly employee_id: string;
}

const consultationsCachedMax = 5_000;

/** Remembers the latest asked for: a consultation never passes to another employee. */
export function createEmployeeFinder(pool: pg.Pool): (chats: ChatNames) => Promise<ReadonlyMap<string, string>> {
  const employees = createBoundedCache<string, string>({ entriesMax: consultationsCachedMax });
  return async ({ consultationIds, messageIds }) => {
    const found = new Map<string, string>();
    const missing = new Set(messageIds);
    for (const id of consultationIds) {
      const employee = employees.get(id);
      if (employee === undefined) missing.add(id);
      else found.set(id, employee);
    }
    if (missing.size === 0) return found;
    const { rows } = await send(pool, { ...selectEmployees, values: [[...missing]] });
    const known: readonly EmployeeRow[] = rows;
    for (const { id, session_id, employee_id } of known) {
      employees.set(session_id, employee_id);
      found.set(id, employee_id);
    }
    return found;
  };
}

const selectEmployees = {
  name: 'select-employees-of-chats',
  text: `
    select id, id as session_id, employee_id from chat_sessions where id = any($1::uuid[])
    union all
    select m.id, s.id, s.employee_id from chat_messages m
    join chat_sessions s on s.id = m.session_id
    where m.id = any($1::uuid[])`,
};
