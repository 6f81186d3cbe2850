import { isOpen, type Ticket } from '@desk/domain';
import { dateOrNull } from '../as-written.ts';
import { sealFieldText } from '../seal-fields.ts';
import type { ChangeWriter, WriteContext } from './change-writer.ts';

export const saveTicket: ChangeWriter<'save-ticket'> = (
  { ticket, grant, url, trackerChangedAt, expected },
  context,
) => {
  const columns = [
    ticket.id,
    ticket.number,
    ticket.requesterId,
    ticket.assigneeId,
    ticket.requestType,
    ticket.team,
    ticket.status,
    ticket.priority,
    sealSummary(ticket, context),
    ticket.filing,
    isOpen(ticket.status),
    grant?.id ?? null,
    dateOrNull(grant?.expiresAt ?? null),
    url,
    new Date(ticket.createdAt),
    new Date(ticket.changedAt),
    dateOrNull(trackerChangedAt),
    ticket.assignedElsewhere,
  ];
  return [expected === 0 ? { ...insertTicket, values: columns } : { ...updateTicket, values: [...columns, expected] }];
};

/** Without a requester there is nobody's key, and no words either. */
function sealSummary({ id, requesterId, summary }: Ticket, { ringOf }: WriteContext): Uint8Array | null {
  return requesterId === null ? null : sealFieldText(ringOf(requesterId), 'tickets_cache.summary', id, summary);
}

const insertTicket = {
  name: 'insert-ticket',
  text: `
    with made as (
      insert into tickets_cache (id, number, requester_id, assignee_id, request_type, team, status, priority, summary,
        filing, open, grant_id, grant_expires_at, url, created_at, changed_at, tracker_changed_at,
        assigned_elsewhere, closed_at, version)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        case when $11 then null else $16::timestamptz end, 1)
      on conflict do nothing
      returning id
    )
    select (exists (select 1 from made))::unmoved`,
};

/** A ticket is closed from its last step out of the open states on, whatever changes about it afterwards. */
const updateTicket = {
  name: 'update-ticket',
  text: `
    with moved as (
      update tickets_cache
      set number = $2, requester_id = $3, assignee_id = $4, request_type = $5, team = $6, status = $7, priority = $8,
        summary = $9, filing = $10, open = $11, grant_id = $12, grant_expires_at = $13, url = $14, created_at = $15,
        changed_at = $16, tracker_changed_at = $17, assigned_elsewhere = $18,
        closed_at = case when $11 then null else coalesce(closed_at, $16) end,
        silence_told_for = case when $11 then null else silence_told_for end, version = version + 1
      where id = $1 and version = $19
      returning id
    )
    select (exists (select 1 from moved))::unmoved`,
};
