import type { Client } from 'pg';

const messagesPerConversation = 250;

/** Tickets that are closed, and what was said about them: sealed by nobody, since nothing of it is read again. */
export async function writeConversations(client: Client, telegramId: number, messages: number): Promise<void> {
  const values = [telegramId, Math.ceil(messages / messagesPerConversation), messagesPerConversation];
  await client.query(insertConversations, values);
  await client.query('analyze');
}

const insertConversations = `
  with person as (
    select id, chat_id from users_telegram where telegram_id = $1
  ), ticket as (
    insert into tickets_cache (id, requester_id, request_type, team, status, priority, summary, filing, open, closed_at,
      created_at, changed_at, version)
    select gen_random_uuid(), person.id, 'printer', 'it-support', 'closed', 'low', sha256('summary'), 'filed', false,
      now(), now(), now(), 1
    from person, generate_series(1, $2::int)
    returning id, requester_id
  ), decision as (
    insert into decisions (id, ticket_id, weights_version, decided_at, record)
    select gen_random_uuid(), id, 'bench', now(), '{}' from ticket
    returning id, ticket_id
  ), assignment as (
    insert into assignments (ticket_id, number, person_id, state, assigned_at, limit_minutes, decision_id, version)
    select ticket_id, 1, person.id, 'reassigned', now(), 30, decision.id, 1 from decision, person
  ), chat as (
    insert into chat_sessions (id, ticket_id, employee_id, team, priority, state, requested_at, queued_at, ended_at, facts,
      version)
    select gen_random_uuid(), id, requester_id, 'it-support', 'low', 'ended', now(), now(), now(), '{}', 1 from ticket
    returning id, employee_id
  )
  insert into chat_messages (id, session_id, seq, sender_id, side, kind, text, from_chat, from_message, delivery,
    sync_state, synced_at, sent_at)
  select gen_random_uuid(), chat.id, said, chat.employee_id, 'employee', 'text', sha256(chat.id::text::bytea),
    person.chat_id, said, 'delivered', 'synced', now(), now()
  from chat, person, generate_series(1, $3::int) as said`;
