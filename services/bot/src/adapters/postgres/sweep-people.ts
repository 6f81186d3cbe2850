import { laneCalls, writeErased } from './process-presence.ts';

/** What hangs on each is looked for in many tables, some of them without an index for it. */
export const peoplePerBatch = 5;

/**
 * Nothing of theirs is left that has a time of its own, and they have not come for as long: their row goes, with their
 * key, as if they had themselves erased. Whoever signs in meanwhile holds the row, and is passed by.
 */
export const isAbsent = `
  not exists (select 1 from user_sessions s where s.person_id = p.id)
  and not exists (select 1 from tickets_cache t where t.requester_id = p.id)
  and not exists (select 1 from tickets_cache t where t.assignee_id = p.id and t.open)
  and not exists (select 1 from chat_sessions c where c.employee_id = p.id)
  and not exists (select 1 from chat_sessions c where c.specialist_id = p.id and c.ended_at is null)
  and not exists (select 1 from chat_sessions c where c.offered_to = p.id)
  and not exists (select 1 from duty d where d.person_id = p.id and d.state <> 'off-shift')`;

/** `$1` is the cutoff. */
export const sweepPeople = `
  with gone as (
    delete from users_telegram where id in (
      select p.id from users_telegram p where p.last_login_at < $1 and ${isAbsent}
      order by p.id limit ${peoplePerBatch} for update skip locked)
    returning id
  ), keys as (
    delete from keys.subject_keys k using gone where k.subject_id = gone.id
  )
  select pg_notify('${laneCalls}', '${writeErased('')}' || gone.id) from gone`;
