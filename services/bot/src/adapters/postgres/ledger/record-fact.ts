import { dateOrNull } from '../as-written.ts';
import type { ChangeWriter } from './change-writer.ts';

/** The first record of a ticket names its type, team, priority and birth; later ones add moments. */
export const recordFact: ChangeWriter<'record-fact'> = ({ fact }) => {
  const { ticketId, requestType, team, priority, createdAt } = fact;
  const moments = [
    dateOrNull(fact.assignedAt ?? null),
    dateOrNull(fact.firstReactionAt ?? null),
    dateOrNull(fact.resolvedAt ?? null),
    fact.reopenedCount ?? 0,
  ];
  if (requestType === undefined || team === undefined || priority === undefined || createdAt === undefined) {
    return [{ ...addMoments, values: [ticketId, ...moments, requestType, team, priority] }];
  }
  return [{ ...upsertFact, values: [ticketId, ...moments, requestType, team, priority, new Date(createdAt)] }];
};

const addMoments = {
  name: 'add-fact-moments',
  text: `
    update ticket_facts
    set assigned_at = coalesce(assigned_at, $2), first_reaction_at = coalesce(first_reaction_at, $3),
      resolved_at = coalesce(resolved_at, $4), reopened_count = reopened_count + $5,
      request_type = coalesce($6, request_type), team = coalesce($7, team), priority = coalesce($8, priority)
    where ticket_id = $1`,
};

const upsertFact = {
  name: 'upsert-fact',
  text: `
    insert into ticket_facts as f (ticket_id, assigned_at, first_reaction_at, resolved_at, reopened_count, request_type,
      team, priority, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (ticket_id) do update
    set assigned_at = coalesce(f.assigned_at, excluded.assigned_at),
      first_reaction_at = coalesce(f.first_reaction_at, excluded.first_reaction_at),
      resolved_at = coalesce(f.resolved_at, excluded.resolved_at),
      reopened_count = f.reopened_count + excluded.reopened_count,
      request_type = excluded.request_type, team = excluded.team, priority = excluded.priority`,
};
