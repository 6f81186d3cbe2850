import { dueAt } from '@desk/domain';
import { dateOrNull } from '../as-written.ts';
import type { ChangeWriter } from './change-writer.ts';

export const saveAssignment: ChangeWriter<'save-assignment'> = ({ assignment, decisionId, expected }) => {
  const columns = [
    assignment.ticketId,
    assignment.personId,
    new Date(assignment.assignedAt),
    assignment.state,
    assignment.limitMinutes,
    dateOrNull(assignment.remindAt),
    dateOrNull(assignment.reassignAt),
    dateOrNull(dueAt(assignment)),
    decisionId,
  ];
  const statement =
    expected === 0 ? { ...insertAssignment, values: columns } : { ...updateAssignment, values: [...columns, expected] };
  return [statement];
};

export const storeDecision: ChangeWriter<'store-decision'> = ({ id, ticketId, decision }) => [
  {
    ...insertDecision,
    values: [id, ticketId, decision.weights.version, new Date(decision.at), JSON.stringify(decision)],
  },
];

/** At most one of a ticket is in force: a unique index refuses the second. */
const insertAssignment = {
  name: 'insert-assignment',
  text: `
    with made as (
      insert into assignments (ticket_id, number, person_id, assigned_at, state, limit_minutes, remind_at, reassign_at,
        due_at, decision_id, version)
      select $1::uuid, coalesce(max(number), 0) + 1, $2::uuid, $3::timestamptz, $4::text, $5::int, $6::timestamptz,
        $7::timestamptz, $8::timestamptz, $9::uuid, 1
      from assignments
      where ticket_id = $1
      on conflict do nothing
      returning number
    )
    select (exists (select 1 from made))::unmoved`,
};

const updateAssignment = {
  name: 'update-assignment',
  text: `
    with moved as (
      update assignments
      set state = $4, limit_minutes = $5, remind_at = $6, reassign_at = $7, due_at = $8, decision_id = $9,
        version = version + 1
      where ticket_id = $1 and person_id = $2 and assigned_at = $3 and version = $10
      returning number
    )
    select (exists (select 1 from moved))::unmoved`,
};

const insertDecision = {
  name: 'insert-decision',
  text: `
    insert into decisions (id, ticket_id, weights_version, decided_at, record)
    values ($1, $2, $3, $4, $5)`,
};
